/** What Postgres says of a statement it refused. */
export interface PgError {
  /** SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
  readonly code?: string;
  readonly message?: string;
  readonly detail?: string;
  readonly constraint?: string;
  /** The function of the server that refused: tells apart what shares a code. */
  readonly routine?: string;
}

/** The error of Postgres in whatever carries it: pg's own, or TypeORM's `QueryFailedError` around it. Empty for another error. */
export const pgErrorOf = (error: unknown): PgError =>
  (error as { driverError?: PgError } | null)?.driverError ?? (error as PgError | null) ?? {};

/** A kept plan whose table has changed under it, as by a migration. */
export function isStalePlan(error: unknown): boolean {
  const { code, routine } = pgErrorOf(error);
  return code === '0A000' && routine === 'RevalidateCachedQuery';
}

/** A deadlock, a lost serialisation, a stale plan: the same transaction may pass when it is done again. */
export function mayPassAgain(error: unknown): boolean {
  const { code } = pgErrorOf(error);
  return code === '40P01' || code === '40001' || isStalePlan(error);
}

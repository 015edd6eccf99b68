import { clock } from '#platform/kernel';
import { isDiskFull } from '../embedded/embedded-error.js';

export interface PgError {
  /** SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
  readonly code?: string;
  readonly message?: string;
  readonly detail?: string;
  readonly constraint?: string;
  /** The function of the server that refused: distinguishes errors that share a code. */
  readonly routine?: string;
  /** Set on an error of the network or of a file, which is not Postgres's. */
  readonly syscall?: string;
}

/** The Postgres error in what was thrown: pg's own, or TypeORM's `QueryFailedError` around it. Empty for another error. */
export const pgErrorOf = (error: unknown): PgError =>
  (error as { driverError?: PgError } | null)?.driverError ?? (error as PgError | null) ?? {};

/** A prepared plan whose table has changed, as by a migration. */
export function isStalePlan(error: unknown): boolean {
  const { code, routine } = pgErrorOf(error);
  return code === '0A000' && routine === 'RevalidateCachedQuery';
}

/** A deadlock, a lost serialisation, a stale plan: the same transaction may succeed when repeated. */
export function isRetryable(error: unknown): boolean {
  const { code } = pgErrorOf(error);
  return code === '40P01' || code === '40001' || isStalePlan(error);
}

/** Whether somebody else's lock was in the way: the same may succeed later. */
export const isInTheWay = (error: unknown): boolean => pgErrorOf(error).code === '55P03' || isRetryable(error);

/** Timeouts: a lock that somebody holds, a statement or a transaction that lasts, all connections taken. */
const BUSY = new Set(['55P03', '57014', '25P03', '53300', '53200']);
export const NO_SPACE = '53100';
/** Postgres is stopping, starting, or cannot write. */
const AWAY = new Set(['57P01', '57P02', '57P03', NO_SPACE]);
const LOST = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOENT', 'EAI_AGAIN']);
const SOCKET = new Set(['connect', 'read', 'write', 'getaddrinfo']);
/** Messages without a code of pg and TypeORM, about a connection that was lost or that nobody got. */
const WITHOUT_CODE =
  /^(timeout exceeded when trying to connect|timeout expired|Query read timeout|Connection terminated|Client has encountered a connection error|Client was closed|Cannot use a pool after|Query runner already released)/;

/** Whether a failure passes by itself, so that the same may be asked again in a moment. */
export function isTransient(error: unknown): boolean {
  const { code = '', message = '', syscall } = pgErrorOf(error);
  if (LOST.has(code)) return syscall === undefined ? code === 'EPIPE' : SOCKET.has(syscall);
  return BUSY.has(code) || AWAY.has(code) || code.startsWith('08') || (code === '' && WITHOUT_CODE.test(message));
}

export const hasNoSpace = (error: unknown): boolean => isDiskFull(pgErrorOf(error));

/** How long a refusal counts: while a disk is full, something is refused every minute. */
const LASTS_MS = 5 * 60_000;

let refusedAt: Date | null = null;

/** Notes that Postgres did not write for want of space (SQLSTATE 53100). It cannot be noted in the database: each process remembers it. */
export const noteNoSpace = (at = clock.now()): void => {
  refusedAt = at;
};

/** When Postgres last told this process that its disk is full; null if not within the last five minutes. */
export const noSpaceSeen = (now = clock.ms()): Date | null =>
  refusedAt && now - refusedAt.getTime() < LASTS_MS ? refusedAt : null;

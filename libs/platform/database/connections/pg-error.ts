import { isDiskFull } from '../embedded/embedded-error.js';

/** What Postgres says of a statement it refused. */
export interface PgError {
  /** SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
  readonly code?: string;
  readonly message?: string;
  readonly detail?: string;
  readonly constraint?: string;
  /** The function of the server that refused: tells apart what shares a code. */
  readonly routine?: string;
  /** Of an error of the network or of a file: not Postgres's. */
  readonly syscall?: string;
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
export function isRetryable(error: unknown): boolean {
  const { code } = pgErrorOf(error);
  return code === '40P01' || code === '40001' || isStalePlan(error);
}

/** Postgres did not get to it in time: a lock that somebody holds, a statement or a transaction that lasts, all connections taken. */
const BUSY = new Set(['55P03', '57014', '25P03', '53300', '53200']);
/** Postgres writes nothing more: its disk is full. */
export const NO_SPACE = '53100';
/** Postgres is not there, or does not write: stopping, starting, no disk left, the network gone. */
const AWAY = new Set(['57P01', '57P02', '57P03', NO_SPACE]);
/** The network's words for it. */
const LOST = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOENT', 'EAI_AGAIN']);
const SOCKET = new Set(['connect', 'read', 'write', 'getaddrinfo']);
/** What pg and TypeORM say without a code, of a connection that was lost under them or that nobody got. */
const WITHOUT_CODE =
  /^(timeout exceeded when trying to connect|timeout expired|Query read timeout|Connection terminated|Client has encountered a connection error|Client was closed|Cannot use a pool after|Query runner already released)/;

/** Whether a failure passes by itself: nothing is wrong with what was asked, and it may be asked again in a moment. */
export function isTransient(error: unknown): boolean {
  const { code = '', message = '', syscall } = pgErrorOf(error);
  if (LOST.has(code)) return syscall === undefined ? code === 'EPIPE' : SOCKET.has(syscall);
  return BUSY.has(code) || AWAY.has(code) || code.startsWith('08') || (code === '' && WITHOUT_CODE.test(message));
}

/** Whether a failure is a full disk: that of Postgres, or one on which this process writes. */
export const hasNoSpace = (error: unknown): boolean => isDiskFull(pgErrorOf(error));

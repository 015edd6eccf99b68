import { randomFillSync } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import { serverSettings } from '#platform/kernel';

const REDACTED = ['req.headers.cookie', 'req.headers.authorization', 'res.headers["set-cookie"]'];

/** Addresses that are keys: to a password, to where a fault is, to what became of a gift, to whose mails stop. */
const KEYS =
  /^(\/(?:mot-de-passe|connexion\/lien|compte\/adresse|ouvrir|suivi|mon-don|messages\/arret|api\/v1\/faults)\/)[^/?]+/;

/** Whether an address is a key, to be neither logged nor stored. */
export const holdsSecret = (address: string): boolean => KEYS.test(address);

const request = (req: Pick<IncomingMessage, 'method' | 'url'>) => ({
  method: req.method,
  // The query holds what people searched for.
  url: req.url?.replace(/\?.*/s, '').replace(KEYS, '$1…'),
});

/** A failed query carries its values, names and phone numbers among them: only the statement is logged. */
function failure(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack } = error;
  const { code, constraint, table, query } = error as unknown as Record<string, unknown>;
  return { type: name, message, stack, code, constraint, table, query };
}

/** The log of server and worker, without anybody's words, secrets or address. */
export const programLog = (level = serverSettings().logLevel, to?: DestinationStream): Logger =>
  pino({ level, redact: REDACTED, serializers: { req: request, err: failure } }, to as DestinationStream);

/** Nest's log and the background work's as lines of the same log; Nest's start is at `debug`. */
export function backgroundLog(log = programLog()): LoggerService {
  const say =
    (level: 'error' | 'warn' | 'debug') =>
    (message: unknown, ...rest: unknown[]) => {
      const context = rest.at(-1);
      if (message instanceof Error) log[level]({ context, err: message }, message.message);
      else log[level]({ context, stack: rest.length > 1 ? rest[0] : undefined }, String(message));
    };
  return { error: say('error'), warn: say('warn'), log: say('debug'), debug: say('debug') };
}

/** Letters and digits that nobody confuses when they read them aloud. */
const READABLE = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

const LETTERS = 8;
/** Drawn for many requests at once: a draw costs more than all that is made of it. */
const drawn = Buffer.alloc(512 * LETTERS);
let used = drawn.length;

/** The name of one request in the log, in its answer (`x-request-id`) and on the page that says it failed: `K7QD-42TN`. */
export const requestId = (): string => {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  let id = '';
  for (const end = used + LETTERS; used < end; used += 1) {
    if (id.length === 4) id += '-';
    id += READABLE[drawn[used]! % READABLE.length];
  }
  return id;
};

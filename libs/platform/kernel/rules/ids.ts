import { createHash, randomBytes, randomFillSync } from 'node:crypto';
import { clock } from './clock.js';

/** Random bytes for the next ids: asking the system for each costs more than the rest of an id. */
const drawn = Buffer.alloc(16 * 256);
let used = drawn.length;

/** The millisecond of the last id, and its counter: ids of one process rise, so that what was made in order is read in order. */
let lastMs = 0;
let counter = 0;
const COUNTER_MAX = 0xfff;

/**
 * A new uuid v7 (RFC 9562, 6.2 method 1): time-ordered, and within a process strictly rising. Made here because Postgres 15 cannot.
 * @param at milliseconds since 1970, for an id of another time, which does not count as the last one
 */
export function newId(at?: number): string {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  const b = drawn.subarray(used, used + 16);
  used += 16;
  if (at === undefined) {
    const now = clock.ms();
    if (now > lastMs) {
      lastMs = now;
      counter = b.readUInt16BE(6) & (COUNTER_MAX >> 1);
    } else if (counter < COUNTER_MAX) counter += 1;
    else {
      lastMs += 1;
      counter = b.readUInt16BE(6) & (COUNTER_MAX >> 1);
    }
    b.writeUInt16BE(counter, 6);
  }
  b.writeUIntBE(at ?? lastMs, 0, 6);
  b[6] = (b[6]! & 0x0f) | 0x70;
  b[8] = (b[8]! & 0x3f) | 0x80;
  const h = b.toString('hex');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** True for the text form of any uuid; ask before giving user input to a `uuid` column. */
export const isId = (text: unknown): text is string => typeof text === 'string' && UUID.test(text);

/** A secret of 256 bits for links, sessions and tokens, in base64url. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** SHA-256 in lower-case hexadecimal: of files as evidence, of secrets before they are stored. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

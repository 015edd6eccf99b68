import { promisify } from 'node:util';
import { gunzip, gunzipSync, inflate, inflateRaw, inflateSync } from 'node:zlib';
import { UPLOAD_LIMIT } from '#platform/contract';
import { Refused } from '../refusals/refusals.js';

const MB = 1024 * 1024;
/** Inventories pack ten to thirty times; beyond its first megabyte, only a bomb grows two hundred times. */
const RATIO = 200;
/** The usual ratio, which gives the size of the pieces they are unpacked in: each piece is one more trip off the event loop. */
const USUAL_RATIO = 12;
const LEAST_PIECE = 16 * 1024;

export type Packing = 'zlib' | 'gzip' | 'none';

/** How bytes are packed, by their beginning: agents and scripts name it in many ways, or not at all. */
export function packingOf(bytes: Uint8Array): Packing {
  const [a = 0, b = 0] = bytes;
  if (a === 0x1f && b === 0x8b) return 'gzip';
  return (a & 0x0f) === 8 && a >> 4 <= 7 && ((a << 8) | b) % 31 === 0 ? 'zlib' : 'none';
}

/** Unpacked synchronously: that takes less than the trip off the event loop, and a few milliseconds at worst. */
const SHORT = 16 * 1024;

const inflateTo = { zlib: promisify(inflate), gzip: promisify(gunzip), raw: promisify(inflateRaw) } as const;

/**
 * Unpacks a document; a long one off the event loop.
 * @throws Refused 413 when it unpacks to more than 20 MB or grows beyond reason, 400 when it is cut or broken
 */
export async function unpack(bytes: Buffer): Promise<{ document: Buffer; packing: Packing }> {
  const packing = packingOf(bytes);
  if (packing === 'none') return { document: bytes, packing };
  const maxOutputLength = Math.min(UPLOAD_LIMIT, Math.max(MB, bytes.length * RATIO));
  const chunkSize = Math.min(MB, Math.max(LEAST_PIECE, bytes.length * USUAL_RATIO));
  try {
    const options = { maxOutputLength, chunkSize };
    if (bytes.length <= SHORT)
      return { document: (packing === 'zlib' ? inflateSync : gunzipSync)(bytes, options), packing };
    return { document: await inflateTo[packing](bytes, options), packing };
  } catch (error) {
    if (tooLarge(error)) throw new Refused(413, 'request.too_large');
    if (packing === 'gzip') throw new Refused(400, 'request.unreadable');
  }
  try {
    // Some senders omit the checksum at the end.
    return { document: await inflateTo.raw(bytes.subarray(2), { maxOutputLength, chunkSize }), packing };
  } catch (error) {
    throw tooLarge(error) ? new Refused(413, 'request.too_large') : new Refused(400, 'request.unreadable');
  }
}

const tooLarge = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';

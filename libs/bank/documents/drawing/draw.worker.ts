import { serveThread } from '#platform/kernel';
import { type PaperRow, render } from './render.js';

/** What the other side gets at once, so that it can do something else between two pieces. */
const PIECE = 256 * 1024;

serveThread(async function* (row: PaperRow): AsyncGenerator<Uint8Array> {
  const pictures = new Map([...(row.pictures ?? [])].map(([id, bytes]) => [id, Buffer.from(bytes)] as const));
  for await (const bytes of render({ ...row, pictures }))
    for (let at = 0; at < bytes.length; at += PIECE) yield Uint8Array.from(bytes.subarray(at, at + PIECE));
});

import { serveApart } from '#platform/kernel';
import { readInventories } from './formats.js';

/** Reads documents in a thread of its own: `reading.ts`. */
serveApart((document: Uint8Array) => [readInventories(document)]);

import { serveThread } from '#platform/kernel';
import { readInventories } from './formats.js';

/** Reads documents in a thread of its own: `reading.ts`. */
serveThread((document: Uint8Array) => [readInventories(document)]);

import { serveApart } from '#platform/kernel';
import { readNwipeLog } from './nwipe-log.js';

/** Reads logs in a thread of its own: `nwipe-reading.ts`. */
serveApart((log: Uint8Array) => [readNwipeLog(log)]);

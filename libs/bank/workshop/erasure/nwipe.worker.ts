import { serveThread } from '#platform/kernel';
import { readNwipeLog } from './nwipe-log.js';

/** Reads logs in a thread of its own: `erasure.service.ts`. */
serveThread((log: Uint8Array) => [readNwipeLog(log)]);

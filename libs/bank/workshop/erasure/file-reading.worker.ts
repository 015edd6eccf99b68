import { serveThread } from '#platform/kernel';
import { readEvidenceFile } from './file-reading.js';

/** Reads long files in a thread of its own: `read-file.ts`. */
serveThread((file: Uint8Array) => [readEvidenceFile(file)]);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform/kernel';

/** A file of the demo as it came: the same from the source tree and from `dist`. */
export const demoFile = (name: string): Buffer => readFileSync(join(packageRoot(), 'libs/bank/demo/files', name));

import { readFileSync } from 'node:fs';

/** One of the demo's files, as text. */
export const demoText = (name: string): string => readFileSync(`libs/bank/demo/files/${name}`, 'utf8');

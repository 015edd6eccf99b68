import { readFileSync } from 'node:fs';

/** One of the story's files, as text. */
export const storyText = (name: string): string => readFileSync(`libs/story/files/${name}`, 'utf8');

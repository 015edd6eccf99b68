import type { Option } from './fields.js';

/** The options of a table of words, in its order. */
export const optionsOf = (words: Readonly<Record<string, string | { readonly label: string }>>): Option[] =>
  Object.entries(words).map(([value, said]) => ({ value, label: typeof said === 'string' ? said : said.label }));

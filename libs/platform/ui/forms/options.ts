import type { Option } from './fields.js';

/**
 * The answers that a table of words leaves, in its order.
 * @param words what each value is called: a text, or a row with its label.
 */
export const optionsOf = (words: Readonly<Record<string, string | { readonly label: string }>>): Option[] =>
  Object.entries(words).map(([value, said]) => ({ value, label: typeof said === 'string' ? said : said.label }));

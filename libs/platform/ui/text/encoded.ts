/**
 * Text in UTF-8, one character for each byte. A page is joined from thousands of pieces; with each encoded once, the whole becomes bytes by a copy.
 * V8 stores a page with a single `’` in two bytes a character, and took a tenth of its time to encode it.
 */
export type Encoded = string & { readonly encoded: 'utf-8' };

const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Encodes text; a lone surrogate becomes U+FFFD. */
export const encoded = (text: string): Encoded =>
  (BEYOND_ASCII.test(text) ? Buffer.from(text).toString('latin1') : text) as Encoded;

export const bytesOf = (page: Encoded): Buffer => Buffer.from(page, 'latin1');

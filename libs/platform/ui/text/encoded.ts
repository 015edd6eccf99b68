/**
 * Text in UTF-8, one character for each of its bytes. A page is put together of thousands of pieces; so encoded once each, the whole is
 * bytes by a copy. V8 keeps a page with a single `’` in two bytes a character and took a tenth of its time to encode it.
 */
export type Encoded = string & { readonly encoded: 'utf-8' };

const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Text as it stands in a page; half a character becomes U+FFFD, as everywhere. */
export const encoded = (text: string): Encoded =>
  (BEYOND_ASCII.test(text) ? Buffer.from(text).toString('latin1') : text) as Encoded;

/** What was encoded, as it is sent. */
export const bytesOf = (page: Encoded): Buffer => Buffer.from(page, 'latin1');

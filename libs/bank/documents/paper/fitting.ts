import type { Paper, TextStyle } from './paper.js';

/** Points below which nothing is set smaller. */
const SMALLEST = 7;

/** The style with the largest type, from its own downwards, in which a text is no higher than its place: a long name is set smaller, and never over what stands under it. */
export function fitted<S extends TextStyle & { readonly size: number }>(
  paper: Paper,
  text: string,
  style: S,
  height: number,
): S {
  let size: number = style.size;
  while (size > SMALLEST && paper.height(text, { ...style, size }) > height) size -= 0.5;
  return { ...style, size };
}

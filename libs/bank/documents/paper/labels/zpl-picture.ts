import { inOrder, piecesOf, widthOfPieces } from '../alphabets.js';
import { type Face, shapesIn } from '../fonts.js';
import { edgesOf, fill } from './filled.js';

/** Parts of the size above and below the baseline that letters of any alphabet take. */
const ABOVE = 1.15;
const BELOW = 0.45;

/** A line that the printer's own face cannot write, as dots. */
export interface LinePicture {
  /** Dots from its top down to the baseline. */
  readonly baseline: number;
  /** `^GFA` with its data. */
  readonly command: string;
}

/** Draws a line of text `size` dots high as black dots. */
export function linePicture(text: string, face: Face, size: number): LinePicture {
  const pieces = piecesOf(text, face);
  const baseline = Math.ceil(size * ABOVE);
  const width = Math.max(1, Math.ceil(widthOfPieces(pieces, size)) + 1);
  const height = baseline + Math.ceil(size * BELOW);
  const across = Math.ceil(width / 8);
  const bytes = Buffer.alloc(across * height);
  let at = 0;
  for (const piece of inOrder(pieces).flatMap((stretch) => stretch.pieces)) {
    const { shapes, advance } = shapesIn(piece.font, piece.drawn, size);
    for (const { path, x, y, scale } of shapes) {
      const left = at + x;
      const edges = edgesOf(path, (px, py) => [left + px * scale, baseline - y - py * scale]);
      fill(bytes, width, height, edges);
    }
    at += advance;
  }
  return {
    baseline,
    command: `^GFA,${bytes.length},${bytes.length},${across},${bytes.toString('hex').toUpperCase()}`,
  };
}

import sharp from 'sharp';
import { inOrder, piecesOf, widthOfPieces } from './alphabets.js';
import { type Face, shapesIn } from './fonts.js';

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
export async function linePicture(text: string, face: Face, size: number): Promise<LinePicture> {
  const pieces = piecesOf(text, face);
  const baseline = Math.ceil(size * ABOVE);
  const width = Math.max(1, Math.ceil(widthOfPieces(pieces, size)) + 1);
  const height = baseline + Math.ceil(size * BELOW);
  let at = 0;
  let paths = '';
  for (const piece of inOrder(pieces).flatMap((stretch) => stretch.pieces)) {
    const { shapes, advance } = shapesIn(piece.font, piece.drawn, size);
    for (const { path, x, y, scale } of shapes)
      paths += `<path d="${path}" transform="translate(${at + x} ${baseline - y}) scale(${scale} ${-scale})"/>`;
    at += advance;
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/>${paths}</svg>`;
  const dots = await sharp(Buffer.from(svg)).greyscale().raw().toBuffer();
  const across = Math.ceil(width / 8);
  const bytes = Buffer.alloc(across * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) if (dots[y * width + x]! < 128) bytes[y * across + (x >> 3)]! |= 0x80 >> (x & 7);
  return {
    baseline,
    command: `^GFA,${bytes.length},${bytes.length},${across},${bytes.toString('hex').toUpperCase()}`,
  };
}

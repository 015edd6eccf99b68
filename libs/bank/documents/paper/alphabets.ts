import { canDraw, type Face, type FontName, fontFor, widthIn } from './fonts.js';

export interface Piece {
  readonly font: FontName;
  /** What it says, as it is copied. */
  readonly text: string;
  /** What is drawn for it: itself, or the numbers of letters that no font has. */
  readonly drawn: string;
  readonly leftwards: boolean;
}

const LEFTWARDS =
  /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}|\p{Script=Adlam}/u;
const LETTERS = /[\p{L}\p{M}\u200c\u200d]+|[^\p{L}\p{M}\u200c\u200d]/gu;
const GRAPHEMES = new Intl.Segmenter('fr', { granularity: 'grapheme' });

/** True when `face` alone draws a text: nearly always. */
export function isOurs(text: string): boolean {
  for (const character of text) {
    const point = character.codePointAt(0) as number;
    if (point >= 0x300 && ((point !== 0x0a && !canDraw(point)) || /\p{M}/u.test(character))) return false;
    if (point >= 0x7f && point < 0x300 && !canDraw(point)) return false;
  }
  return true;
}

/** Word by word: a word is set whole in one font. A letter that none has is written as Unicode numbers it (« ‹U+674E› »), and copied as itself. */
export function piecesOf(text: string, face: Face): Piece[] {
  const pieces: Piece[] = [];
  const add = (font: FontName | null, part: string): void => {
    const last = pieces.at(-1);
    const leftwards = font !== null && LEFTWARDS.test(part);
    const numbered = font === null;
    const goesOn =
      last?.font === (font ?? face) && last.leftwards === leftwards && (last.drawn !== last.text) === numbered;
    if (goesOn) pieces.pop();
    const text = goesOn ? last.text + part : part;
    pieces.push({ font: font ?? face, text, drawn: numbered ? numbersOf(text) : text, leftwards });
  };
  for (const [part] of text.matchAll(LETTERS)) {
    const font = fontFor(part, face);
    if (font) add(font, part);
    else for (const { segment } of GRAPHEMES.segment(part)) add(fontFor(segment, face), segment);
  }
  return pieces;
}

const numbersOf = (text: string): string =>
  `‹${[...text].map((c) => `U+${(c.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`).join(' ')}›`;

export const widthOfPieces = (pieces: readonly Piece[], size: number): number =>
  pieces.reduce((sum, piece) => sum + widthIn(piece.font, piece.drawn, size), 0);

/** What stands between two words that are read from right to left, and is neither. */
const NEUTRAL = /^[^\p{L}]*$/u;
const MIRRORED: Readonly<Record<string, string>> = { '(': ')', ')': '(', '[': ']', ']': '[', '«': '»', '»': '«' };

export interface Stretch {
  readonly pieces: readonly Piece[];
  readonly text: string;
}

/** The pieces of a line in the order in which they stand on it: words from right to left change places, the rest stays. */
export function inOrder(pieces: readonly Piece[]): Stretch[] {
  const stretches: Stretch[] = [];
  const parts = pieces.flatMap((piece) => (piece.leftwards || piece.drawn !== piece.text ? [piece] : spread(piece)));
  for (let at = 0; at < parts.length; ) {
    const own = parts[at]!;
    let end = at + 1;
    if (own.leftwards)
      for (let next = end; next < parts.length && (parts[next]!.leftwards || NEUTRAL.test(parts[next]!.text)); next++)
        if (parts[next]!.leftwards) end = next + 1;
    const span = parts.slice(at, end);
    const drawn = own.leftwards ? span.reverse().map(mirrored) : span;
    stretches.push({
      pieces: drawn,
      text: parts
        .slice(at, end)
        .map((piece) => piece.text)
        .join(''),
    });
    at = end;
  }
  return stretches;
}

/** Words and what parts them, so that only those between two words from right to left move. */
const spread = (piece: Piece): Piece[] =>
  (piece.text.match(/\p{L}[^\s\u00a0]*|[\s\u00a0]|[^\p{L}\s\u00a0]+/gu) ?? []).map((text) => ({
    ...piece,
    text,
    drawn: text,
  }));

const mirrored = (piece: Piece): Piece =>
  piece.leftwards ? piece : { ...piece, drawn: [...piece.drawn].map((c) => MIRRORED[c] ?? c).join('') };

import { inOrder, type Piece, piecesOf, widthOfPieces } from './alphabets.js';
import { type DocumentFont, type Face, PLAIN_FORMS, useFont, widthIn } from './fonts.js';

export interface Setting {
  readonly face: Face;
  readonly size: number;
  readonly width: number;
  readonly align: 'left' | 'right' | 'center';
}

/** No wider than `width`; a word longer than a line goes on in the next. */
export function linesOf(text: string, { face, size, width }: Omit<Setting, 'align'>): Piece[][] {
  const lines: Piece[][] = [];
  const widthOf = (words: string) => widthOfPieces(piecesOf(words, face), size);
  const space = widthOf(' ');
  for (const paragraph of text.split('\n')) {
    let line = '';
    let taken = 0;
    for (const word of paragraph.split(' ')) {
      const own = widthOf(word);
      if (taken + (line ? space : 0) + own <= width) {
        taken += (line ? space : 0) + own;
        line = line ? `${line} ${word}` : word;
        continue;
      }
      if (line) lines.push(piecesOf(line, face));
      line = '';
      if (own <= width) {
        line = word;
        taken = own;
        continue;
      }
      for (const character of word) {
        if (line && widthOf(line + character) > width) {
          lines.push(piecesOf(line, face));
          line = '';
        }
        line += character;
      }
      taken = widthOf(line);
    }
    lines.push(piecesOf(line, face));
  }
  return lines;
}

interface Lines extends Setting {
  readonly lineGap: number;
}

/** How far apart lines of our fonts are; those of others are set as far. */
const leading = (doc: PDFKit.PDFDocument, lineGap: number): number => doc.currentLineHeight(true) + lineGap;

export const heightOfMany = (doc: PDFKit.PDFDocument, text: string, options: Lines): number =>
  linesOf(text, options).length * leading(doc, options.lineGap);

export function drawMany(doc: PDFKit.PDFDocument, text: string, x: number, y: number, options: Lines): number {
  const step = leading(doc, options.lineGap);
  const { ascender } = (doc as unknown as { _font: { ascender: number } })._font;
  const lines = linesOf(text, options);
  lines.forEach((line, i) => {
    drawLine(doc, line, x, y + i * step + (ascender / 1000) * options.size, options);
  });
  return lines.length * step;
}

/** `y` is its baseline from the top. */
function drawLine(doc: PDFKit.PDFDocument, pieces: readonly Piece[], x: number, y: number, style: Setting): void {
  const room = style.width - widthOfPieces(pieces, style.size);
  const at = x + (style.align === 'right' ? room : style.align === 'center' ? room / 2 : 0);
  // pdfkit's page is turned upside down: letters stand in PDF's own axes.
  doc.save().transform(1, 0, 0, -1, 0, doc.page.height);
  doc.addContent(`BT\n${lineOps(doc, pieces, at, doc.page.height - y, style)}ET`);
  doc.restore();
}

/**
 * Inside `BT … ET`, its beginning at (x, y) in PDF's own axes. What is in another font than ours says by itself what it is (`ActualText`):
 * the shapes of marks and of letters that join do not always. What is read from right to left does not: programs that copy turn it around.
 */
export function lineOps(
  doc: PDFKit.PDFDocument,
  pieces: readonly Piece[],
  x: number,
  y: number,
  { face, size }: Pick<Setting, 'face' | 'size'>,
): string {
  let ops = '';
  let at = x;
  for (const { pieces: drawn, text } of inOrder(pieces)) {
    const leftwards = drawn.some((piece) => piece.leftwards);
    const own = leftwards || drawn.every((piece) => piece.font === face && piece.drawn === piece.text);
    if (!own) ops += `/Span << /ActualText <FEFF${utf16(text)}> >> BDC\n`;
    const placed = drawn.map((piece) => {
      const from = at;
      at += widthIn(piece.font, piece.drawn, size);
      return { piece, from };
    });
    // Written as it is read, wherever it stands.
    for (const { piece, from } of leftwards ? placed.reverse() : placed)
      ops += glyphOps(useFont(doc, piece.font), piece.drawn, from, y, size);
    if (!own) ops += 'EMC\n';
  }
  return ops;
}

function glyphOps(font: DocumentFont, text: string, x: number, y: number, size: number): string {
  const [glyphs, positions] = font.encode(text, PLAIN_FORMS);
  let ops = `/${font.id} ${round(size)} Tf\n`;
  let at = x;
  glyphs.forEach((glyph, i) => {
    const { xAdvance, xOffset, yOffset } = positions[i]!;
    ops += `1 0 0 1 ${round(at + (xOffset * size) / 1000)} ${round(y + (yOffset * size) / 1000)} Tm <${glyph}> Tj\n`;
    at += (xAdvance * size) / 1000;
  });
  return ops;
}

const utf16 = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();
const round = (value: number): string => String(Math.round(value * 1000) / 1000);

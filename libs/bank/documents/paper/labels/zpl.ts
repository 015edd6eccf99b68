import { hasNotes, type LabelSheetFacts, labelPaperOf, noteOf } from '../../templates/label-sheet.js';
import { inOrder, isOurs, piecesOf, widthOfPieces } from '../alphabets.js';
import { newQr } from '../drawing-libraries.js';
import { type Face, fonts, readyToDraw, shapesIn } from '../fonts.js';
import { bareCode, shownCode } from '../typography.js';
import { edgesOf, fill } from './filled.js';
import { BARS, type LabelLine, layLabel, type Measure, noteLine } from './label-layout.js';

/** The resolutions of Zebra's printers, in dots an inch. */
export const ZPL_RESOLUTIONS = [203, 300] as const;
export type ZplResolution = (typeof ZPL_RESOLUTIONS)[number];

/** The printer's own face stands for all of ours: it is narrower than the one we measure with, so what fits here fits there. */
const measure: Measure = (text, face, size) => {
  if (!isOurs(text)) return widthOfPieces(piecesOf(text, face), size);
  const font = fonts().get(face) as unknown as {
    unitsPerEm: number;
    glyphForCodePoint(point: number): { advanceWidth: number };
  };
  let units = 0;
  for (const character of text) units += font.glyphForCodePoint(character.codePointAt(0) as number).advanceWidth;
  return (units / font.unitsPerEm) * size;
};

/**
 * The labels of a sheet's facts as ZPL II, one `^XA … ^XZ` each, in plain ASCII: every other character is written as its
 * bytes in UTF-8 (`^CI28`, `^FH`), and so are the ones that would be read as commands. A line in an alphabet that printers lack comes as a picture. The printer draws the QR and the
 * bars itself. Streams: ten thousand labels are never in memory.
 *
 * @param f the facts of a sheet; its grid is left out, a roll has one label across
 */
export async function* zplOf(f: LabelSheetFacts, resolution: ZplResolution): AsyncGenerator<Buffer> {
  await readyToDraw();
  const paper = labelPaperOf(f);
  const layout = layLabel(paper, f, measure, hasNotes(f));
  const dots = (points: number) => Math.round((points / 72) * resolution);
  const shift = { x: dotsOf(paper.offset?.x ?? 0, resolution), y: dotsOf(paper.offset?.y ?? 0, resolution) };
  const at = (x: number, fromTop: number) =>
    `^FO${Math.max(0, dots(x) + shift.x)},${Math.max(0, dots(fromTop) + shift.y)}`;
  const text = (line: Omit<LabelLine, 'text'>, words: string) => {
    const height = dots(line.size);
    if (!isOurs(words)) {
      const { baseline, command } = linePicture(words, line.face, height);
      return `${at(line.x, layout.height - line.y - (baseline / resolution) * 72)}${command}^FS\n`;
    }
    return `${at(line.x, layout.height - line.y - line.size * 0.8)}^A0N,${height},${Math.round(height * 0.9)}^FH^FD${escaped(plain(words))}^FS\n`;
  };
  const { qr, bars, code, lines, place } = layout;
  const address = `${f.publicUrl}/E/`.toUpperCase();
  const modules = newQr(address + bareCode('7K3F92Q'), { errorCorrectionLevel: 'M' }).modules.size;
  // Some printers begin a QR ten dots lower than they are told: it stays clear of the bars then too.
  const free = Math.min(
    dots(qr.size),
    dots(layout.height - bars.y - bars.height) - dots(layout.height - qr.y - qr.size) - 10,
  );
  const dot = Math.max(1, Math.min(10, Math.floor(free / modules)));
  const bar = Math.max(1, Math.min(10, Math.floor((bars.module / 72) * resolution)));
  const barsAt = (layout.width - (BARS * bar * 72) / resolution) / 2;
  const head = `^XA\n^CI28\n^PW${dots(layout.width)}\n^LL${dots(layout.height)}\n^LH0,0\n`;
  const qrHead = `${at(qr.x, layout.height - qr.y - qr.size)}^BQN,2,${dot}^FH^FDMA,`;
  const barsHead = `${at(barsAt, layout.height - bars.y - bars.height)}^BY${bar}^BCN,${dots(bars.height)},N,N,N^FD`;
  const same = lines.map((line) => text(line, line.text)).join('');
  let waiting = '';
  for (const [i, one] of f.codes.entries()) {
    const bare = bareCode(one);
    const note = noteOf(f, i);
    const own = note && noteLine(note, layout.room, (words) => measure(words, place.face, place.size));
    const last = own ? text(place, own) : '';
    waiting += `${head}${qrHead}${escaped(address + bare)}^FS\n${barsHead}${bare}^FS\n${text(code, shownCode(one))}${same}${last}^XZ\n`;
    if (waiting.length > 65_536) {
      yield Buffer.from(waiting, 'ascii');
      waiting = '';
    }
  }
  if (waiting) yield Buffer.from(waiting, 'ascii');
}

const dotsOf = (mm: number, resolution: number): number => Math.round((mm / 25.4) * resolution);

/** What a printer's own face may lack, as what it surely has. */
const plain = (text: string): string =>
  text.replaceAll('\u00a0', ' ').replaceAll('’', "'").replaceAll('…', '...').replace(/[–—]/g, '-');

/** Letters, digits and what no command begins with stay; all else is `_` and its bytes in hexadecimal. */
export const escaped = (text: string): string =>
  text.replace(/[^ A-Za-z0-9.,:;/+()'!?*#&=@%-]/gu, (character) =>
    [...Buffer.from(character, 'utf8')].map((byte) => `_${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );

/** Parts of the size above and below the baseline that letters of any alphabet take. */
const ABOVE = 1.15;
const BELOW = 0.45;

/** A line that the printer's own face cannot write, as dots. */
interface LinePicture {
  /** Dots from its top down to the baseline. */
  readonly baseline: number;
  /** `^GFA` with its data. */
  readonly command: string;
}

/** Draws a line of text `size` dots high as black dots. */
function linePicture(text: string, face: Face, size: number): LinePicture {
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

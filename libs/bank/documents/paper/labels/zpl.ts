import { hasNotes, type LabelSheetFacts, labelPaperOf, noteOf } from '../../templates/label-sheet.js';
import { inOrder, isOurs, piecesOf, widthOfPieces } from '../alphabets.js';
import { newQr } from '../drawing-libraries.js';
import { type Face, fonts, type Outline, readyToDraw, shapesIn } from '../fonts.js';
import { bareCode, shownCode } from '../typography.js';
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
 * ZPL II, one `^XA … ^XZ` a label, in ASCII: other characters, and those that would be read as commands, are written as their bytes in
 * UTF-8 (`^CI28`, `^FH`); a line in an alphabet that printers lack comes as a picture. Streams: ten thousand labels are never in memory.
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

/** What the printer's own face cannot write, as dots. */
interface LinePicture {
  readonly baseline: number;
  readonly command: string;
}

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

/** An edge of an outline in dots, y downwards; `turn` is +1 downwards, -1 upwards. */
interface Edge {
  readonly top: number;
  readonly bottom: number;
  readonly x: number;
  readonly slope: number;
  readonly turn: number;
}

type Point = readonly [x: number, y: number];

/** Straight pieces that a curve is drawn as: of a letter of some thirty dots, none is longer than a dot or two. */
const PIECES = 8;

/** Level edges cross no line of dots and are left out. @param place makes dots of the outline's units */
function edgesOf(outline: Outline, place: (x: number, y: number) => Point): Edge[] {
  const edges: Edge[] = [];
  let start: Point = [0, 0];
  let at: Point = [0, 0];
  const lineTo = (to: Point) => {
    const [[x0, y0], [x1, y1]] = [at, to];
    if (y0 !== y1)
      edges.push({
        top: Math.min(y0, y1),
        bottom: Math.max(y0, y1),
        x: y0 < y1 ? x0 : x1,
        slope: (x1 - x0) / (y1 - y0),
        turn: y0 < y1 ? 1 : -1,
      });
    at = to;
  };
  for (const { command, args } of outline.commands) {
    const points = Array.from({ length: args.length / 2 }, (_, i) => place(args[2 * i]!, args[2 * i + 1]!));
    if (command === 'moveTo') {
      lineTo(start);
      start = points[0]!;
      at = start;
    } else if (command === 'closePath') lineTo(start);
    else {
      const through = [at, ...points];
      const pieces = through.length === 2 ? 1 : PIECES;
      for (let i = 1; i <= pieces; i++) lineTo(along(through, i / pieces));
    }
  }
  lineTo(start);
  return edges;
}

/** De Casteljau, at `t` of its way: a line, a quadratic or a cubic curve. */
function along(points: readonly Point[], t: number): Point {
  if (points.length === 1) return points[0]!;
  const between = points.slice(1).map(([x, y], i): Point => {
    const [x0, y0] = points[i]!;
    return [x0 + (x - x0) * t, y0 + (y - y0) * t];
  });
  return along(between, t);
}

/** The dots, eight to a byte, whose middles are inside some letter (a contour inside another that turns against it is a hole). */
function fill(bytes: Buffer, width: number, height: number, edges: readonly Edge[]): void {
  const across = Math.ceil(width / 8);
  for (let y = 0; y < height; y++) {
    const middle = y + 0.5;
    const crossings = edges
      .filter((edge) => edge.top <= middle && middle < edge.bottom)
      .map(({ x, top, slope, turn }) => ({ x: x + (middle - top) * slope, turn }))
      .sort((a, b) => a.x - b.x);
    let inside = 0;
    for (const [i, { x, turn }] of crossings.entries()) {
      inside += turn;
      if (inside === 0) continue;
      const end = Math.min(width, Math.ceil((crossings[i + 1]?.x ?? x) - 0.5));
      for (let dot = Math.max(0, Math.ceil(x - 0.5)); dot < end; dot++)
        bytes[y * across + (dot >> 3)]! |= 0x80 >> (dot & 7);
    }
  }
}

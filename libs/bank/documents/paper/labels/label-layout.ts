import { joined } from '#platform/kernel';
import type { Face } from '../fonts.js';
import { bareCode, fr, shownCode } from '../typography.js';
import { code128 } from './code128.js';
import { MM, paddingOf } from './label-formats.js';

export interface LabelTexts {
  readonly publicUrl: string;
  readonly organisation: string;
  readonly helpline: string | null;
  /** False on what no person uses: nobody is asked to scan it when it breaks. */
  readonly used?: boolean;
}

/** A line of text; (x, y) is where its baseline begins, in points from the label's lower left corner. */
export interface LabelLine {
  readonly face: Face;
  readonly size: number;
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** Where everything of a label goes, in points from its lower left corner. Whatever writes labels follows it. */
export interface LabelLayout {
  readonly width: number;
  readonly height: number;
  readonly qr: { readonly x: number; readonly y: number; readonly size: number };
  readonly bars: { readonly x: number; readonly y: number; readonly module: number; readonly height: number };
  readonly code: Omit<LabelLine, 'text'>;
  readonly lines: readonly LabelLine[];
  readonly place: Omit<LabelLine, 'text'>;
  readonly room: number;
}

/** A last line of its own for each label: `what` may be cut, `mark` is always whole. */
export interface LabelNote {
  readonly what: string;
  readonly mark: string;
  readonly short?: string;
}

export function noteLine(note: LabelNote, room: number, widthOf: (text: string) => number): string {
  const { what } = note;
  const mark = note.short && widthOf(fr(note.mark)) > room ? note.short : note.mark;
  const whole = fr(joined(' · ', what, mark));
  if (!what || !mark || widthOf(whole) <= room)
    return widthOf(whole) <= room || !what ? whole : cutText(whole, room, widthOf);
  for (let shortened = what; shortened; shortened = shortened.slice(0, -1).trimEnd()) {
    // One ellipsis says of both that something is left out.
    const line = fr(mark.startsWith('…') ? shortened + mark : `${shortened}… ${mark}`);
    if (widthOf(line) <= room) return line;
  }
  return fr(mark);
}

function cutText(text: string, room: number, widthOf: (text: string) => number): string {
  let shortened = text;
  while (shortened && widthOf(`${shortened}…`) > room) shortened = shortened.slice(0, -1).trimEnd();
  return `${shortened}…`;
}

export type Measure = (text: string, face: Face, size: number) => number;

export interface LabelMarking {
  shown(code: string): string;
  address(publicUrl: string, code: string): string;
  bars(code: string): string;
}

/** A device's: its QR leads whoever finds it to the form for faults. */
export const DEVICE_MARKING: LabelMarking = {
  shown: shownCode,
  address: (publicUrl, code) => `${publicUrl}/E/`.toUpperCase() + bareCode(code),
  bars: bareCode,
};

const LEADING = 1.22;
/** Points: smaller type is read by nobody. Only a label that has no room for three such rows goes below, as far as the last. */
const LEAST_TYPE = 7;
const TINY_TYPE = 4;
const LEAST_ROWS = 3;
const LEAST_CODE = 7;
/** Every code has seven symbols: it is shown as long, and its bars are as wide, as any other's. */
const SAMPLE = '7K3F92Q';
export const BARS = code128(SAMPLE).width;
/** Ten modules on each side stay white. */
const QUIET = 20;

/**
 * The QR on the left, the code and whom to call beside it, the bars under both. The helpline is always whole, in smaller type if need be;
 * a name that finds no room is cut at a word and says so.
 */
export function layLabel(
  size: { readonly width: number; readonly height: number },
  texts: LabelTexts,
  measure: Measure,
  numbered = false,
  marking: LabelMarking = DEVICE_MARKING,
): LabelLayout {
  const wide = code128(marking.bars(SAMPLE)).width;
  const width = size.width * MM;
  const height = size.height * MM;
  const scale = Math.min(height, width * 0.55);
  const padding = paddingOf(size) * MM;
  const bars = between(0.19 * scale, 3.2 * MM, 9 * MM);
  const top = height - padding;
  const qr = Math.min(top - padding - bars - 1.2 * MM, 0.42 * width, 34 * MM);
  const x = 2 * padding + qr + 0.6 * MM;
  const room = width - x - padding / 2;
  const floor = padding + bars + 1.2 * MM;
  // On the smallest label too there is room under the code for a name, a telephone and a roll's number.
  const least = between((top - floor - LEAST_CODE * 1.07) / (LEAST_ROWS * LEADING), TINY_TYPE, LEAST_TYPE);
  const tallest = (top - floor - LEAST_ROWS * least * LEADING) / 1.07;
  const code = Math.min(
    between(0.39 * scale, LEAST_CODE, 20),
    tallest,
    (10 * room) / measure(marking.shown(SAMPLE), 'code', 10),
  );
  const codeY = top - code * 0.95;
  const below = codeY - floor - code * 0.12;
  const most = between(0.222 * scale, least, 10);
  const { type, lines } = fit({ texts, measure, room, height: below, most, least, numbered });
  const first = codeY - code * 0.12 - type;
  const line = (n: number) => ({ size: type, x, y: first - n * type * LEADING });
  const module = Math.min((width - 2 * padding) / (wide + QUIET), 1.2);
  return {
    width,
    height,
    qr: { x: padding, y: top - qr, size: qr },
    bars: { x: (width - wide * module) / 2, y: padding, module, height: bars },
    code: { face: 'code', size: code, x, y: codeY },
    lines: lines.map(([face, text], n) => ({ face, text, ...line(n) })),
    place: { face: 'text', ...line(lines.length) },
    room,
  };
}

type Line = readonly [Face, string];

/** For whoever has the device: what the square is good for; in short where that is too long. */
const CALLS = ['En panne ? Scannez-moi', 'En panne ?'];
/** Where the sentence would make all else smaller than this part of what it would be, the label goes without it. */
const LEAST_PART_WITH_CALL = 0.7;

interface ToFit {
  readonly texts: LabelTexts;
  readonly measure: Measure;
  readonly room: number;
  readonly height: number;
  readonly most: number;
  readonly least: number;
  /** A line is left for a roll's number. */
  readonly numbered: boolean;
}

interface Fitted {
  readonly type: number;
  readonly lines: Line[];
  readonly whole: boolean;
}

/**
 * What does not fit in type that is read goes: the sentence on what to do, the word before the telephone, the end of the name, in this
 * order; never the telephone.
 */
function fit(what: ToFit): Fitted {
  const number = what.texts.helpline?.trim().replace(/\s+/g, ' ');
  const helps = number ? [fr(`Aide : ${number}`), fr(number)] : [null];
  const without = helps.map((help) => fitted(what, null, help));
  const plain = without.find((one) => one.whole) ?? without.at(-1)!;
  if (what.texts.used === false) return plain;
  const called = CALLS.flatMap((call) => helps.map((help) => fitted(what, fr(call), help)));
  return called.find((one) => one.whole && one.type >= plain.type * LEAST_PART_WITH_CALL) ?? plain;
}

/** From `most` down; at the smallest the name is cut. */
function fitted(what: ToFit, call: string | null, help: string | null): Fitted {
  const { texts, measure, room, height, most, least, numbered } = what;
  const name = fr(texts.organisation.trim().replace(/\s+/g, ' '));
  for (let type = most; ; type = Math.max(type - 0.2, least)) {
    const rows = Math.floor(height / (type * LEADING) + 1e-6);
    const wrap = (text: string, face: Face) => wrapped(text, room, (part) => measure(part, face, type));
    const broken = (text: string, face: Face) => text.split(' ').some((word) => measure(word, face, type) > room);
    if (type > least && [help, call].some((text) => text && broken(text, 'text'))) continue;
    if (type > Math.max(most * 0.6, least) && broken(name, 'strong')) continue;
    const helpLines = [call, help].flatMap((text) => (text ? wrap(text, 'text') : []));
    const left = rows - helpLines.length - (numbered ? 1 : 0);
    const nameLines = wrap(name, 'strong');
    if (nameLines.length > left && type > least) continue;
    const shown = nameLines.length <= left ? nameLines : cut(nameLines, left, room, (t) => measure(t, 'strong', type));
    return {
      type,
      whole: shown === nameLines && ![help, call].some((text) => text && broken(text, 'text')),
      lines: [...shown.map((text): Line => ['strong', text]), ...helpLines.map((text): Line => ['text', text])],
    };
  }
}

export function wrapped(text: string, room: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && widthOf(`${line} ${word}`) <= room) {
      line += ` ${word}`;
      continue;
    }
    if (line) lines.push(line);
    line = '';
    for (const character of word) {
      if (line && widthOf(line + character) > room) {
        lines.push(line);
        line = '';
      }
      line += character;
    }
  }
  if (line) lines.push(line);
  return lines;
}

/** The first lines of a name, the last of which ends with « … » after a whole word where it can. */
function cut(lines: readonly string[], rows: number, room: number, widthOf: (text: string) => number): string[] {
  if (rows < 1) return [];
  const shortened = lines.slice(0, rows);
  let last = shortened.pop() ?? '';
  while (last && widthOf(`${last}…`) > room)
    last = last.includes(' ') ? last.replace(/ [^ ]*$/, '') : last.slice(0, -1);
  return [...shortened, `${last.replace(/[ ,;:–-]+$/, '')}…`];
}

const between = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

import { createRequire } from 'node:module';
import { setImmediate as turn } from 'node:timers/promises';
import { DRAWING_LIBRARIES, newPdf } from './drawing-libraries.js';

/** Text, its bold for what matters, and the fixed-width face in which a code cannot be misread. */
const FILES = {
  text: '@expo-google-fonts/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf',
  strong: '@expo-google-fonts/atkinson-hyperlegible-next/600SemiBold/AtkinsonHyperlegibleNext_600SemiBold.ttf',
  mono: '@expo-google-fonts/atkinson-hyperlegible-mono/400Regular/AtkinsonHyperlegibleMono_400Regular.ttf',
  code: '@expo-google-fonts/atkinson-hyperlegible-mono/700Bold/AtkinsonHyperlegibleMono_700Bold.ttf',
} as const;
export type Face = keyof typeof FILES;

/**
 * What these faces lack, by alphabet: its package, and how its files are called. The first one has all of Latin (Vietnamese, African letters,
 * marks), Greek, Cyrillic and Devanagari.
 */
const ALPHABETS = {
  wide: ['noto-sans', 'NotoSans'],
  // Each letter is a glyph of its own in each of its forms: in others letters share shapes and dots, and could not be copied.
  arabic: ['vazirmatn', 'Vazirmatn'],
  hebrew: ['noto-sans-hebrew', 'NotoSansHebrew'],
  armenian: ['noto-sans-armenian', 'NotoSansArmenian'],
  georgian: ['noto-sans-georgian', 'NotoSansGeorgian'],
} as const;
type Alphabet = keyof typeof ALPHABETS;
const WEIGHTS = { text: '400Regular', strong: '600SemiBold' } as const;
type Weight = keyof typeof WEIGHTS;
export type FontName = Face | `${Weight} ${Alphabet}`;

const weightOf = (face: Face): Weight => (face === 'text' || face === 'mono' ? 'text' : 'strong');
const others = (face: Face): FontName[] =>
  (Object.keys(ALPHABETS) as Alphabet[]).map((alphabet): FontName => `${weightOf(face)} ${alphabet}`);

interface ParsedFont {
  readonly unitsPerEm: number;
  readonly characterSet: readonly number[];
  hasGlyphForCodePoint(codePoint: number): boolean;
  glyphForCodePoint(codePoint: number): { codePoints: number[] };
  layout(
    text: string,
    features?: Readonly<Record<string, boolean>>,
  ): {
    readonly advanceWidth: number;
    readonly glyphs: readonly { codePoints: number[]; readonly path: Outline }[];
    readonly positions: readonly { readonly xAdvance: number; readonly xOffset: number; readonly yOffset: number }[];
  };
}

/** The lines and curves around a letter, as fontkit gives them: in units of its font, upwards. */
export interface Outline {
  readonly commands: readonly { readonly command: string; readonly args: readonly number[] }[];
}

const require = createRequire(import.meta.url);
const FACES = Object.keys(FILES) as Face[];
const parsed = new Map<Face, ParsedFont>();
const wider = new Map<FontName, ParsedFont>();

/** Parsed once per process: that costs four times a paper. pdfkit parses them, so that there is one copy of the font library. */
export function fonts(): ReadonlyMap<Face, ParsedFont> {
  for (const face of FACES) parse(face);
  return parsed;
}

function parse(face: Face): void {
  if (parsed.has(face)) return;
  const font = read(FILES[face]);
  learn(font);
  parsed.set(face, font);
}

function read(file: string): ParsedFont {
  const reader = newPdf({ autoFirstPage: false, font: null as unknown as string });
  reader.font(require.resolve(file));
  return (reader as unknown as { _font: { font: ParsedFont } })._font.font;
}

function fontOf(name: FontName): ParsedFont {
  const own = fonts().get(name as Face) ?? wider.get(name);
  if (own) return own;
  const [weight, alphabet] = name.split(' ') as [Weight, Alphabet];
  const [folder, family] = ALPHABETS[alphabet];
  const font = read(`@expo-google-fonts/${folder}/${WEIGHTS[weight]}/${family}_${WEIGHTS[weight]}.ttf`);
  if (alphabet === 'arabic') learnForms(font);
  wider.set(name, font);
  return font;
}

/** The one glyph that joins two letters is one character: turned around with the rest of a word, two would change places. */
const JOINED = 'ﻻ';

/** As `learn`, for letters that have other forms beside others. */
function learnForms(font: ParsedFont): void {
  const letters = font.characterSet.map((point) => String.fromCodePoint(point)).filter((c) => /\p{L}/u.test(c));
  for (const letter of letters.filter((c) => /\p{Script=Arabic}/u.test(c)))
    for (const word of [letter, `م${letter}`, `${letter}م`, `م${letter}م`, `ل${letter}`, `مل${letter}`])
      font.layout(word, PLAIN_FORMS);
  for (const before of ['', 'م'])
    for (const glyph of font.layout(before + JOINED.normalize('NFKC'), PLAIN_FORMS).glyphs)
      if (glyph.codePoints.length === 2) glyph.codePoints = [JOINED.codePointAt(0) as number];
}

/** What was found of words lately: the same come in every line that is tried. */
const chosen = new Map<string, FontName | null>();
const wide = new Map<string, number>();
const MOST_WORDS = 5000;

function once<T>(known: Map<string, T>, key: string, find: () => T): T {
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= MOST_WORDS) known.clear();
  const found = find();
  known.set(key, found);
  return found;
}

/** The first font that can draw all of a text: `face` itself, or one of another alphabet in its weight. */
export const fontFor = (text: string, face: Face): FontName | null =>
  once(chosen, `${face} ${text}`, () => findFont(text, face));

function findFont(text: string, face: Face): FontName | null {
  const points = [...text].map((character) => character.codePointAt(0) as number);
  // Our faces place no mark on a letter: one that is no letter of its own asks for a font that does.
  const marked = /\p{M}/u.test(text);
  const can = (name: FontName) => points.every((point) => fontOf(name).hasGlyphForCodePoint(point));
  const found = [...(marked ? [] : [face]), ...others(face)].find(can) ?? null;
  if (found && found !== face) for (const point of points) remember(fontOf(found), point);
  return found;
}

function remember(font: ParsedFont, point: number): void {
  const glyph = font.glyphForCodePoint(point);
  if (glyph.codePoints.length === 0) glyph.codePoints = [point];
}

/** What an alphabet does not ask for is left out: two letters in one glyph cannot be copied in their order, nor forms that nobody learned. */
export const PLAIN_FORMS = { liga: false, calt: false };

export const widthIn = (name: FontName, text: string, size: number): number =>
  size *
  once(wide, `${name} ${text}`, () => {
    const font = fontOf(name);
    return font.layout(text, PLAIN_FORMS).advanceWidth / font.unitsPerEm;
  });

/** The outlines of a text in one font, each with the place of its origin from where the text begins, upwards; lengths in the unit of `size`. */
export function shapesIn(name: FontName, text: string, size: number) {
  const font = fontOf(name);
  const scale = size / font.unitsPerEm;
  const { glyphs, positions, advanceWidth } = font.layout(text, PLAIN_FORMS);
  let at = 0;
  const shapes = glyphs.map((glyph, i) => {
    const { xAdvance, xOffset, yOffset } = positions[i]!;
    const place = { path: glyph.path, x: (at + xOffset) * scale, y: yOffset * scale, scale };
    at += xAdvance;
    return place;
  });
  return { shapes, advance: advanceWidth * scale };
}

export interface DocumentFont {
  readonly id: string;
  encode(
    text: string,
    features?: Readonly<Record<string, boolean>>,
  ): [string[], { readonly xAdvance: number; readonly xOffset: number; readonly yOffset: number }[]];
}

/** Sets a document's font, ours or one of another alphabet, and makes it known to the current page. */
export function useFont(doc: PDFKit.PDFDocument, name: FontName): DocumentFont {
  doc.registerFont(name, fontOf(name) as unknown as string);
  const { _font, page } = doc.font(name) as unknown as PrivateDocument;
  page.fonts[_font.id] ??= _font.ref();
  return _font;
}

interface PrivateDocument {
  _font: DocumentFont & { ref(): unknown };
  page: { fonts: Record<string, unknown> };
}

/** Before a paper is drawn where others wait: what the first one of a process loads takes several turns, between which they are served. */
export async function readyToDraw(): Promise<void> {
  if (parsed.size === FACES.length) return;
  for (const load of [...DRAWING_LIBRARIES, ...FACES.map((face) => () => parse(face))]) {
    load();
    await turn();
  }
}

/**
 * A glyph remembers the character it was first asked for. Embedding asks for parts of letters (the stop in « : ») without one, and the next
 * document's full stops could no longer be copied or read aloud: each glyph learns its character now.
 */
function learn(font: ParsedFont): void {
  for (const codePoint of [...font.characterSet].sort((a, b) => a - b)) font.glyphForCodePoint(codePoint);
  for (const ligature of ['fi', 'fl', 'ff', 'ffi', 'ffl']) font.layout(ligature);
}

export function registerFonts(doc: PDFKit.PDFDocument): void {
  for (const [face, font] of fonts()) doc.registerFont(face, font as unknown as string);
}

/** The shapes of words that were set lately, by face: the same words come on every paper. */
type Shapes = Record<string, unknown>;
const shapes = new Map<Face, Shapes>();
const MOST_SHAPES = 5000;

/** Shaping costs more than all the rest of a page, and depends on the face alone: documents share the words that were shaped before. */
export function shareShapes(doc: PDFKit.PDFDocument, face: Face): void {
  const font = (doc as unknown as { _font: { layoutCache: Shapes } })._font;
  const known = shapes.get(face);
  if (known) font.layoutCache = known;
  else shapes.set(face, font.layoutCache);
}

/** Asked before each paper: a long one leaves many words that come once. */
export function forgetShapes(): void {
  for (const [face, known] of shapes) if (Object.keys(known).length > MOST_SHAPES) shapes.delete(face);
}

const drawn = new Map<number, boolean>();

export function canDraw(codePoint: number): boolean {
  let can = drawn.get(codePoint);
  if (can === undefined) {
    can = fonts().get('text')?.hasGlyphForCodePoint(codePoint) ?? false;
    if (codePoint < 0x3000) drawn.set(codePoint, can);
  }
  return can;
}

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

/** The parsed font, as far as we look into it. */
interface ParsedFont {
  readonly characterSet: readonly number[];
  hasGlyphForCodePoint(codePoint: number): boolean;
  glyphForCodePoint(codePoint: number): unknown;
  layout(text: string): unknown;
}

const require = createRequire(import.meta.url);
const FACES = Object.keys(FILES) as Face[];
const parsed = new Map<Face, ParsedFont>();

/**
 * The fonts, parsed once per process: parsing them for every paper costs four times the paper itself. pdfkit parses
 * them, so that there is one copy of the font library.
 */
export function fonts(): ReadonlyMap<Face, ParsedFont> {
  for (const face of FACES) parse(face);
  return parsed;
}

function parse(face: Face): void {
  if (parsed.has(face)) return;
  const reader = newPdf({ autoFirstPage: false, font: null as unknown as string });
  reader.font(require.resolve(FILES[face]));
  const { font } = (reader as unknown as { _font: { font: ParsedFont } })._font;
  learn(font);
  parsed.set(face, font);
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
 * A glyph remembers the character it was first asked for. Embedding asks for parts of letters (the stop in « : ») without
 * one, and the next document's full stops could no longer be copied or read aloud: each glyph learns its character now.
 */
function learn(font: ParsedFont): void {
  for (const codePoint of [...font.characterSet].sort((a, b) => a - b)) font.glyphForCodePoint(codePoint);
  for (const ligature of ['fi', 'fl', 'ff', 'ffi', 'ffl']) font.layout(ligature);
}

/** Gives a new document our faces under their names. */
export function registerFonts(doc: PDFKit.PDFDocument): void {
  for (const [face, font] of fonts()) doc.registerFont(face, font as unknown as string);
}

/** The shapes of words that were set lately, by face: the same words come on every paper. */
type Shapes = Record<string, unknown>;
const shapes = new Map<Face, Shapes>();
const MOST_SHAPES = 5000;

/**
 * Lets a document set in `face` use the words that other papers have shaped before: shaping costs more than all the rest
 * of a page. What a shape holds depends on the face alone.
 */
export function shareShapes(doc: PDFKit.PDFDocument, face: Face): void {
  const font = (doc as unknown as { _font: { layoutCache: Shapes } })._font;
  const known = shapes.get(face);
  if (known) font.layoutCache = known;
  else shapes.set(face, font.layoutCache);
}

/** Forgets shapes when a long paper has left too many of words that come once: asked before each paper. */
export function forgetShapes(): void {
  for (const [face, known] of shapes) if (Object.keys(known).length > MOST_SHAPES) shapes.delete(face);
}

const drawn = new Map<number, boolean>();

/** True when the text faces can draw the character. */
export function canDraw(codePoint: number): boolean {
  let can = drawn.get(codePoint);
  if (can === undefined) {
    can = fonts().get('text')?.hasGlyphForCodePoint(codePoint) ?? false;
    if (codePoint < 0x3000) drawn.set(codePoint, can);
  }
  return can;
}

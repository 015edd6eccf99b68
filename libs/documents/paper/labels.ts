import { code128, code128Path } from './code128.js';
import type { Face } from './fonts.js';
import { type LabelGrid, MM } from './label-formats.js';
import type { Element, Paper } from './paper.js';
import { qrPath } from './qr.js';
import { A4 } from './theme.js';
import { bareCode, fr, shownCode } from './typography.js';

interface LabelTexts {
  readonly publicUrl: string;
  readonly organisation: string;
  readonly helpline: string | null;
}

interface PrivateDocument {
  _font: { id: string; encode(text: string): [string[], unknown]; ref(): unknown };
  page: { fonts: Record<string, unknown> };
}

/**
 * Draws labels with the operators of PDF themselves: what is the same on every label is prepared once, and the rest is
 * a path and a string. Each label is one paragraph of the structure (its code, whose it is, whom to call); the QR and
 * the bars say the same to a camera and are artifacts.
 */
export class LabelPen {
  private readonly glyphs = new Map<string, string>();
  private readonly same: string;
  private readonly qr: number;
  private readonly codeSize: number;
  private readonly codeX: number;
  private readonly codeY: number;
  private readonly address: string;

  constructor(
    private readonly paper: Paper,
    private readonly format: LabelGrid,
    texts: LabelTexts,
  ) {
    const { padding, barcode, height, width, type } = format;
    this.qr = height - 2 * padding - barcode - 1.2 * MM;
    this.codeX = padding * 2 + this.qr + 0.6 * MM;
    this.codeY = height - padding - type.code * 0.95;
    this.address = `${texts.publicUrl}/E/`.toUpperCase();
    const room = width - this.codeX - padding / 2;
    this.codeSize = Math.min(type.code, (10 * room) / paper.widthOf('BN-7K3F-92Q', { face: 'code', size: 10 }));
    const leading = type.small * 1.22;
    let y = this.codeY - type.small * 1.75;
    let same = '';
    const lines: [Face, string][] = wrap(paper, texts.organisation, room, type.small, 'strong').map((line) => [
      'strong',
      line,
    ]);
    if (texts.helpline) lines.push(['text', `Aide : ${texts.helpline}`]);
    for (const [face, line] of lines.slice(0, 4)) {
      same += this.line(face, type.small, this.codeX, y, fr(line));
      y -= leading;
    }
    this.same = same;
  }

  /** Draws the label of a code at a place of the current page, counted from 0 along the rows; `page` is its element. */
  draw(code: string, place: number, page: Element): void {
    const { columns, left, top, stepX, stepY, height, width, padding, barcode } = this.format;
    const { doc } = this.paper;
    const x = left + (place % columns) * stepX;
    const y = A4.height - top - Math.floor(place / columns) * stepY - height;
    if (place === 0) for (const face of ['text', 'strong'] as const) this.font(face);
    const bare = bareCode(code);
    const bars = code128(bare).width;
    const module = Math.min((width - 2 * padding) / (bars + 20), 1.2);
    const barsX = (width - bars * module) / 2;
    // pdfkit's page is turned upside down; PDF's own axes are put back, with the label's lower left corner as origin.
    doc.addContent(`q 1 0 0 -1 0 ${A4.height} cm 1 0 0 1 ${round(x)} ${round(y)} cm`);
    this.paper.artifact(() => {
      doc.addContent(
        `0 g\n${qrPath(this.address + bare, padding, height - padding - this.qr, this.qr)}\n${code128Path(bare, barsX, padding, module, barcode)}`,
      );
    });
    const shown = this.line('code', this.codeSize, this.codeX, this.codeY, shownCode(code));
    const draw = () => void doc.addContent(`0.09 0.137 0.169 rg\nBT\n${shown}${this.same}ET`);
    this.paper.tagged('P', draw, {}, page);
    doc.addContent('Q');
  }

  /** A face, made known to the current page. */
  private font(face: Face): PrivateDocument['_font'] {
    const doc = this.paper.doc.font(face) as unknown as PrivateDocument;
    doc.page.fonts[doc._font.id] ??= doc._font.ref();
    return doc._font;
  }

  private line(face: Face, size: number, x: number, y: number, text: string): string {
    const font = this.font(face);
    let glyphs = '';
    for (const character of text) glyphs += this.glyph(face, font, character);
    return `/${font.id} ${round(size)} Tf 1 0 0 1 ${round(x)} ${round(y)} Tm <${glyphs}> Tj\n`;
  }

  /** One by one and remembered: pdfkit would keep the shape of ten thousand codes that come once. */
  private glyph(face: Face, font: PrivateDocument['_font'], character: string): string {
    const key = face + character;
    const known = this.glyphs.get(key) ?? font.encode(character)[0].join('');
    this.glyphs.set(key, known);
    return known;
  }
}

/** Cuts a name into lines that fit. */
function wrap(paper: Paper, text: string, width: number, size: number, face: Face): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last === undefined || paper.widthOf(longer, { face, size }) > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

const round = (value: number): string => String(Math.round(value * 1000) / 1000);

import { isOurs, piecesOf } from '../alphabets.js';
import { type DocumentFont, type Face, type FontName, useFont } from '../fonts.js';
import type { Element, Paper } from '../paper.js';
import { qrPath } from '../qr.js';
import { lineOps } from '../setting.js';
import { code128Modules } from './code128.js';
import { cornerOf, type LabelGrid, type LabelStock, MM, paperOf } from './label-formats.js';
import {
  DEVICE_MARKING,
  type LabelLayout,
  type LabelLine,
  type LabelMarking,
  type LabelNote,
  type LabelTexts,
  layLabel,
  noteLine,
} from './label-layout.js';

/** How a sheet is printed on: its grid, and the printer's shift to make good, in millimetres. */
export interface LabelPaper extends LabelGrid, Pick<LabelStock, 'feed'> {
  readonly offset?: { readonly x: number; readonly y: number };
}

/**
 * With the operators of PDF themselves: what is the same on every label is prepared once. Each label is one paragraph of the structure;
 * the QR and the bars say the same to a camera and are artifacts.
 */
export class LabelPen {
  private readonly glyphs = new Map<string, string>();
  private readonly faces = new Set<FontName>(['text', 'strong', 'code']);
  private readonly same: string;
  private readonly bars: string;
  private readonly layout: LabelLayout;
  private readonly pageHeight: number;

  constructor(
    private readonly paper: Paper,
    private readonly format: LabelPaper,
    private readonly texts: LabelTexts,
    numbered = false,
    private readonly marking: LabelMarking = DEVICE_MARKING,
  ) {
    this.pageHeight = paperOf(format).height;
    this.layout = layLabel(format, texts, (text, face, size) => paper.widthOf(text, { face, size }), numbered, marking);
    const { bars } = this.layout;
    this.bars = `q ${fine(bars.module)} 0 0 ${fine(bars.height)} ${round(bars.x)} ${round(bars.y)} cm\n`;
    this.same = this.layout.lines.map((line) => this.line(line, line.text)).join('');
  }

  /** Draws the label of a code at a place of the current page, counted from 0 along the rows; `page` is its element. */
  draw(code: string, place: number, page: Element, note?: LabelNote): void {
    const { doc } = this.paper;
    const { qr, height } = this.layout;
    const corner = cornerOf(this.format, place);
    const x = (corner.x + (this.format.offset?.x ?? 0)) * MM;
    const y = this.pageHeight - (corner.y + (this.format.offset?.y ?? 0)) * MM - height;
    for (const face of this.faces) useFont(doc, face);
    const address = this.marking.address(this.texts.publicUrl, code);
    // pdfkit's page is turned upside down; PDF's own axes are put back, with the label's lower left corner as origin.
    doc.addContent(`q 1 0 0 -1 0 ${round(this.pageHeight)} cm 1 0 0 1 ${round(x)} ${round(y)} cm`);
    this.paper.artifact(() => {
      doc.addContent(
        `0 g ${qrPath(address, qr.x, qr.y, qr.size)}\n${this.bars}${code128Modules(this.marking.bars(code))} Q`,
      );
    });
    let own = this.line(this.layout.code, this.marking.shown(code));
    const { place: last, room } = this.layout;
    if (note)
      own += this.line(
        last,
        noteLine(note, room, (text) => this.paper.widthOf(text, last)),
      );
    const draw = () => void doc.addContent(`0.09 0.137 0.169 rg\nBT\n${own}${this.same}ET`);
    this.paper.tagged('P', draw, {}, page);
    doc.addContent('Q');
  }

  private line({ face, size, x, y }: Omit<LabelLine, 'text'>, text: string): string {
    if (!isOurs(text)) {
      const pieces = piecesOf(text, face);
      for (const piece of pieces) this.faces.add(piece.font);
      return lineOps(this.paper.doc, pieces, x, y, { face, size });
    }
    const font = useFont(this.paper.doc, face);
    let glyphs = '';
    for (const character of text) glyphs += this.glyph(face, font, character);
    return `/${font.id} ${round(size)} Tf 1 0 0 1 ${round(x)} ${round(y)} Tm <${glyphs}> Tj\n`;
  }

  /** One by one and remembered: pdfkit would keep the shape of ten thousand codes that come once. */
  private glyph(face: Face, font: DocumentFont, character: string): string {
    const key = face + character;
    const known = this.glyphs.get(key) ?? font.encode(character)[0].join('');
    this.glyphs.set(key, known);
    return known;
  }
}

/** A scale is multiplied by the modules that come after it. */
const fine = (value: number): string => String(Math.round(value * 1e6) / 1e6);
const round = (value: number): string => String(Math.round(value * 1000) / 1000);

import type { BankIdentity } from '../templates/facts.js';
import { isOurs, piecesOf, widthOfPieces } from './alphabets.js';
import { newPdf } from './drawing-libraries.js';
import { type Face, forgetShapes, registerFonts, shareShapes } from './fonts.js';
import { drawFooters, drawLetterhead, drawRunningHead } from './frame.js';
import { drawMany, heightOfMany } from './setting.js';
import { A4, INK, MARGIN, MUTED, SIZES, type Sizes, WIDTH } from './theme.js';
import { fr, instantOf } from './typography.js';

export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface PaperOptions {
  readonly title: string;
  readonly number: string;
  /** When it was asked for: also the file's date, so that one set of facts gives one file, byte for byte. */
  readonly date: string;
  /** What stands at its top in place of the date, where nobody knows of when it is. */
  readonly undated?: string;
  readonly bank: BankIdentity;
  readonly factsSha256: string;
  readonly framed?: boolean;
  readonly sizes?: keyof typeof SIZES;
  readonly annexed?: boolean;
  /** Archivable (PDF/A-1a) unless a picture with transparency will be placed. */
  readonly archivable?: boolean;
  readonly page?: { readonly width: number; readonly height: number } | undefined;
  readonly told?: ((progress: Progress) => void) | undefined;
  /** The public address that says whether the paper is genuine: a QR in the foot of every page carries it. */
  readonly verification?: string | null;
  /** Stored pictures that the facts name, by their id: a logo, printed signatures. */
  readonly pictures?: ReadonlyMap<string, Buffer>;
}

export interface TextStyle {
  readonly face?: Face;
  readonly size?: number;
  readonly colour?: string;
  readonly width?: number;
  readonly align?: 'left' | 'right' | 'center';
  readonly lineGap?: number;
}

export type Element = PDFKit.PDFStructureElement;

/**
 * A tagged A4 document that fills from top to bottom. Every text belongs to an element of the structure; what only pleases the eye is an
 * artifact, which a screen reader passes over.
 */
export class Paper {
  readonly doc: PDFKit.PDFDocument;
  readonly sizes: Sizes;
  y: number = MARGIN.top;
  private before: number | null = null;
  /** The pages without a code to check the paper by. */
  readonly plainPages = new Set<number>();
  private readonly root: Element;
  private readonly waiting: { readonly height: number; readonly draw: () => void }[] = [];

  constructor(readonly options: PaperOptions) {
    this.sizes = SIZES[options.sizes ?? 'plain'];
    this.doc = newDocument(options);
    forgetShapes();
    registerFonts(this.doc);
    this.root = this.doc.struct('Document');
    this.doc.addStructure(this.root);
    this.doc.addPage();
    if (options.framed !== false) drawLetterhead(this);
  }

  picture(id: string | null | undefined): Buffer | null {
    return (id && this.options.pictures?.get(id)) || null;
  }

  get bottom(): number {
    return A4.height - MARGIN.bottom;
  }

  /** In the smallest type: what may stand on one line takes no second. */
  get tight(): boolean {
    return this.sizes === SIZES.tight;
  }

  /** How many pages it has by now, of a paper that is drawn as a whole. */
  get pages(): number {
    return this.doc.bufferedPageRange().count;
  }

  leaves(sides: number): number {
    return this.signedLeaves(sides) + Math.ceil((this.pages - (this.before ?? this.pages)) / sides);
  }

  signedLeaves(sides: number): number {
    return Math.ceil((this.before ?? this.pages) / sides);
  }

  /** From here on it is an annex, on pages of its own: what is signed stands before it. */
  annex(): void {
    this.room(0);
    this.before = this.pages;
    this.turn();
  }

  /** Free below, on a new page if need be; true when it turned the page. What waits to stand over it goes with it. */
  room(height: number): boolean {
    const waiting = this.waiting.splice(0);
    const over = waiting.reduce((sum, one) => sum + one.height, 0);
    // Of nothing there is room everywhere: a paper whose last thing ends at the foot has no empty page after it.
    const turned = over + height > 0 && this.y + over + height > this.bottom;
    if (turned) this.turn();
    for (const one of waiting) one.draw();
    return turned;
  }

  /** Lets `draw`, so high, wait for what comes next: it never ends a page. */
  withNext(height: number, draw: () => void): void {
    this.waiting.push({ height, draw });
  }

  /** A new page; a plain one, for somebody who reads with difficulty, has nothing at its top and no code to check the paper by. */
  turn(kind: 'plain' | 'running' = 'running'): void {
    this.doc.addPage();
    this.y = MARGIN.top;
    if (kind === 'running') drawRunningHead(this);
    else this.plainPages.add(this.pages - 1);
  }

  tagged(tag: string, draw: () => void, options: object = {}, parent: Element = this.root): void {
    parent.add(this.doc.struct(tag as 'P', options as never, draw as () => Record<string, never>));
  }

  /** The caller passes it as `parent`; closed after `fill`. */
  group(tag: string, fill: (group: Element) => void, parent: Element = this.root): void {
    const group = this.doc.struct(tag as 'Table');
    parent.add(group);
    fill(group);
    group.end();
  }

  artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.doc.markContent('Artifact', { type });
    draw();
    this.doc.endMarkedContent();
  }

  /** @returns its height. What is read aloud separately is said separately. */
  say(
    tag: string,
    text: string,
    x: number,
    y: number,
    style: TextStyle = {},
    parent: Element = this.root,
    options: object = {},
  ): number {
    let height = 0;
    const draw = () => {
      height = this.text(text, x, y, style);
    };
    this.tagged(tag, draw, options, parent);
    return height;
  }

  text(text: string, x: number, y: number, style: TextStyle = {}): number {
    const options = this.style(style);
    const set = fr(text);
    this.doc.fillColor(style.colour ?? INK);
    if (!isOurs(set)) return drawMany(this.doc, set, x, y, options);
    this.doc.text(set, x, y, options);
    return this.doc.y - y;
  }

  height(text: string, style: TextStyle = {}): number {
    const options = this.style(style);
    const set = fr(text);
    if (isOurs(set)) return this.doc.heightOfString(set, options);
    return heightOfMany(this.doc, set, options);
  }

  widthOf(text: string, style: TextStyle = {}): number {
    const { face, size } = this.style(style);
    const set = fr(text);
    return isOurs(set) ? this.doc.widthOfString(set) : widthOfPieces(piecesOf(set, face), size);
  }

  private style({ face = 'text', size = this.sizes.body, width = WIDTH, align = 'left', lineGap }: TextStyle) {
    this.doc.font(face).fontSize(size);
    shareShapes(this.doc, face);
    return { face, size, width, align, lineGap: lineGap ?? (this.tight ? 1 : 2) };
  }

  /** @param lead one sentence that says what the paper is */
  heading(title: string, lead?: string): void {
    this.tagged('H1', () => {
      this.y += this.text(title, MARGIN.left, this.y, { face: 'strong', size: this.sizes.title, lineGap: 0 }) + 6;
    });
    if (lead) this.paragraph(lead, { size: this.sizes.lead, colour: MUTED });
    this.y += 12 * this.sizes.air;
  }

  /** A heading: it waits for what stands under it. */
  section(title: string): void {
    const style = { face: 'strong', size: this.sizes.section, lineGap: 0 } as const;
    const air = this.sizes.air;
    this.withNext(20 * air + this.height(title, style), () => {
      this.y += 12 * air;
      this.tagged('H2', () => {
        this.y += this.text(title, MARGIN.left, this.y, style) + 8 * air;
      });
    });
  }

  /** @param keep points that must follow it on its page: signatures alone sign nothing */
  paragraph(text: string, style: TextStyle = {}, keep = 0): void {
    this.room(this.height(text, style) + (keep && keep + 4 * this.sizes.air));
    this.drawParagraph(text, style);
  }

  introduction(text: string, style: TextStyle = {}): void {
    this.withNext(this.height(text, style) + 4 * this.sizes.air, () => this.drawParagraph(text, style));
  }

  private drawParagraph(text: string, style: TextStyle): void {
    this.tagged('P', () => {
      this.y += this.text(text, MARGIN.left, this.y, style);
    });
    this.y += 4 * this.sizes.air;
  }

  /** Lets whoever reads the file catch up, and the process do something else: a long document stays small in memory. */
  async yieldToReader(progress?: Progress): Promise<void> {
    if (progress) this.options.told?.(progress);
    do {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.doc.destroyed) throw new Error('nobody reads this paper any more');
    } while (this.doc.readableLength > 1024 * 1024);
  }

  /** A short form of the hash of the facts, printed so that a paper can be compared with what is kept. */
  get fingerprint(): string {
    return (this.options.factsSha256.slice(0, 16).match(/.{4}/g) ?? []).join(' ');
  }

  end(): void {
    this.room(0);
    if (this.options.framed !== false) drawFooters(this);
    this.root.end();
    this.doc.end();
  }
}

/** A PDF without a page, tagged and in French, that says what it is and when it was asked for. */
function newDocument(options: PaperOptions): PDFKit.PDFDocument {
  const { title, number, date, bank, framed = true, archivable = framed } = options;
  return newPdf({
    size: options.page ? [options.page.width, options.page.height] : 'A4',
    margin: 0,
    bufferPages: framed,
    autoFirstPage: false,
    font: null as unknown as string,
    pdfVersion: archivable ? '1.4' : '1.7',
    subset: archivable ? ('PDF/A-1a' as const) : undefined,
    tagged: true,
    lang: 'fr-FR',
    displayTitle: true,
    info: {
      Title: `${title} ${number}`.trim(),
      Author: bank.name,
      Creator: 'Banque du Numérique',
      Producer: 'Banque du Numérique',
      CreationDate: new Date(instantOf(date)),
      ModDate: new Date(instantOf(date)),
    },
  });
}

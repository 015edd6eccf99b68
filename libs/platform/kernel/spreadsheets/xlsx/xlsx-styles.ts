import type { CellForm } from '../row-cells.js';
import { isTrue, readXml, whole } from '../xml.js';
import type { ZipParts } from '../zip-file.js';
import { type CellNumberFormat, numberFormatOf } from './xlsx-values.js';

const MOST_STYLES = 100_000;

export interface Styles {
  readonly formats: readonly CellNumberFormat[];
  /** Null for a cell without strike or colour. */
  readonly forms: readonly (CellForm | null)[];
}

type Attributes = Readonly<Record<string, string>>;

/**
 * Reads the styles of a workbook's cells, with the fonts and fills that they name. Differential ones (of conditions, of tables) are no cell's own.
 */
export async function readStyles(zip: ZipParts, part: string | undefined): Promise<Styles> {
  const reading = new StyleReading();
  if (part) for await (const _ of readXml(zip.read(part), reading));
  return reading;
}

class StyleReading implements Styles {
  readonly formats: CellNumberFormat[] = [];
  readonly forms: (CellForm | null)[] = [];
  private readonly codes = new Map<number, string>();
  private readonly struck: boolean[] = [];
  private readonly fills: (string | null)[] = [];
  private solid = false;
  private section = '';

  open = (tag: string, a: Attributes): void => {
    if (tag === 'cellXfs' || tag === 'fonts' || tag === 'fills' || tag === 'dxfs') this.section = tag;
    else if (tag === 'numFmt' && this.section !== 'dxfs' && this.codes.size < MOST_STYLES)
      this.codes.set(whole(a['numFmtId']) ?? -1, (a['formatCode'] ?? '').slice(0, 255));
    else if (this.section === 'fonts') this.font(tag, a);
    else if (this.section === 'fills') this.fill(tag, a);
    else if (this.section === 'cellXfs' && tag === 'xf' && this.formats.length < MOST_STYLES) this.style(a);
  };

  close = (tag: string): void => {
    if (tag === this.section) this.section = '';
  };

  private font(tag: string, a: Attributes): void {
    if (tag === 'font' && this.struck.length < MOST_STYLES) this.struck.push(false);
    else if (tag === 'strike') this.struck[this.struck.length - 1] = a['val'] === undefined || isTrue(a['val']);
  }

  private fill(tag: string, a: Attributes): void {
    if (tag === 'fill' && this.fills.length < MOST_STYLES) this.fills.push(null);
    else if (tag === 'patternFill') this.solid = a['patternType'] === 'solid';
    else if (tag === 'fgColor' && this.solid) this.fills[this.fills.length - 1] = colour(a);
  }

  private style(a: Attributes): void {
    const id = whole(a['numFmtId']) ?? 0;
    this.formats.push(numberFormatOf(id, this.codes.get(id)));
    const struck = this.struck[whole(a['fontId']) ?? 0] ?? false;
    const fill = this.fills[whole(a['fillId']) ?? 0] ?? null;
    this.forms.push(struck || fill !== null ? { struck, fill } : null);
  }
}

/** A colour by whatever names it (ECMA-376, 18.8.19); null for white, which marks nothing. */
function colour({ rgb, theme, tint, indexed }: Attributes): string | null {
  if (rgb !== undefined) return /^(?:ff|00)?ffffff$/i.test(rgb) ? null : rgb.slice(0, 8);
  if (theme !== undefined) return theme === '0' && !Number(tint ?? 0) ? null : `${theme} ${tint ?? 0}`.slice(0, 40);
  return indexed === undefined || /^(?:1|9|64|65)$/.test(indexed) ? null : `#${indexed.slice(0, 4)}`;
}

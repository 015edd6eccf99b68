import type { CellForm } from '../row-cells.js';
import { type CellNumberFormat, numberFormatOf } from '../xlsx/xlsx-values.js';
import { RECORD, textAt, type XlsRecord } from './xls-records.js';

const MOST_STYLES = 100_000;
const STRUCK = 0x08;
const SOLID = 1;
/** White, and what a window has behind its cells. */
const WHITE: ReadonlySet<number> = new Set([1, 9, 0x40, 0x41]);

interface Style {
  readonly font: number;
  readonly format: number;
  readonly fill: string | null;
}

/** What the styles of an old workbook say: how numbers are shown, which letters are struck through, what colour is behind (MS-XLS, 2.4.122 and 2.4.353). */
export class XlsStyles {
  private readonly codes = new Map<number, string>();
  private readonly struck: boolean[] = [];
  private readonly styles: Style[] = [];

  take({ kind, data }: XlsRecord): void {
    if (this.styles.length + this.struck.length + this.codes.size >= MOST_STYLES) return;
    if (kind === RECORD.format && data.length > 4)
      this.codes.set(data.readUInt16LE(0), textAt(data, 2, 2).slice(0, 255));
    else if (kind === RECORD.font && data.length >= 4) this.struck.push((data[2]! & STRUCK) !== 0);
    else if (kind === RECORD.style && data.length >= 4)
      this.styles.push({ font: data.readUInt16LE(0), format: data.readUInt16LE(2), fill: fillOf(data) });
  }

  get looks(): CellNumberFormat[] {
    return this.styles.map(({ format }) => numberFormatOf(format, this.codes.get(format)));
  }

  get forms(): (CellForm | null)[] {
    return this.styles.map(({ font, fill }) => {
      // There is no font with the number 4.
      const struck = this.struck[font > 4 ? font - 1 : font] ?? false;
      return struck || fill !== null ? { struck, fill } : null;
    });
  }
}

function fillOf(data: Buffer): string | null {
  if (data.length < 20 || data.readUInt32LE(14) >>> 26 !== SOLID) return null;
  const colour = data.readUInt16LE(18) & 0x7f;
  return WHITE.has(colour) ? null : `#${colour}`;
}

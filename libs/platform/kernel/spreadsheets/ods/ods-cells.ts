import { mayBeRounded } from '../rounded.js';
import type { CellForm } from '../row-cells.js';
import type { CellDoubt } from '../table.js';
import { type CellNumberFormat, shownNumber } from '../xlsx/xlsx-values.js';
import { isTrue } from '../xml.js';

/** From so much on LibreOffice and Excel write any number by its exponent; a smaller one only when a person wanted it so. */
const EXPONENT_FROM = 1e11;

/**
 * The text of a cell of OpenDocument (part 3, 19.385: `office:value-type`), as it would be in a workbook of Excel.
 * @param a its attributes
 * @param text what it shows
 */
export function odsCell(a: Readonly<Record<string, string>>, text: string): readonly [string, CellDoubt | null] {
  const type = a['office:value-type'];
  const formula = a['table:formula'];
  if (formula !== undefined && type === undefined && text === '')
    return [`=${formula.replace(/^(?:[a-z]+:)?=?/i, '')}`, 'formula'];
  switch (type) {
    case 'float':
    case 'currency':
    case 'percentage':
      return number(a['office:value'] ?? '', text);
    case 'date':
      return [dated(a['office:date-value'] ?? '') ?? text, null];
    case 'time':
      return [clock(a['office:time-value'] ?? '') ?? text, null];
    case 'boolean':
      return [isTrue(a['office:boolean-value']) ? 'VRAI' : 'FAUX', null];
    default:
      return [text || (a['office:string-value'] ?? ''), null];
  }
}

function number(value: string, text: string): readonly [string, CellDoubt | null] {
  if (value === '') return [text, null];
  return shownNumber(value, formatOf(Number(value), text), false);
}

function formatOf(value: number, text: string): CellNumberFormat {
  if (/^0\d+$/.test(text) && Number(text) === value) return { zeros: text.length };
  const wanted = /\dE[+-]?\d/i.test(text) && (Math.abs(value) < EXPONENT_FROM || mayBeRounded(String(value)));
  return wanted ? 'exponent' : null;
}

function dated(iso: string): string | null {
  const [, day, time] = /^(-?\d{4,}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::[\d.]+)?)?Z?$/.exec(iso) ?? [];
  if (!day) return null;
  return time && !/T00:00(?::00(?:\.0+)?)?Z?$/.test(iso) ? `${day} ${time}` : day;
}

function clock(duration: string): string | null {
  const [, hours, minutes] = /^PT(\d{1,6})H(\d{1,2})M/.exec(duration) ?? [];
  return hours && minutes ? `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}` : null;
}

type Attributes = Readonly<Record<string, string>>;

const MOST_STYLES = 100_000;
const NO_COLOUR = /^(?:transparent|#f{6})?$/i;

/** The automatic styles that matter for rows: hidden sheets, struck letters, colours. */
export class OdsStyles {
  private readonly hidden = new Set<string>();
  private readonly forms = new Map<string, CellForm>();
  private name = '';
  private family = '';

  /** Takes an element of the styles. @returns whether elements inside it matter */
  open(tag: string, a: Attributes): boolean {
    if (tag === 'style') {
      this.name = (a['style:name'] ?? '').slice(0, 200);
      this.family = a['style:family'] ?? '';
    } else if (tag === 'table-properties' && this.family === 'table') {
      if (a['table:display'] === 'false' && this.hidden.size < MOST_STYLES) this.hidden.add(this.name);
    } else if (tag === 'text-properties') {
      const line = a['style:text-line-through-style'] ?? a['style:text-line-through-type'];
      if (line !== undefined) this.say({ struck: line !== 'none' });
    } else if (tag === 'table-cell-properties') {
      const colour = a['fo:background-color'] ?? '';
      if (!NO_COLOUR.test(colour)) this.say({ fill: colour.slice(0, 20) });
    }
    return tag === 'style';
  }

  isHidden(sheetStyle: string | undefined): boolean {
    return this.hidden.has(sheetStyle ?? '');
  }

  ofCell(style: string | undefined): CellForm | null {
    return this.forms.get(`table-cell ${style ?? ''}`) ?? null;
  }

  /** Null where a style of letters says nothing of it. */
  isStruck(textStyle: string | undefined): boolean | null {
    return this.forms.get(`text ${textStyle ?? ''}`)?.struck ?? null;
  }

  private say(form: Partial<CellForm>): void {
    const key = `${this.family} ${this.name}`;
    if (this.forms.size >= MOST_STYLES && !this.forms.has(key)) return;
    this.forms.set(key, { struck: false, fill: null, ...this.forms.get(key), ...form });
  }
}

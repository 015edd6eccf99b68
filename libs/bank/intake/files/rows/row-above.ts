import { readKind, splitCount } from '#bank/files/words';
import type { TableRow } from '#platform/kernel';
import { headerWorth } from '../sheet-header.js';
import { tidy } from './row-cells.js';

/** « idem », « " », « -//- »: the same as in the row above. */
const DITTO =
  /^[-–—\s]*(?:"|'{1,2}|´´|``|[“”„″〃↓]|\/\/|id(?:em)?\.?|d[ií]to|ditto|same|(?:idem |id\. |comme )?ci-dessus|m[êe]me(?: chose)?)[-–—\s]*$/iu;
const isDitto = (text: string): boolean => DITTO.test(text);

/** What the row right above says, for a list that says « idem »; one that is hidden or left between may be what was meant, and is asked about. */
export class RowAbove<Field extends string> {
  private n = -1;
  private readonly said = new Map<Field, string>();
  private isNext = false;

  constructor(
    private readonly repeated: readonly Field[],
    private readonly optional: readonly Field[],
  ) {}

  begin(n: number): void {
    this.isNext = n === this.n + 1;
    this.n = n;
  }

  read(field: Field, typed: string): string {
    if (!this.repeated.includes(field)) return typed;
    const above = this.isNext ? this.said.get(field) : undefined;
    const says = isDitto(typed) ? (above ?? (this.optional.includes(field) ? '' : typed)) : typed;
    this.said.set(field, says);
    return says;
  }
}

/** « ÉCRANS » above rows of a list that has no column for kinds: what each of them is, until another title stands there. */
export class SectionKind {
  private said = '';

  begin({ cells }: TableRow): void {
    const typed = (cells.map(tidy).find((cell) => cell !== '') ?? '').replace(/\s*:$/, '');
    const title = splitCount(typed)?.kind ?? typed;
    const { meaning, sureness } = readKind(title);
    this.said = meaning !== null && sureness === 'sure' ? title : '';
  }

  end(): void {
    this.said = '';
  }

  kind(typed: string, hasColumn: boolean): string {
    return hasColumn ? typed : this.said;
  }
}

/** Whether a row is the titles of another table below: it shares one with the titles above, names two fields at least, and no number. */
export function otherTitles(above: readonly string[]): (row: TableRow) => boolean {
  const plain = (cell: string): string => cell.trim().toLowerCase();
  const known = new Set(above.map(plain).filter(Boolean));
  return ({ cells }) =>
    cells.some((cell) => known.has(plain(cell))) && !cells.some((cell) => /\d{3}/.test(cell)) && headerWorth(cells) > 1;
}

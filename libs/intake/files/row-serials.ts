import { type Category, isGenericSerial, serialKey } from '#devices';
import { type Answers, lineOf, type TakenSheets, type WordReading } from '#imports';
import type { SaidReading } from '#vocabulary';
import { firstSeen, SerialsSeen } from './numbers-seen.js';
import { answeredSerial, type SameSerial, sameSerial, type WordField } from './row-answers.js';
import { type Problem, SHOWN } from './row-checks.js';

/** What is read of a row's numbers: where they are said to be odd, and what is asked about them. */
export interface NumbersOf {
  readonly n: number;
  readonly make: string;
  readonly words: Partial<Record<WordField, WordReading>>;
  readonly problem: Problem;
}

/** A screen that comes with a device: one of its own. */
export interface RowScreen {
  readonly serial: string;
  readonly same?: SameSerial | undefined;
}

/** The serials and inventory numbers of a sheet's rows, and where each was met first. */
export class RowNumbers {
  private readonly serials = new SerialsSeen();
  private readonly numbers = new Map<string, number>();
  private readonly imeis = new Map<string, number>();

  constructor(
    private readonly answers: Answers,
    private readonly taken: TakenSheets,
  ) {}

  /** Whether the row has a serial at all. @param hasColumn when no column holds serials, saying so once is enough. */
  serial({ said, meaning }: SaidReading<string>, of: NumbersOf, hasColumn: boolean): boolean {
    const key = serialKey(meaning ?? said, { generic: true });
    if (key === null && hasColumn) of.problem('serial', 'intake.row_serial_missing', 'warning');
    if (key !== null) this.known('serial', { said, meaning }, key, of);
    return key !== null;
  }

  /**
   * Two serials in a row are two devices: the screen's is the row's own where the row is a screen without a number.
   * @param own the serial of the row itself.
   */
  screen(
    { said, meaning }: SaidReading<string>,
    own: string | null,
    category: Category | null,
    of: NumbersOf,
  ): { readonly own: string } | { readonly screen: RowScreen } | null {
    const key = serialKey(meaning ?? said);
    if (key === null || key === serialKey(own)) return null;
    this.known('screenSerial', { said, meaning }, key, { ...of, make: '' });
    const serial = meaning ?? said;
    if (category === 'monitor' && serialKey(own, { generic: true }) === null) return { own: serial };
    const same = answeredSerial(key, this.answers);
    return { screen: { serial, ...(same ? { same } : {}) } };
  }

  /** The number of a phone besides its serial; alone it is the serial. */
  imei({ said, meaning }: SaidReading<string>, own: string | null, { n, problem }: NumbersOf): string | null {
    const key = serialKey(meaning ?? said);
    if (key === null || key === serialKey(own)) return null;
    const typed = said.slice(0, SHOWN);
    if (meaning === null) problem('imei', 'intake.row_serial_rounded', 'error', { typed });
    const first = firstSeen(this.imeis, ` ${key}`, n);
    if (first !== n) problem('imei', 'intake.row_serial_duplicate', 'error', { typed, ...this.firstRow(first) });
    return meaning;
  }

  number({ said, meaning }: SaidReading<string>, { n, problem }: NumbersOf): void {
    const typed = said.slice(0, SHOWN);
    if (meaning === null && said !== '') problem('assetNumber', 'intake.row_asset_number_rounded', 'error', { typed });
    const key = serialKey(meaning, { generic: true });
    const first = key === null ? n : firstSeen(this.numbers, ` ${key}`, n);
    if (first !== n)
      problem('assetNumber', 'intake.row_asset_number_duplicate', 'error', { typed, ...this.firstRow(first) });
  }

  /** What a person said of a serial that comes twice. */
  answered(serial: string | null): { readonly sameSerial?: SameSerial } {
    const answer = this.answers.size ? answeredSerial(serialKey(serial), this.answers) : undefined;
    return answer ? { sameSerial: answer } : {};
  }

  /** Says what is odd about a serial, and asks where it may be another device's. */
  private known(
    field: 'serial' | 'screenSerial',
    { said, meaning }: Pick<SaidReading<string>, 'said' | 'meaning'>,
    key: string,
    { n, make, words, problem }: NumbersOf,
  ): void {
    const typed = said.slice(0, SHOWN);
    if (meaning === null) problem(field, 'intake.row_serial_rounded', 'error', { typed });
    else if (isGenericSerial(meaning)) problem(field, 'intake.row_serial_generic', 'warning', { typed });
    else {
      const first = this.serials.first(key, make, n);
      const answer = answeredSerial(key, this.answers);
      if (answer) words.serial = sameSerial(key, typed, answer);
      if (first.n === n || (!first.sure && answer === 'other')) return;
      const sure = first.sure || answer === 'same';
      if (!sure) words.serial = sameSerial(key, typed);
      const code = sure ? 'intake.row_serial_duplicate' : 'intake.row_serial_maybe_duplicate';
      problem(field, code, 'error', { typed, ...this.firstRow(first.n) });
    }
  }

  /** Where a number was met first, as a person finds it. */
  private firstRow(n: number): Record<string, unknown> {
    const { line, sheet } = lineOf(n, this.taken);
    return { firstRow: line, ...(this.taken.also.length ? { sheet } : {}) };
  }
}

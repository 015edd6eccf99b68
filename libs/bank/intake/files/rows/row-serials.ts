import { type Category, isGenericSerial, makerKey, serialKey } from '#bank/devices';
import { type Answers, firstRowOf, type TakenSheets, type WordReading } from '#bank/files/engine';
import { remembering, type ShownReading } from '#bank/files/words';
import { answeredSerial, type SameSerial, sameSerial, type WordField } from './row-answers.js';
import { SHOWN } from './row-checks.js';

/** What may be odd about a number; each kind of file says it in a code of its own. */
export type NumberProblem =
  | 'serial_missing'
  | 'serial_rounded'
  | 'two_serials'
  | 'serial_generic'
  | 'serial_duplicate'
  | 'serial_maybe_duplicate'
  | 'asset_number_rounded'
  | 'asset_number_duplicate';

export interface NumbersOf {
  readonly n: number;
  readonly make: string;
  readonly words: Partial<Record<Extract<WordField, 'serial'>, WordReading>>;
  readonly problem: (
    field: 'serial' | 'screenSerial' | 'imei' | 'assetNumber',
    what: NumberProblem,
    level: 'error' | 'warning',
    facts?: Record<string, unknown>,
  ) => unknown;
}

export interface OwnNumbers {
  /** The serial: the row's own, the screen's where the row is a screen, the IMEI where there is no serial. */
  readonly own: ShownReading<string>;
  readonly imei: string | undefined;
  readonly screen: RowScreen | undefined;
}

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
    private readonly taken: TakenSheets = { sheets: [], sheet: 0, also: [] },
  ) {}

  /** What the columns of a serial, a screen's serial and an IMEI say together: nothing of it is dropped. */
  together(
    said: Readonly<Record<'serial' | 'screenSerial' | 'imei', ShownReading<string>>>,
    category: Category | null,
    of: NumbersOf,
  ): OwnNumbers {
    const beside = this.screen(said.screenSerial, said.serial.meaning, category, of);
    const given = beside && 'own' in beside ? { ...said.serial, meaning: beside.own } : said.serial;
    const own = given.said === '' && !given.meaning ? (said.imei.said === '' ? given : said.imei) : given;
    const imei = this.imei(said.imei, own.meaning, of) ?? undefined;
    return { own, imei, screen: beside && 'screen' in beside ? beside.screen : undefined };
  }

  /** Whether the row has a serial at all. @param hasColumn when no column holds serials, saying so once is enough. */
  serial({ said, meaning }: ShownReading<string>, of: NumbersOf, hasColumn: boolean): boolean {
    const key = serialKey(meaning ?? said, { generic: true });
    if (key === null && hasColumn) of.problem('serial', 'serial_missing', 'warning');
    if (key !== null) this.known('serial', { said, meaning }, key, of);
    if (isTwo(meaning ?? '')) of.problem('serial', 'two_serials', 'error', { typed: said.slice(0, SHOWN) });
    return key !== null;
  }

  /** What other columns say that are titled as a serial too: another number is another device, or nobody knows. */
  besides(others: readonly string[], own: string | null, { problem }: NumbersOf): void {
    const other = others.find((said) => serialKey(said) !== null && serialKey(said) !== serialKey(own));
    if (other !== undefined && serialKey(own) !== null)
      problem('serial', 'two_serials', 'error', { typed: `${own}, ${other}`.slice(0, SHOWN) });
  }

  /** Two serials in a row are two devices, unless the row is a screen without a number. @param own the serial of the row itself */
  private screen(
    { said, meaning }: ShownReading<string>,
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
    return { screen: { serial, same } };
  }

  private imei({ said, meaning }: ShownReading<string>, own: string | null, { n, problem }: NumbersOf): string | null {
    const key = serialKey(meaning ?? said);
    if (key === null || key === serialKey(own)) return null;
    const typed = said.slice(0, SHOWN);
    if (meaning === null) problem('imei', 'serial_rounded', 'error', { typed });
    const first = firstSeen(this.imeis, ` ${key}`, n);
    if (first !== n) problem('imei', 'serial_duplicate', 'error', { typed, ...firstRowOf(first, this.taken) });
    return meaning;
  }

  number({ said, meaning }: ShownReading<string>, { n, problem }: NumbersOf): void {
    const typed = said.slice(0, SHOWN);
    if (meaning === null && said !== '') problem('assetNumber', 'asset_number_rounded', 'error', { typed });
    const key = serialKey(meaning, { generic: true });
    const first = key === null ? n : firstSeen(this.numbers, ` ${key}`, n);
    if (first !== n)
      problem('assetNumber', 'asset_number_duplicate', 'error', { typed, ...firstRowOf(first, this.taken) });
  }

  answered(serial: string | null): { readonly sameSerial?: SameSerial } {
    const answer = this.answers.size ? answeredSerial(serialKey(serial), this.answers) : undefined;
    return answer ? { sameSerial: answer } : {};
  }

  private known(
    field: 'serial' | 'screenSerial',
    { said, meaning }: Pick<ShownReading<string>, 'said' | 'meaning'>,
    key: string,
    { n, make, words, problem }: NumbersOf,
  ): void {
    const typed = said.slice(0, SHOWN);
    if (meaning === null) problem(field, 'serial_rounded', 'error', { typed });
    else if (isGenericSerial(meaning)) problem(field, 'serial_generic', 'warning', { typed });
    else {
      const first = this.serials.first(key, make, n);
      const answer = answeredSerial(key, this.answers);
      if (answer) words.serial = sameSerial(key, typed, answer);
      if (first.n === n || (!first.sure && answer === 'other')) return;
      const sure = first.sure || answer === 'same';
      if (!sure) words.serial = sameSerial(key, typed);
      const code = sure ? 'serial_duplicate' : 'serial_maybe_duplicate';
      problem(field, code, 'error', { typed, ...firstRowOf(first.n, this.taken) });
    }
  }
}

const isNumber = (part: string): boolean => part.length >= 5 && /\d/.test(part) && /^[\p{L}\p{N}./-]+$/u.test(part);

/** « ABC123 / DEF456 », « UC: ABC123 Écran: DEF456 », two of one length: two serials in one cell. */
function isTwo(text: string): boolean {
  if (!/[\s,;&+:(]/.test(text)) return false;
  const parts = text.split(/[\s,;&+:()]+|\s\/\s/).filter(isNumber);
  if (parts.length < 2) return false;
  const joined = /[,;&+(]|:\s|\s\/\s|\set\s/i.test(text.replace(/^(?:s\/n|sn|n°)\s*:/i, ''));
  return joined || parts.every((part) => part.length === parts[0]!.length && part.length >= 6 && /\p{L}/u.test(part));
}

const keyOf = remembering(makerKey);

/** The row in which a key was met first. Keys are put together, never cut out: a cut text would keep the whole piece of the file it came from. */
export function firstSeen(seen: Map<string, number>, key: string, n: number): number {
  const first = seen.get(key);
  if (first === undefined) seen.set(key, n);
  return first ?? n;
}

/** Where a serial was met first: under the same maker, however it is written, or, which is not sure, where one of the two rows says none. */
export class SerialsSeen {
  private readonly met = new Map<string, { readonly maker: string; readonly n: number }>();
  private readonly byMaker = new Map<string, number>();

  first(serial: string, make: string, n: number): { readonly n: number; readonly sure: boolean } {
    const [key, maker] = [` ${serial}`, keyOf(make)];
    const before = this.met.get(key);
    if (!before) this.met.set(key, { maker, n });
    if (!before || before.maker === maker) return { n: before?.n ?? n, sure: true };
    if (before.maker === '' || maker === '') return { n: before.n, sure: false };
    return { n: firstSeen(this.byMaker, maker + key, n), sure: true };
  }
}

/** « HP 840 G3 S/N 5CG7290B1A »: what is called a serial at the end of a text. */
const WITHIN =
  /^(.*?)[\s,;(–-]*\b(?:s\/n|sn|n[°ºo] ?(?:de )?s[ée]rie|service ?tag)\s*[:.=#]?\s*([\p{L}\d][\p{L}\d./-]{4,39})\)?$/iu;

/** Longer is no designation; of a line of dashes the pattern would try each beginning. */
const LONGEST = 300;

export function serialWithin(text: string): { readonly text: string; readonly serial: string } | null {
  if (text.length > LONGEST) return null;
  const [, before = '', serial = ''] = WITHIN.exec(text) ?? [];
  return /\d/.test(serial) ? { text: before.trim(), serial } : null;
}

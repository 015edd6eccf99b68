import type { Category, CheckPoint, Condition } from '#bank/devices';
import {
  type Answers,
  isProblemColumn,
  type LeftReason,
  layoutOf,
  type ReadRow,
  type TakenSheets,
  type WordReading,
} from '#bank/files/engine';
import { readNumber, remarkOfNobody, type ShownReading, splitCount, withoutPeople } from '#bank/files/words';
import { type ListLayout, type TableRow, whyLeft } from '#platform/kernel';
import { RowAbove, SectionKind } from './rows/row-above.js';
import {
  leftToCheck,
  NOT_A_DEVICE,
  NOT_DONATED,
  type SameSerial,
  TO_CHECK,
  type WordField,
  withAnswers,
} from './rows/row-answers.js';
import { CELL_ERROR, tidy, unnamed } from './rows/row-cells.js';
import { checkWords, type SayProblem, SHOWN, type SpreadsheetProblem, tooLongOf } from './rows/row-checks.js';
import { DonatedReader, type RowDonated } from './rows/row-donated.js';
import { quantityOf, spreadCounts } from './rows/row-quantity.js';
import { type NumbersOf, RowNumbers, type RowScreen, serialWithin } from './rows/row-serials.js';
import { type RowReadings, readWords, typedWords } from './rows/row-words.js';
import { DateQuestion, type Purchase, purchaseOf } from './sheet-dates.js';
import { isRemark, type SheetField } from './sheet-fields.js';
import { type Header, widthOf } from './sheet-header.js';

export interface SheetDevice {
  readonly category: Category;
  readonly make: string;
  readonly model: string;
  readonly serial: string | null;
  readonly condition: Condition;
  readonly assetNumber: string | null;
  readonly quantity: number;
  readonly purchase: Purchase | null;
  /** Whether it is the device that has its serial already, where a person was asked. */
  readonly sameSerial?: SameSerial | undefined;
  /** Of a screen that comes with it, and is a device of its own. */
  readonly screen?: RowScreen | undefined;
  readonly imei?: string | undefined;
  /** What of it is to be looked at on the device itself: left so by an answer, or a guess that nobody put right. */
  readonly toCheck?: readonly CheckPoint[] | undefined;
  readonly note?: string | undefined;
}

export interface SheetRow extends ReadRow<SheetDevice> {
  readonly problems: readonly SpreadsheetProblem[];
  /** What the donor typed for the kind, the state, the maker and the date, what it means, and whether that is sure; not of a row that is left. */
  readonly readings?: RowReadings;
  /** Its words as they are counted, and as somebody corrected them; of a row that is left, where an answer left it. */
  readonly words?: Partial<Record<WordField, WordReading>>;
}

/** « Batterie gonflée », in whatever column: whoever takes the device has to know before it is charged. */
export const tellsOfSwollenBattery = (cell: string): boolean =>
  /gonfl/i.test(cell) &&
  !/\b(?:pas|non|jamais)\s+(?:du tout\s+)?gonfl|\b(?:aucune?|pas de|sans|ni)\s+(?:batterie\s+)?gonfl/i.test(cell);

export function remarksIn(titles: readonly string[], cells: readonly string[]): ReturnType<typeof remarkOfNobody> {
  const remarks = titles.flatMap((title, at) => (isRemark(title) ? [remarkOfNobody(tidy(cells[at] ?? ''))] : []));
  const notes = remarks.flatMap(({ note }) => note || []);
  return { note: notes.join(', '), leftOut: remarks.some(({ leftOut }) => leftOut) };
}

const IN_WORDS = ['category', 'make', 'model', 'condition', 'given'] as const;

type NumberField = 'serial' | 'screenSerial' | 'imei' | 'assetNumber';

/** Reads the rows of one sheet, one after the other; remembers the numbers it met. */
export class RowReader {
  private numbers: RowNumbers;
  private readonly width: number;
  private readonly problemColumn: number;
  private readonly layout: ListLayout;

  private readonly stateTitle: string;
  private readonly dates: DateQuestion;
  private readonly given: DonatedReader;
  private readonly inWords: ReadonlyMap<number, SheetField>;
  private section = new SectionKind();
  private readonly above = new RowAbove<SheetField>(
    ['category', 'make', 'model', 'condition', 'purchased'],
    ['make', 'model'],
  );

  constructor(
    private readonly header: Header,
    private readonly answers: Answers = new Map(),
    taken: TakenSheets = { sheets: [], sheet: 0, also: [] },
  ) {
    this.numbers = new RowNumbers(answers, taken);
    const { condition, purchased } = header.fields;
    this.dates = new DateQuestion('purchased', header.dates, header.titles[purchased ?? -1] ?? '', answers);
    this.stateTitle = condition === undefined ? '' : (header.titles[condition] ?? '');
    this.width = widthOf(header.titles);
    this.inWords = new Map(
      IN_WORDS.flatMap((field) => (header.fields[field] === undefined ? [] : [[header.fields[field], field]])),
    );
    this.problemColumn = header.titles.findIndex(isProblemColumn);
    this.given = givenRows(header, this.problemColumn, answers);
    this.layout = layoutOf(header, {
      numbers: ['serial', 'screenSerial', 'imei', 'assetNumber'],
      naming: ['category', 'model'],
    });
  }

  /** The reader of another table below, which knows the numbers of this one. */
  below(header: Header): RowReader {
    const next = new RowReader(header, this.answers);
    next.numbers = this.numbers;
    next.section = this.section;
    return next;
  }

  /** Why a row is no device: titles that come again on each page, "Total : 42", a remark; `empty` when it says nothing. */
  isNothing(row: TableRow): LeftReason | 'empty' | null {
    return whyLeft(row, this.layout);
  }

  kept({ cells }: TableRow, whole = false): readonly string[] {
    return cells.map((cell, i) => (whole ? withoutPeople(cell) : unnamed(this.inWords.get(i), cell)));
  }

  beginSheet(above: readonly TableRow[]): void {
    this.section.end();
    for (const row of above) if (this.isNothing(row) === 'section') this.beginSection(row);
  }

  beginSection(row: TableRow): void {
    this.section.begin(row);
  }

  /** What is read of a row by its fields, and what is wrong with its cells before anybody asks what they mean. */
  private cellsOf(row: TableRow, problem: SayProblem): (field: SheetField) => string {
    const extra = row.cells.findLastIndex((c, i) => i !== this.problemColumn && c.trim() !== '') + 1;
    if (extra > this.width) problem('row', 'intake.row_shifted', 'error', { cells: extra, columns: this.width });
    return (field) => {
      const column = this.header.fields[field];
      const typed = tidy(row.cells[column ?? -1] ?? '');
      // Of a state that is done once it is read: « M. Durand Plus » says « plus » beside a name.
      const text = field === 'condition' || field === 'given' ? typed : unnamed(field, typed);
      if (column !== undefined && row.doubts?.[column] === 'formula')
        problem(field, 'intake.row_cell_formula', 'error', { typed: text.slice(0, SHOWN) });
      if (text[0] === '#' && CELL_ERROR.test(text)) problem(field, 'intake.row_cell_error', 'error', { typed: text });
      return this.above.read(field, text);
    };
  }

  read(row: TableRow): SheetRow {
    this.above.begin(row.n);
    const problems: SpreadsheetProblem[] = [];
    const problem: SayProblem = (field, code, level, facts = {}) => problems.push({ field, code, level, facts });
    const cell = this.cellsOf(row, problem);
    // « 12 PC portables » in one cell: the number is the quantity, where no column says one; under « Désignation » alone, too.
    const many = cell('quantity') || spreadCounts(this.header, row.cells);
    const said = {
      ...typedWords(cell),
      category: this.section.kind(cell('category'), this.header.fields.category !== undefined),
    };
    const inField = said.category === '' ? 'model' : 'category';
    const counted = many === '' ? splitCount(said[inField]) : null;
    const within = this.header.fields.serial === undefined ? serialWithin(said[inField]) : null;
    const typed = { ...said, ...(counted ? { [inField]: counted.kind } : within ? { [inField]: within.text } : {}) };
    const { readings: heard, model } = readWords(typed, this.header, this.dates.order, row.cells);
    const { readings, words } = withAnswers(heard, { model, stateTitle: this.stateTitle }, this.answers);
    const given = this.given.read(row.cells);
    if (given) words.given = given.word;
    const raw = this.kept(row);
    const left = leftBecause(words, given);
    if (left) return { n: row.n, raw, left, problems: [], words };
    if (given?.is === 'ask')
      problem('given', 'intake.row_given_unsure', 'error', { typed: given.word.said.slice(0, SHOWN) });
    const battery = row.cells.some(tellsOfSwollenBattery);
    const { note, leftOut } = remarksIn(this.header.titles, row.cells);
    if (leftOut) problem('row', 'intake.row_remark_left_out', 'warning');
    if (battery) problem('row', 'intake.row_swollen_battery', 'warning');
    const make = readings.make.meaning ?? '';
    const category = checkWords(readings, model, problem, words.category?.meaning === TO_CHECK);

    const numberIn = (field: NumberField) => this.numberIn(row, field, cell(field));
    const numbers = {
      serial: within ? this.numberIn(row, 'serial', within.serial) : numberIn('serial'),
      assetNumber: numberIn('assetNumber'),
    };
    const of: NumbersOf = {
      n: row.n,
      make,
      words,
      problem: (field, what, level, facts) => problem(field, `intake.row_${what}`, level, facts),
    };
    const told = { serial: numbers.serial, screenSerial: numberIn('screenSerial'), imei: numberIn('imei') };
    const { own, imei, screen } = this.numbers.together(told, category, of);
    const others = this.header.otherSerials.map((column) => tidy(row.cells[column] ?? ''));
    if (others.length) this.numbers.besides(others, own.meaning, of);
    const [serial, number] = [own.meaning ?? '', numbers.assetNumber.meaning ?? ''];
    const named = this.numbers.serial(own, of, this.header.fields.serial !== undefined) || screen !== undefined;
    this.numbers.number(numbers.assetNumber, of);
    const { quantity, word } = quantityOf(counted?.count ?? many, {
      ...{ numbered: named || number !== '', category, answers: this.answers },
      problem: (what, facts) => problem('quantity', `intake.row_${what}`, 'error', facts),
    });
    if (word) words.quantity = word;
    const asked = this.dates.ask(readings.purchased.said);
    if (asked) words.purchased = asked;
    const purchase = purchaseOf(readings.purchased);
    if (readings.purchased.said !== '' && !purchase)
      problem('purchased', 'intake.row_purchase_unknown', 'warning', {
        typed: readings.purchased.said.slice(0, SHOWN),
      });

    const heardOf = { ...readings, ...numbers };
    tooLongOf(
      { make, model, serial, screenSerial: screen?.serial ?? '', imei: imei ?? '', assetNumber: number },
      problem,
    );
    if (category === null || problems.some((p) => p.level === 'error'))
      return { n: row.n, raw, problems, readings: heardOf, words };
    const toCheck = leftToCheck(words, {
      number: problems.some(({ code }) => code === 'intake.row_serial_generic'),
      battery,
    });
    const meaning: SheetDevice = {
      category,
      make,
      model,
      serial: serial || null,
      condition: readings.condition.sureness === 'sure' ? (readings.condition.meaning ?? 'unknown') : 'unknown',
      assetNumber: number || null,
      quantity,
      purchase,
      ...this.numbers.answered(own.meaning),
      ...(screen ? { screen } : {}),
      ...(imei ? { imei } : {}),
      ...(toCheck.length ? { toCheck } : {}),
      ...(note ? { note } : {}),
    };
    return { n: row.n, raw, meaning, problems, readings: heardOf, words };
  }

  private numberIn({ doubts }: TableRow, field: NumberField, said: string): ShownReading<string> {
    const column = this.header.fields[field];
    return { said, ...readNumber(said, column !== undefined && doubts?.[column] === 'rounded') };
  }
}

/** Which columns tell whether a device is given: what was wrong with a row that comes back is none. */
function givenRows({ titles, fields, by }: Header, problemColumn: number, answers: Answers): DonatedReader {
  const { given, ...others } = fields;
  const taken = [...Object.values(others), problemColumn];
  return new DonatedReader({ titles, given, taken, said: by === 'person' }, answers, true);
}

function leftBecause(words: Partial<Record<WordField, WordReading>>, given: RowDonated | undefined): LeftReason | null {
  if (words.category?.meaning === NOT_A_DEVICE) return NOT_A_DEVICE;
  if (words.condition?.meaning === NOT_DONATED && words.condition.sureness === 'sure') return 'not_wanted';
  if (given?.is !== 'kept') return null;
  return given.word.because === 'answered' ? 'not_wanted' : 'not_given';
}

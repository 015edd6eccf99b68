import { type Category, type CheckPoint, DECLARED, type DeclaredState, isCategory } from '#bank/devices';
import type { Answers, WordReading } from '#bank/files/engine';
import {
  type Because,
  type DayOrder,
  type KnownDate,
  makeAndModel,
  readDate,
  readKind,
  readKindOfRow,
  splitCount,
} from '#bank/files/words';
import {
  type DeviceBought,
  leftToCheck,
  type Quantity,
  quantityOf,
  type RowScreen,
  type SameSerial,
  TO_CHECK,
} from '#bank/intake';
import { type Identities, LIMITS, type RowIdentity } from './identity.js';
import type { OldRow } from './old-sheet.js';
import { readRowPurchase } from './purchase-in-row.js';
import {
  type Columns,
  DATA_IMPORT_FIELDS,
  type DataImportField,
  type DateField,
  type MappedField,
} from './sheet-columns.js';
import { ANSWERS, type OldOrigin, ORIGINS, valueKey } from './value-words.js';
import type { DataImportProblem } from './views.js';

export interface Understood {
  readonly line: number;
  readonly state: DeclaredState | null;
  readonly category: Category | null;
  readonly make: string;
  readonly model: string;
  readonly serial: string | null;
  readonly serialKey: string | null;
  readonly number: string | null;
  readonly numberKey: string | null;
  readonly imei?: string | undefined;
  readonly screen?: RowScreen | undefined;
  readonly sameSerial?: SameSerial | undefined;
  readonly quantity?: number | undefined;
  readonly toCheck?: readonly CheckPoint[] | undefined;
  readonly note?: string | undefined;
  readonly purchase?: DeviceBought | undefined;
  readonly place: string | null;
  readonly structure: string | null;
  readonly day: string | null;
  readonly origin: OldOrigin;
  readonly skipped: boolean;
  readonly wrong: boolean;
  readonly warned: boolean;
  readonly problems: readonly DataImportProblem[];
  readonly serialWord?: WordReading | undefined;
  readonly quantityWord?: WordReading | undefined;
}

export interface Understanding {
  readonly columns: Columns;
  readonly width: number;
  readonly targetOf: (field: MappedField, value: string) => string | null;
  /** How each column of dates is written, as its cells show it; null while nobody knows. */
  readonly orders: Readonly<Record<DateField, DayOrder | null>>;
  readonly today: string;
  readonly identities: Identities;
  readonly answers: Answers;
}

export function understand(
  { line, cells, doubts, given, note, leftOut, swollen }: Omit<OldRow, 'left' | 'people'>,
  u: Understanding,
): Understood {
  const row = reading(cells, u);
  const { cell, target, say, problems } = row;

  if (cells.length > u.width) return shifted(line);
  const status = target('state');
  const mapped = u.columns.state === undefined || status === TO_CHECK ? 'to_be_proven' : status;
  const skipped = mapped === ANSWERS.skip || given?.is === 'kept' || target('category') === ANSWERS.skip;
  if (given?.is === 'ask' && !skipped)
    say('error', 'given', 'data_import.row_given_unsure', { typed: given.word.said.slice(0, 60) });
  const state = DECLARED.find((s) => s === mapped) ?? null;
  if (!state && !skipped)
    say('error', 'state', 'data_import.row_state_unmapped', { typed: cell('state').slice(0, 60) });

  const { make: maker, model } = makeAndModel(
    { make: cell('make'), model: cell('model') },
    u.columns.make !== undefined,
  );
  const make = maker.meaning ?? '';
  if (!skipped) checkCells(row, { make, model }, doubts, u.columns);

  const named = target('category');
  const category = categoryOf(named, cell('category'), { make, model: cell('model') || cell('make') });
  const many = cell('quantity');
  const counted = many !== '';
  const {
    word: serialWord,
    generic,
    ...known
  } = skipped ? UNKNOWN : u.identities.read({ line, doubts, make, category, counted, cell, say });
  const several =
    counted || skipped ? undefined : (SEVERAL.exec(cell('category'))?.[1] ?? splitCount(cell('category'))?.count);
  if (several)
    say('warning', 'category', 'data_import.row_counts_in_words', {
      typed: cell('category').slice(0, 60),
      count: Number(several),
    });
  const { quantity, word: quantityWord } = skipped ? ONE : rowQuantity(many, known, category, row, u);
  const unwanted = quantityWord?.meaning === ANSWERS.skip;
  if (!category && !skipped)
    say('error', 'category', 'data_import.row_category_missing', { typed: (cell('category') || model).slice(0, 60) });
  const doubted = !skipped && isDoubted(named, cell('category'), { make, model: cell('model') || cell('make') });
  if (doubted || (!skipped && named === TO_CHECK && category === 'other'))
    say('warning', 'category', 'data_import.row_category_to_check', { typed: cell('category').slice(0, 60) });

  const theirs = target('structure');
  const structure =
    theirs === ANSWERS.make ? `new:${valueKey(cell('structure'))}` : theirs && theirs !== ANSWERS.none ? theirs : null;
  if (state === 'handed_over' && !structure)
    say('error', 'structure', 'data_import.row_structure_missing', { typed: cell('structure').slice(0, 60) });
  const there = target('place');
  const place = there === ANSWERS.make ? `new:${valueKey(cell('place'))}` : there;

  const day = readRowDay(row, { skipped, state }, u);

  const purchase = skipped ? undefined : readRowPurchase({ ...u, cell, say, quantity });

  const from = target('donor');
  if (leftOut && !skipped) say('warning', 'row', 'data_import.row_remark_left_out');
  if (swollen && !skipped) say('warning', 'row', 'data_import.row_swollen_battery');
  const words = { category: tiedTo(doubted ? TO_CHECK : named), condition: tiedTo(status), make: maker };
  const toCheck = skipped ? [] : leftToCheck(words, { number: generic, battery: swollen === true });
  return {
    line,
    state,
    category,
    make: make.slice(0, LIMITS.make),
    model: model.slice(0, LIMITS.model),
    ...known,
    place: place ?? null,
    structure,
    day,
    origin: ORIGINS.find((o) => o === from) ?? 'unknown',
    ...(quantity > 1 ? { quantity } : {}),
    ...(toCheck.length ? { toCheck } : {}),
    ...(note ? { note } : {}),
    ...(purchase ? { purchase } : {}),
    skipped: skipped || unwanted,
    wrong: problems.some((p) => p.level === 'error'),
    warned: problems.some((p) => p.level === 'warning'),
    problems: problems.map(({ code, facts, field }) => ({ code, facts, field })),
    serialWord,
    quantityWord,
  };
}

function categoryOf(
  named: string | null,
  typed: string,
  { make, model }: { readonly make: string; readonly model: string },
): Category | null {
  if (isCategory(named)) return named;
  const itself = readKindOfRow(typed, make, model);
  const byModel = itself.sureness === 'ask' && (named === ANSWERS.byModel || named === TO_CHECK);
  const kind = byModel ? readKindOfRow('', make, model) : itself;
  return kind.sureness === 'sure' ? kind.meaning : named === TO_CHECK ? 'other' : null;
}

/** « Tower » beside a PowerEdge: the word is taken for every row that has it, and this one's model says something else. */
const isDoubted = (
  named: string | null,
  typed: string,
  { make, model }: { readonly make: string; readonly model: string },
): boolean =>
  named !== null && readKind(typed).meaning === named && readKindOfRow(typed, make, model).because === 'contradiction';

const tiedTo = (meaning: string | null) => ({ meaning, sureness: 'sure' }) as const;

/** « 12 PC portables »: a number that counts, and not « 2 en 1 », « 24 pouces », « 8 Go ». */
const SEVERAL =
  /^\s*(?![01]\b)(\d{1,5})\s*(?:x\s*)?(?!en\b|in\b|pouces?\b|g[ob]\b|t[ob]\b|m[ob]\b|w\b|p\b|ans?\b)\p{L}{2}/iu;

const ONE: Quantity = { quantity: 1 };

/** How many a row stands for, by the rule of donors' files. */
const rowQuantity = (
  many: string,
  { serialKey, numberKey, screen }: Pick<RowIdentity, 'serialKey' | 'numberKey' | 'screen'>,
  category: Category | null,
  { say }: RowReading,
  { answers }: Understanding,
): Quantity =>
  quantityOf(many, {
    ...{ numbered: Boolean(serialKey || numberKey || screen), category, answers },
    problem: (what, facts) => say('error', 'quantity', `data_import.row_${what}`, facts),
  });

type Level = 'error' | 'warning';

type WordField = MappedField & DataImportField;

interface RowReading {
  readonly problems: (DataImportProblem & { level: Level })[];
  say(level: Level, field: DataImportProblem['field'], code: string, facts?: Record<string, unknown>): void;
  cell(field: DataImportField): string;
  target(field: WordField): string | null;
}

function reading(cells: readonly string[], u: Understanding): RowReading {
  const problems: RowReading['problems'] = [];
  const cell = (field: DataImportField): string => cells[u.columns[field] ?? -1] ?? '';
  return {
    problems,
    cell,
    say: (level, field, code, facts = {}) => void problems.push({ level, field, code, facts }),
    target: (field) => (u.columns[field] === undefined ? null : u.targetOf(field, cell(field))),
  };
}

const UNKNOWN: RowIdentity = { serial: null, serialKey: null, number: null, numberKey: null, generic: false };

/** Texts that are too long to be kept, and formulas that were saved without what they came to. */
function checkCells(
  { say, cell }: RowReading,
  words: { readonly make: string; readonly model: string },
  doubts: OldRow['doubts'],
  columns: Columns,
): void {
  for (const [field, text] of Object.entries(words) as ['make' | 'model', string][])
    if (text.length > LIMITS[field])
      say('error', field, 'data_import.row_too_long', { length: text.length, limit: LIMITS[field] });
  for (const field of doubts ? DATA_IMPORT_FIELDS : [])
    if (doubts?.[columns[field] ?? -1] === 'formula')
      say('error', field, 'data_import.row_cell_formula', { typed: cell(field).slice(0, 60) });
}

function readRowDay(
  { cell, say }: RowReading,
  { skipped, state }: { skipped: boolean; state: DeclaredState | null },
  { today, orders }: Pick<Understanding, 'today' | 'orders'>,
): string | null {
  const typedDay = cell('date');
  const { meaning, because } = readDate(typedDay, orders.date);
  const day = dayOf(meaning, because);
  const unsure = because === 'both_orders' || because === 'short_year';
  const typed = typedDay.slice(0, 60);
  if (!skipped && typedDay && !meaning) say('error', 'date', 'data_import.row_date_unreadable', { typed });
  else if (!skipped && unsure) say('warning', 'date', 'data_import.row_date_unsure', { typed });
  else if (!skipped && typedDay && !day && meaning?.day)
    say('error', 'date', 'data_import.row_date_unreadable', { typed });
  if (!skipped && day && day > today) say('error', 'date', 'data_import.row_date_future', { typed });
  // « mars 2019 »: when it was handed over is not known to the day.
  if (state === 'handed_over' && !day && (!typedDay || meaning)) say('warning', 'date', 'data_import.row_date_missing');
  return day;
}

/** Why a date is not known to the day: nobody said how its column is written, or it is written otherwise. */
const UNSURE: ReadonlySet<Because> = new Set<Because>(['both_orders', 'short_year', 'contradiction']);

/** The day that a date tells: none before 1990, and none that may be another. */
const dayOf = (date: KnownDate | null, because: Because): string | null =>
  date?.day && date.year >= 1990 && !UNSURE.has(because) ? date.day : null;

const shifted = (line: number): Understood => ({
  ...{
    line,
    state: null,
    category: null,
    make: '',
    model: '',
    serial: null,
    serialKey: null,
    number: null,
    numberKey: null,
  },
  ...{ place: null, structure: null, day: null, origin: 'unknown', skipped: false, wrong: true, warned: false },
  problems: [{ code: 'data_import.row_shifted', facts: {}, field: 'row' }],
});

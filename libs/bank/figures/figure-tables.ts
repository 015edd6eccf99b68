import { categoryLabel, isCategory, STATE_NAMES, STATES, type State } from '#bank/devices';
import { DONOR_KINDS, isDonorKind } from '#bank/intake';
import { isStructureType, STRUCTURE_TYPES } from '#bank/people';
import { type DeviceEvidence, deviceEvidence, EVIDENCE_ROWS, type Proof } from '#platform/kernel';
import { cutOf, monthLabel, monthsOf, type Period, treeOf } from './periods.js';
import { type Cell, type Hidden, hiddenLast, hideSmall, SMALL, showTotal } from './small-counts.js';
import type { CountedSubject, FigureSubject } from './word-lists.js';

export interface Counted extends Cell {
  readonly subject: FigureSubject;
  readonly period: string;
  /** Of a structure: its name when it chose to be named, its type, its commune and the EPT or EPCI around it. */
  readonly name: string | null;
  readonly type: string | null;
  readonly communeCode: string | null;
  readonly commune: string | null;
  readonly territory: string | null;
}

const LABELS = {
  handed_over_by_category: (k: string) => (isCategory(k) ? categoryLabel(k) : 'Autre'),
  handed_over_by_donor_kind: (k: string) => (isDonorKind(k) ? DONOR_KINDS[k].label : 'Donateur non renseigné'),
  handed_over_by_structure_type: (k: string) => (isStructureType(k) ? STRUCTURE_TYPES[k] : 'Type non précisé'),
} as const;

/** The tables of what was counted: every one hides its small counts, and none gives away another's (docs/adr/0035). */
export function tablesOf(found: readonly Counted[], year: Period, asked: Period): FigureTable[] {
  const of = (subject: FigureSubject, period: string) =>
    found.filter((r) => r.subject === subject && r.period === period);
  const structures = of('handed_over_by_structure', year.key);
  const within = (subject: 'handed_over_by_category' | 'handed_over_by_donor_kind') =>
    cutTable(table(subject, year.key, of(subject, year.key), LABELS[subject]), found, subject, asked, LABELS[subject]);
  const places = territories(structures, year.key);
  return [
    table('devices_by_state', '', everyState(of('devices_by_state', '')), (k) => STATES[k as State].label),
    monthsTable(found, year.key).table,
    within('handed_over_by_category'),
    within('handed_over_by_donor_kind'),
    types(structures, places, year.key),
    proofs(of('handed_over_by_proof', year.key), year.key),
    cutTable(places, found, 'handed_over_by_territory', asked, (k) => k || UNPLACED),
    table('handed_over_declared', '', byYear(of('handed_over_declared', '')), (k) => k || 'Année non connue'),
  ];
}

/** Listed as the chain or time goes, whatever they count. */
const IN_THEIR_ORDER: ReadonlySet<CountedSubject> = new Set(['devices_by_state', 'handed_over_declared']);
const UNPLACED = 'Commune non renseignée';

function table(
  subject: CountedSubject,
  period: string,
  cells: readonly Cell[],
  label: (key: string) => string,
): FigureTable {
  const { count, hidden } = showTotal(cells);
  const rows = hideSmall(cells, '').map((c) => ({ ...c, label: label(c.key), level: 0 }));
  const ordered = IN_THEIR_ORDER.has(subject) ? rows : hiddenLast(rows);
  return { subject, period, rows: ordered, total: { count, hidden } };
}

/**
 * A table of the period that was asked for; of the year, when no such period may be told. It may when nothing of the year's table is
 * hidden, and no cell of any period of that length is small: then whatever is added or subtracted counts nobody or five at least.
 */
function cutTable(
  ofYear: FigureTable,
  found: readonly Counted[],
  subject: FigureSubject,
  asked: Period,
  label: (key: string) => string,
): FigureTable {
  if (asked.key === ofYear.period || ofYear.total.hidden || ofYear.rows.some((r) => r.hidden && r.level === 0))
    return ofYear;
  const mine = found.filter((r) => r.subject === subject);
  const cells = (period: Period): Cell[] => summed(mine.filter((r) => period.months.includes(r.period)));
  if (cutOf(asked).some((period) => cells(period).some(({ count }) => count < SMALL))) return ofYear;
  return table(ofYear.subject, asked.key, cells(asked), label);
}

function summed(found: readonly Cell[]): Cell[] {
  const sums = new Map<string, number>();
  for (const { key, count } of found) sums.set(key, (sums.get(key) ?? 0) + count);
  return [...sums].map(([key, count]) => ({ key, count })).sort((a, b) => b.count - a.count);
}

/**
 * The months of a year, and what half-years and quarters count: each within the one before, so that small counts are hidden among their
 * brothers with their whole known. Of a whole that is hidden no part is told.
 */
export function monthsTable(
  found: readonly Counted[],
  year: string,
): { table: FigureTable; of: Map<string, ShownCount> } {
  const counts = new Map(
    found.filter((r) => r.subject === 'handed_over_by_month' && r.period === year).map((r) => [r.key, r.count]),
  );
  const whole = (key: string, parts: readonly Whole[] = []): Whole => ({
    key,
    label: key,
    count: parts.length ? parts.reduce((sum, p) => sum + p.count, 0) : (counts.get(key) ?? 0),
    parts,
  });
  const wholes = treeOf(year).map((half) =>
    whole(
      half.key,
      half.parts.map((quarter) =>
        whole(
          quarter.key,
          quarter.parts.map(({ key }) => whole(key)),
        ),
      ),
    ),
  );
  const { count, hidden } = showTotal(wholes);
  const of = new Map<string, ShownCount>([[year, { count, hidden }]]);
  for (const row of rowsOfParts(wholes)) of.set(row.key, { count: row.count, hidden: row.hidden });
  const rows = monthsOf(year).map((key) => ({
    ...(of.get(key) ?? { count: null, hidden: 'withheld' as const }),
    key,
    label: monthLabel(key),
    level: 0,
  }));
  return { table: { subject: 'handed_over_by_month', period: year, rows, total: { count, hidden } }, of };
}

/**
 * By type of structure, of a whole year. Who knows which structures a commune has reads some of them in the table of places: what is left of
 * a type without those must not be small either.
 */
function types(structures: readonly Counted[], places: FigureTable, year: string): FigureTable {
  const shownPlaces = new Set(places.rows.filter((r) => !r.hidden && r.level > 0).map((r) => r.key));
  const alone = (code: string) => structures.filter((s) => s.communeCode === code).length === 1;
  const read = ({ key, communeCode }: Counted) =>
    shownPlaces.has(key) || (communeCode !== null && shownPlaces.has(communeCode) && alone(communeCode));
  const byType = (of: readonly Counted[]) => summed(of.map(({ type, count }) => ({ key: type ?? '', count })));
  const cells = byType(structures);
  const left = new Map(byType(structures.filter((s) => !read(s))).map((c) => [c.key, c.count]));
  const among = hideSmall(
    cells.map(({ key }) => ({ key, count: left.get(key) ?? 0 })),
    '',
  );
  const unsure = new Set(among.filter((c) => c.hidden).map((c) => c.key));
  const shown = table('handed_over_by_structure_type', year, cells, LABELS.handed_over_by_structure_type);
  const rows = shown.rows.map((row) =>
    !row.hidden && unsure.has(row.key) ? { ...row, count: null, hidden: 'withheld' as const } : row,
  );
  return { ...shown, rows: hiddenLast(rows) };
}

/** Of a hand-over that the counting has not come to yet. */
const UNREAD = 'unread';

/** By the kind of proof of their data, of a whole year: one is told by the weakest of its media's proofs. */
function proofs(found: readonly Counted[], year: string): FigureTable {
  const told = found.map(({ key, count }) => ({
    key: key === UNREAD ? key : deviceEvidence(key.split(',').filter(Boolean) as Proof[]),
    count,
  }));
  return table('handed_over_by_proof', year, summed(told), (key) =>
    key === UNREAD ? 'Pas encore compté' : EVIDENCE_ROWS[key as DeviceEvidence],
  );
}

/** By the EPT or EPCI of the structure, its commune, then the structures that chose to be named: each within the one before. */
function territories(counted: readonly Counted[], year: string): FigureTable {
  const placed = counted.map(({ key, count, name, communeCode, commune, territory }): Placed => {
    const structure = name === null ? (['', 'Autres structures'] as const) : ([key, name] as const);
    if (!communeCode || !commune) return { count, path: [['', UNPLACED]] };
    return { count, path: [[territory ?? commune, territory ?? commune], [communeCode, commune], structure] };
  });
  const { count, hidden } = showTotal(counted);
  return {
    subject: 'handed_over_by_structure',
    period: year,
    rows: rowsOfParts(wholesOf(placed)),
    total: { count, hidden },
  };
}

const everyState = (cells: readonly Cell[]): Cell[] =>
  STATE_NAMES.map((key) => ({ key, count: cells.find((c) => c.key === key)?.count ?? 0 })).filter((c) => c.count > 0);

/** Oldest first; what has no known year comes last. */
const byYear = (cells: readonly Cell[]): Cell[] =>
  [...cells].sort((a, b) => (a.key || '9999').localeCompare(b.key || '9999')).map(({ key, count }) => ({ key, count }));

interface Whole extends Cell {
  readonly label: string;
  /** Of this count, all of it; empty for what is not told apart. */
  readonly parts: readonly Whole[];
}

/**
 * The rows of a table of parts, each whole before its parts. Small counts are hidden among their brothers with their whole known
 * (`hideSmall`), and a whole that is hidden shows none of its parts: how many there are would already say something of it.
 */
export function rowsOfParts(wholes: readonly Whole[], level = 0): FigureRow[] {
  const of = new Map(wholes.map((whole) => [whole.key, whole]));
  const shown = hideSmall(wholes, '').map((cell) => ({ ...cell, label: of.get(cell.key)!.label, level }));
  return hiddenLast(shown).flatMap((row) =>
    row.hidden ? [row] : [row, ...rowsOfParts(of.get(row.key)!.parts, level + 1)],
  );
}

/** One counted thing, and where it belongs from the outside in: `[['', 'Plaine Commune'], ['93066', 'Saint-Denis (93)']]`. */
export interface Placed {
  readonly count: number;
  readonly path: readonly (readonly [key: string, label: string])[];
}

export function wholesOf(things: readonly Placed[], depth = 0): Whole[] {
  const groups = new Map<string, Placed[]>();
  for (const thing of things) {
    const step = thing.path[depth];
    if (step) groups.set(step[0], [...(groups.get(step[0]) ?? []), thing]);
  }
  return [...groups]
    .map(([key, members]) => ({
      key,
      label: members[0]!.path[depth]![1],
      count: members.reduce((sum, m) => sum + m.count, 0),
      parts: detailOf(wholesOf(members, depth + 1)),
    }))
    .sort(
      (a, b) =>
        Number(a.key === '') - Number(b.key === '') || b.count - a.count || a.label.localeCompare(b.label, 'fr'),
    );
}

const detailOf = (parts: Whole[]): Whole[] => (parts.every((part) => part.key === '') ? [] : parts);

export interface ShownCount {
  /** Null when too few people are counted; `hidden` says which of the two reasons. */
  readonly count: number | null;
  readonly hidden: Hidden | null;
}

export interface FigureRow extends ShownCount {
  /** A state, `2026-11`, `2024`, a category, a kind of donor, a type of structure, a territory, a commune, an organisation's id; `` is the rest. */
  readonly key: string;
  readonly label: string;
  /** Of a table of parts: 0 is a whole (a territory), 1 a part of the whole above it (a commune), 2 a part of that (a structure). */
  readonly level: number;
}

export interface FigureTable {
  readonly subject: CountedSubject;
  /** What it tells of: a period of the year, the year where the period would give a small count away, `` where it is of no year. */
  readonly period: string;
  readonly rows: readonly FigureRow[];
  readonly total: ShownCount;
}

/** What the committee reads: counts, no person, and no structure that did not choose to be named. */
export interface FiguresView {
  /** When these were counted; null before the first time. */
  readonly countedAt: Date | null;
  /** The calendar year of the hand-overs that are told. */
  readonly year: string;
  /** The years that may be asked for, newest first. */
  readonly years: readonly string[];
  /** The period that was asked for: `2026`, `2026-S1`, `2026-T3`, `2026-11`. */
  readonly period: { readonly key: string; readonly label: string };
  /** The periods of that year that may be asked for, itself first. */
  readonly periods: readonly { readonly key: string; readonly label: string }[];
  readonly handedOver: ShownCount;
  /** Hand-overs of all the years that are not too small to be told; null when there is none. */
  readonly sinceTheBeginning: number | null;
  readonly tables: readonly FigureTable[];
}

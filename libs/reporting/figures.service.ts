import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { readTogether, rows, run } from '#database';
import { categoryLabel, isCategory, STATE_NAMES, STATES, type State } from '#devices';
import { DONOR_KINDS, isDonorKind } from '#intake';
import { type Actor, mustHave, READ } from '#kernel';
import { COUNT } from './counting.js';
import type { FiguresView, FigureTable } from './figure.views.js';
import type { FigureSubject } from './lists.js';
import { monthLabel, monthsOf } from './months.js';
import { type Placed, rowsOfParts, wholesOf } from './parts.js';
import { type Cell, hideSmall, SMALL, showTotal } from './small-counts.js';

const LOCK = 0x424e03;

interface Counted extends Cell {
  readonly subject: FigureSubject;
  readonly year: string;
  /** Of a structure: its name when it chose to be named, its commune and the EPT or EPCI around it. */
  readonly name: string | null;
  readonly communeCode: string | null;
  readonly commune: string | null;
  readonly territory: string | null;
}

/** Figures counted beforehand. Pages read a few rows, whatever the number of devices. */
@Injectable()
export class FiguresService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * Counts everything again, in one statement and so of one instant. Any number may ask at once: one counts, those who
   * came while it did wait and find it done.
   */
  async refresh(): Promise<void> {
    const [now] = await rows<{ asked: string }>(this.db, 'SELECT clock_timestamp()::text AS asked');
    await this.db.transaction(async (tx) => {
      await run(tx, 'SELECT pg_advisory_xact_lock($1)', [LOCK]);
      const done = await run(tx, 'SELECT 1 FROM reporting.refreshed WHERE at > $1::timestamptz', [now!.asked]);
      if (!done) await countAgain(tx);
    });
  }

  /**
   * What the committee and the bank may read of a year's hand-overs (calendar years do not overlap, so that two of them never give
   * away a third count), and of the devices as they are now.
   * @param year `2026`; the current one when left out, or when nothing may be told of that year. @throws NotFound for anybody else.
   */
  async figures(actor: Actor, year?: string): Promise<FiguresView> {
    mustHave(actor, READ.figures);
    const [[when], found] = await readTogether(this.db, (on) =>
      Promise.all([
        rows<{ at: Date | null; year: string }>(
          on,
          `SELECT r.at, to_char(coalesce(r.at, now()) AT TIME ZONE b.time_zone, 'YYYY') AS year FROM reporting.refreshed r, people.bank b`,
        ),
        rows<Counted>(
          on,
          `SELECT f.subject, f.year, f.key, f.count, CASE WHEN o.name_is_public THEN o.name END AS name,
             c.code AS "communeCode", c.name || ' (' || c.departement || ')' AS commune, coalesce(c.ept_name, c.epci_name) AS territory
           FROM reporting.figure f LEFT JOIN people.organisation o ON f.subject = 'handed_over_by_structure' AND o.id::text = f.key
           LEFT JOIN territory.commune c ON c.code = o.commune_code
           ORDER BY f.count DESC, o.name, f.key`,
        ),
      ]),
    );
    const totals = totalsByYear(found);
    const told = [...totals].filter(([, count]) => count >= SMALL).map(([y]) => y);
    const years = [...new Set([when!.year, ...told])].sort().reverse();
    const asked = year && years.includes(year) ? year : when!.year;
    const of = (subject: FigureSubject, y = asked) => found.filter((r) => r.subject === subject && r.year === y);
    const sum = told.reduce((all, y) => all + totals.get(y)!, 0);
    return {
      countedAt: when!.at,
      year: asked,
      years,
      sinceTheBeginning: sum || null,
      tables: [
        table('devices_by_state', everyState(of('devices_by_state', '')), (k) => STATES[k as State].label),
        table('handed_over_by_month', everyMonth(of('handed_over_by_month'), asked), monthLabel),
        table('handed_over_by_category', of('handed_over_by_category'), (k) =>
          isCategory(k) ? categoryLabel(k) : 'Autre',
        ),
        table('handed_over_by_donor_kind', of('handed_over_by_donor_kind'), (k) =>
          isDonorKind(k) ? DONOR_KINDS[k].label : 'Donateur non renseigné',
        ),
        territories(of('handed_over_by_structure')),
        table('handed_over_declared', byYear(of('handed_over_declared', '')), (k) => k || 'Année non connue'),
      ],
    };
  }
}

/** Hand-overs by year. */
function totalsByYear(found: readonly Counted[]): Map<string, number> {
  const totals = new Map<string, number>();
  for (const { subject, year, count } of found)
    if (subject === 'handed_over_by_month') totals.set(year, (totals.get(year) ?? 0) + count);
  return totals;
}

function table(subject: FigureSubject, cells: readonly Cell[], label: (key: string) => string): FigureTable {
  const { count, hidden } = showTotal(cells);
  const shown = hideSmall(cells, '').map((c) => ({ ...c, label: label(c.key), level: 0 }));
  return { subject, rows: shown, total: { count, hidden } };
}

/** By the EPT or EPCI of the structure, its commune, then the structures that chose to be named: each within the one before. */
function territories(counted: readonly Counted[]): FigureTable {
  const placed = counted.map(({ key, count, name, communeCode, commune, territory }): Placed => {
    const structure = name === null ? (['', 'Autres structures'] as const) : ([key, name] as const);
    if (!communeCode || !commune) return { count, path: [['', 'Commune non renseignée']] };
    return { count, path: [[territory ?? commune, territory ?? commune], [communeCode, commune], structure] };
  });
  const { count, hidden } = showTotal(counted);
  return { subject: 'handed_over_by_structure', rows: rowsOfParts(wholesOf(placed)), total: { count, hidden } };
}

const countOf = (cells: readonly Cell[], key: string): number => cells.find((c) => c.key === key)?.count ?? 0;
const cell = (key: string, count: number): Cell => ({ key, count });

/** The states in the order of the chain; those without any device are left out. */
const everyState = (cells: readonly Cell[]): Cell[] =>
  STATE_NAMES.map((key) => cell(key, countOf(cells, key))).filter((c) => c.count > 0);

/** The twelve months of a year, also the empty ones. */
const everyMonth = (cells: readonly Cell[], year: string): Cell[] =>
  monthsOf(year).map((key) => cell(key, countOf(cells, key)));

/** Oldest first; what has no known year comes last. */
const byYear = (cells: readonly Cell[]): Cell[] =>
  [...cells].sort((a, b) => (a.key || '9999').localeCompare(b.key || '9999')).map(({ key, count }) => cell(key, count));

async function countAgain(tx: EntityManager): Promise<void> {
  const [now] = await rows<{ at: string }>(tx, 'SELECT clock_timestamp()::text AS at');
  await run(tx, COUNT);
  await run(tx, 'UPDATE reporting.refreshed SET at = $1::timestamptz', [now!.at]);
}

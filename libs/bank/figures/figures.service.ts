import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { readTogether, rows, run } from '#platform/database';
import { type Actor, mustHave, READ } from '#platform/kernel';
import { COUNT, READ_PROOFS, READ_PROOFS_AGAIN } from './counting.js';
import type { FiguresView } from './figure.views.js';
import { type Counted, monthsTable, tablesOf } from './figure-tables.js';
import { type Period, periodsOf } from './periods.js';
import { SMALL } from './small-counts.js';
import type { FigureSubject } from './word-lists.js';

const LOCK = 0x424e03;
/** What is counted of a year, of its months, or of both. */
const OF_PERIODS: readonly FigureSubject[] = [
  'handed_over_by_category',
  'handed_over_by_donor_kind',
  'handed_over_by_structure',
  'handed_over_by_territory',
  'handed_over_by_proof',
];

/** Figures counted beforehand. Pages read a few rows, whatever the number of devices. */
@Injectable()
export class FiguresService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * Counts everything again, in one statement and so of one instant. Any number may ask at once: one counts, those who
   * came while it did wait and find it done.
   */
  async refresh(): Promise<void> {
    const [now] = await rows<{ asked: string }>(this.db, 'SELECT platform.clock_timestamp()::text AS asked');
    await this.db.transaction(async (tx) => {
      await run(tx, 'SELECT pg_advisory_xact_lock($1)', [LOCK]);
      const done = await run(tx, 'SELECT 1 FROM reporting.refreshed WHERE at > $1::timestamptz', [now!.asked]);
      if (!done) await countAgain(tx);
    });
  }

  /**
   * What the committee and the bank may read of a year's hand-overs or of a part of it, and of the devices as they are now. Which periods are
   * told, and of which tables: docs/adr/0035.
   * @param asked `2026`, `2026-S1`, `2026-T3` or `2026-11`; the current year when left out, or when nothing may be told of that year.
   * @throws NotFound for anybody else.
   */
  async figures(actor: Actor, asked?: string): Promise<FiguresView> {
    mustHave(actor, READ.figures);
    const [[when], found] = await readTogether(this.db, (on) =>
      Promise.all([
        rows<{ at: Date | null; month: string }>(
          on,
          `SELECT r.at, to_char(coalesce(r.at, platform.now()) AT TIME ZONE b.time_zone, 'YYYY-MM') AS month FROM reporting.refreshed r, people.bank b`,
        ),
        rows<Counted>(on, OF_YEAR, [asked?.slice(0, 4) ?? '', SMALL, OF_PERIODS]),
      ]),
    );
    const now = when!.month;
    const totals = totalsByYear(found);
    const told = [...totals].filter(([, count]) => count >= SMALL).map(([y]) => y);
    const years = [...new Set([now.slice(0, 4), ...told])].sort().reverse();
    const year = years.find((y) => y === asked?.slice(0, 4)) ?? now.slice(0, 4);
    const periods = periodsOf(year, now);
    const period = periods.find(({ key }) => key === asked) ?? periods[0]!;
    const sum = told.reduce((all, y) => all + totals.get(y)!, 0);
    const named = ({ key, label }: Period) => ({ key, label });
    return {
      countedAt: when!.at,
      year,
      years,
      period: named(period),
      periods: periods.map(named),
      handedOver: monthsTable(found, year).of.get(period.key) ?? { count: null, hidden: 'withheld' },
      sinceTheBeginning: sum || null,
      tables: tablesOf(found, periods[0]!, period),
    };
  }
}

// A few hundred rows of the year, found by the key of the table, however many there are of other years; and every month of every year, which
// says of which years something may be told.
const OF_YEAR = `
  WITH chosen AS (
    SELECT CASE WHEN (SELECT sum(count) FROM reporting.figure WHERE subject = 'handed_over_by_month' AND period = $1) >= $2 THEN $1
      ELSE (SELECT to_char(coalesce(r.at, platform.now()) AT TIME ZONE b.time_zone, 'YYYY') FROM reporting.refreshed r, people.bank b) END AS year
  ), asked AS (
    SELECT s.subject, y.year || m.month AS period FROM chosen y,
      unnest($3::text[]) s (subject),
      unnest(ARRAY['', '-01', '-02', '-03', '-04', '-05', '-06', '-07', '-08', '-09', '-10', '-11', '-12']) m (month)
    UNION ALL VALUES ('devices_by_state', ''), ('handed_over_declared', '')
  ), found AS (
    SELECT f.subject, f.period, f.key, f.count FROM asked JOIN reporting.figure f ON f.subject = asked.subject AND f.period = asked.period
    UNION ALL SELECT f.subject, f.period, f.key, f.count FROM reporting.figure f WHERE f.subject = 'handed_over_by_month'
  )
  SELECT f.subject, f.period, f.key, f.count, CASE WHEN o.name_is_public THEN o.name END AS name, o.structure_type AS type,
    c.code AS "communeCode", c.name || ' (' || c.departement || ')' AS commune, coalesce(c.ept_name, c.epci_name) AS territory
  FROM found f LEFT JOIN people.organisation o ON f.subject = 'handed_over_by_structure' AND o.id::text = f.key
  LEFT JOIN territory.commune c ON c.code = o.commune_code
  ORDER BY f.count DESC, o.name, f.key`;

/** Hand-overs by year. */
function totalsByYear(found: readonly Counted[]): Map<string, number> {
  const totals = new Map<string, number>();
  for (const { subject, period, count } of found)
    if (subject === 'handed_over_by_month') totals.set(period, (totals.get(period) ?? 0) + count);
  return totals;
}

async function countAgain(tx: EntityManager): Promise<void> {
  const [now] = await rows<{ at: string }>(tx, 'SELECT platform.clock_timestamp()::text AS at');
  await run(tx, READ_PROOFS_AGAIN);
  await run(tx, READ_PROOFS);
  await run(tx, COUNT);
  await run(tx, 'UPDATE reporting.refreshed SET at = $1::timestamptz', [now!.at]);
}

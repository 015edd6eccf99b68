import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { readTogether, rows, run } from '#platform/database';
import { type Actor, mustHave, READ } from '#platform/kernel';
import { type Counted, type FiguresView, monthsTable, tablesOf } from './figure-tables.js';
import { type Period, periodsOf } from './periods.js';
import { SMALL } from './small-counts.js';
import type { FigureSubject } from './word-lists.js';

const LOCK = 0x424e03;
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

  /** Counts everything again, in one statement and so of one instant. Any number may ask at once: one counts, the others wait for it. */
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
    const shownYears = [...totals].filter(([, count]) => count >= SMALL).map(([y]) => y);
    const years = [...new Set([now.slice(0, 4), ...shownYears])].sort().reverse();
    const year = years.find((y) => y === asked?.slice(0, 4)) ?? now.slice(0, 4);
    const periods = periodsOf(year, now);
    const period = periods.find(({ key }) => key === asked) ?? periods[0]!;
    const sum = shownYears.reduce((all, y) => all + totals.get(y)!, 0);
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

/**
 * Counts everything in one statement, and writes only the counts that changed. What names a place is the structure: it stays when what
 * was known of a person is gone. A period is a year, or a month for what is told within a year.
 */
const COUNT = `
  WITH given AS MATERIALIZED (
    SELECT to_char(e.occurred_at AT TIME ZONE b.time_zone, 'YYYY-MM') AS month, d.category, d.donor_kind, e.organisation_id,
      coalesce(array_to_string(p.proofs, ','), 'unread') AS proofs, count(*) AS n
    FROM devices.device_event e CROSS JOIN people.bank b JOIN devices.device d ON d.id = e.device_id
      LEFT JOIN reporting.handover_proof p ON p.event_id = e.id
    WHERE e.verb = 'hand_over' AND NOT EXISTS (SELECT 1 FROM devices.device_event u WHERE u.undoes = e.id) GROUP BY 1, 2, 3, 4, 5
  ), structure AS MATERIALIZED (
    SELECT g.organisation_id, people.structure_stands(g.organisation_id) AS stands FROM (SELECT DISTINCT organisation_id FROM given) g
  ), placed AS MATERIALIZED (
    SELECT left(g.month, 4) AS year, g.month, g.category, g.proofs, coalesce(g.donor_kind, '') AS donor_kind, coalesce(s.stands::text, '') AS structure,
      coalesce(c.ept_name, c.epci_name, c.name || ' (' || c.departement || ')', '') AS territory, g.n
    FROM given g LEFT JOIN structure s ON s.organisation_id = g.organisation_id LEFT JOIN people.organisation o ON o.id = s.stands
    LEFT JOIN territory.commune c ON c.code = o.commune_code
  ), counted (subject, period, key, count) AS (
    SELECT 'devices_by_state', '', state, count(*) FROM devices.device WHERE state <> 'withdrawn' GROUP BY state
    UNION ALL SELECT 'handed_over_by_month', year, month, sum(n) FROM placed GROUP BY year, month
    UNION ALL SELECT 'handed_over_by_category', period, category, sum(n) FROM placed, LATERAL (VALUES (year), (month)) p (period) GROUP BY 2, 3
    UNION ALL SELECT 'handed_over_by_donor_kind', period, donor_kind, sum(n) FROM placed, LATERAL (VALUES (year), (month)) p (period) GROUP BY 2, 3
    UNION ALL SELECT 'handed_over_by_territory', month, territory, sum(n) FROM placed GROUP BY 2, 3
    UNION ALL SELECT 'handed_over_by_structure', year, structure, sum(n) FROM placed GROUP BY 2, 3
    UNION ALL SELECT 'handed_over_by_proof', year, proofs, sum(n) FROM placed GROUP BY 2, 3
    UNION ALL SELECT 'handed_over_declared', '', CASE WHEN e.facts ? 'noDate' THEN '' ELSE to_char(e.occurred_at AT TIME ZONE b.time_zone, 'YYYY') END, count(*)
      FROM devices.device_event e CROSS JOIN people.bank b JOIN devices.device d ON d.id = e.device_id
      WHERE e.verb = 'declare' AND e.to_state = 'handed_over' AND d.state <> 'withdrawn' GROUP BY 3
  ), gone AS (
    DELETE FROM reporting.figure f WHERE NOT EXISTS (SELECT 1 FROM counted c WHERE c.subject = f.subject AND c.period = f.period AND c.key = f.key)
  )
  INSERT INTO reporting.figure AS f (subject, period, key, count) SELECT subject, period, key, count FROM counted
  ON CONFLICT (subject, period, key) DO UPDATE SET count = EXCLUDED.count WHERE f.count <> EXCLUDED.count`;

/** Of one count, so many hand-overs are read for the first time, and so many again: about a millisecond each. */
const FIRST = 2000;
const AGAIN = 200;

/** Reads by what the data of hand-overs are proven: of those that were not read yet, the newest first; then again of those read longest ago. */
const READ_PROOFS = `
  INSERT INTO reporting.handover_proof AS p (event_id, device_id, data_epoch, proofs)
  SELECT e.id, e.device_id, x.epoch, refurbishment.proofs_of(e.device_id, x.epoch)
  FROM (SELECT e.id, e.device_id FROM devices.device_event e
      WHERE e.verb = 'hand_over' AND NOT EXISTS (SELECT 1 FROM reporting.handover_proof p WHERE p.event_id = e.id) ORDER BY e.id DESC LIMIT ${FIRST}) e
    CROSS JOIN LATERAL (SELECT coalesce((SELECT max(b.data_epoch) FROM refurbishment.epoch_start b WHERE b.device_id = e.device_id AND b.event_id < e.id), 1)::smallint AS epoch) x`;

const READ_PROOFS_AGAIN = `
  UPDATE reporting.handover_proof p SET proofs = refurbishment.proofs_of(p.device_id, p.data_epoch), read_at = platform.clock_timestamp()
  WHERE p.event_id IN (SELECT o.event_id FROM reporting.handover_proof o ORDER BY o.read_at LIMIT ${AGAIN})`;

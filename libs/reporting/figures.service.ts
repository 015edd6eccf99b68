import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { rows, run } from '#database';
import { categoryLabel, isCategory, STATE_NAMES, STATES, type State } from '#devices';
import { type Actor, mustHave, READ } from '#kernel';
import type { FiguresView, FigureTable } from './figure.views.js';
import type { FigureSubject } from './lists.js';
import { lastMonths, monthLabel } from './months.js';
import { type Cell, hideSmall, showTotal } from './small-counts.js';

const LOCK = 0x424e03;

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

  /** What the committee and the bank may read. @throws NotFound for anybody else. */
  async figures(actor: Actor): Promise<FiguresView> {
    mustHave(actor, READ.figures);
    const [when] = await rows<{ at: Date | null; month: string }>(
      this.db,
      `SELECT r.at, to_char(coalesce(r.at, now()) AT TIME ZONE b.time_zone, 'YYYY-MM') AS month FROM reporting.refreshed r, people.bank b`,
    );
    const found = await rows<Cell & { subject: FigureSubject; name: string | null }>(
      this.db,
      `SELECT f.subject, f.key, f.count, CASE WHEN o.name_is_public THEN o.name END AS name
       FROM reporting.figure f LEFT JOIN people.organisation o ON f.subject = 'handed_over_by_structure' AND o.id::text = f.key
       ORDER BY f.count DESC, o.name, f.key`,
    );
    const of = (subject: FigureSubject) => found.filter((r) => r.subject === subject);
    const names = new Map(of('handed_over_by_structure').map((r) => [r.key, r.name]));
    return {
      countedAt: when!.at,
      tables: [
        table('devices_by_state', everyState(of('devices_by_state')), (k) => STATES[k as State].label),
        table('handed_over_by_month', everyMonth(of('handed_over_by_month'), when!.month), monthLabel),
        table('handed_over_by_category', of('handed_over_by_category'), (k) =>
          isCategory(k) ? categoryLabel(k) : 'Autre',
        ),
        table(
          'handed_over_by_commune',
          rest(of('handed_over_by_commune'), (r) => r.key !== ''),
          (k) => k || 'Commune non renseignée',
        ),
        table(
          'handed_over_by_structure',
          rest(of('handed_over_by_structure'), (r) => names.get(r.key) != null),
          (k) => names.get(k) ?? 'Structures qui ne sont pas nommées',
        ),
        table('handed_over_declared', byYear(of('handed_over_declared')), (k) => k || 'Année non connue'),
      ],
    };
  }
}

function table(subject: FigureSubject, cells: readonly Cell[], label: (key: string) => string): FigureTable {
  const { count, hidden } = showTotal(cells);
  return { subject, rows: hideSmall(cells, '').map((c) => ({ ...c, label: label(c.key) })), total: { count, hidden } };
}

const countOf = (cells: readonly Cell[], key: string): number => cells.find((c) => c.key === key)?.count ?? 0;

/** The states in the order of the chain; those without any device are left out. */
const everyState = (cells: readonly Cell[]): Cell[] =>
  STATE_NAMES.map((key) => ({ key, count: countOf(cells, key) })).filter((c) => c.count > 0);

/** The last twelve months, also the empty ones, and everything older in one line. */
function everyMonth(cells: readonly Cell[], now: string): Cell[] {
  const months = lastMonths(now, 12);
  const older = cells.filter((c) => c.key < months[0]!).reduce((sum, c) => sum + c.count, 0);
  const shown = months.map((key) => ({ key, count: countOf(cells, key) }));
  return older ? [{ key: '', count: older }, ...shown] : shown;
}

/** Oldest first; what has no known year comes last. */
const byYear = (cells: readonly Cell[]): Cell[] =>
  [...cells].sort((a, b) => (a.key || '9999').localeCompare(b.key || '9999')).map(({ key, count }) => ({ key, count }));

/** Those that may be named, then all the others as one line. */
function rest(cells: readonly Cell[], named: (cell: Cell) => boolean): Cell[] {
  const others = cells.filter((c) => !named(c)).reduce((sum, c) => sum + c.count, 0);
  const kept = cells.filter(named).map(({ key, count }) => ({ key, count }));
  return others ? [...kept, { key: '', count: others }] : kept;
}

async function countAgain(tx: EntityManager): Promise<void> {
  const [now] = await rows<{ at: string }>(tx, 'SELECT clock_timestamp()::text AS at');
  await run(tx, COUNT);
  await run(tx, 'UPDATE reporting.refreshed SET at = $1::timestamptz', [now!.at]);
}

// The commune is the structure's: it stays when what was known of a person is gone.
const COUNT = `
  WITH given AS MATERIALIZED (
    SELECT to_char(e.occurred_at AT TIME ZONE b.time_zone, 'YYYY-MM') AS month, d.category, e.organisation_id,
      coalesce(o.commune, '') AS commune, count(*) AS n
    FROM devices.device_event e CROSS JOIN people.bank b JOIN devices.device d ON d.id = e.device_id
    LEFT JOIN people.organisation o ON o.id = e.organisation_id
    WHERE e.verb = 'hand_over' AND NOT EXISTS (SELECT 1 FROM devices.device_event u WHERE u.undoes = e.id) GROUP BY 1, 2, 3, 4
  ), counted (subject, key, count) AS (
    SELECT 'devices_by_state', state, count(*) FROM devices.device WHERE state <> 'withdrawn' GROUP BY state
    UNION ALL SELECT 'handed_over_by_month', month, sum(n) FROM given GROUP BY month
    UNION ALL SELECT 'handed_over_by_category', category, sum(n) FROM given GROUP BY category
    UNION ALL SELECT 'handed_over_by_commune', commune, sum(n) FROM given GROUP BY commune
    UNION ALL SELECT 'handed_over_by_structure', coalesce(organisation_id::text, ''), sum(n) FROM given GROUP BY organisation_id
    UNION ALL SELECT 'handed_over_declared', CASE WHEN e.facts ? 'noDate' THEN '' ELSE to_char(e.occurred_at AT TIME ZONE b.time_zone, 'YYYY') END, count(*)
      FROM devices.device_event e CROSS JOIN people.bank b JOIN devices.device d ON d.id = e.device_id
      WHERE e.verb = 'declare' AND e.to_state = 'handed_over' AND d.state <> 'withdrawn' GROUP BY 2
  ), gone AS (
    DELETE FROM reporting.figure f WHERE NOT EXISTS (SELECT 1 FROM counted c WHERE c.subject = f.subject AND c.key = f.key)
  )
  INSERT INTO reporting.figure AS f (subject, key, count) SELECT subject, key, count FROM counted
  ON CONFLICT (subject, key) DO UPDATE SET count = EXCLUDED.count WHERE f.count <> EXCLUDED.count`;

import type { EntityManager } from 'typeorm';
import { rows } from '#database';
import { type Category, categoryLabel, STATE_NAMES, STATES, type State } from '#devices';
import type { FactsOf } from '#documents';
import { hideSmall } from './small-counts.js';
import { NOTHING_TAKEN_OUT } from './taken-out.js';

type Counted =
  | 'donations'
  | 'given'
  | 'outcomes'
  | 'reused'
  | 'byCategory'
  | 'communes'
  | 'erasureProven'
  | 'erasureWanted'
  | 'overTenYears'
  | 'ageUnknown';

/** What became of the devices of a donor's gifts of one calendar year, counted now: what its proof says, paper by paper. */
export interface ReuseCounts extends Pick<FactsOf<'reuse_proof'>, Counted> {
  /** From which age a device no longer counts, and who says so: the rule in force at the end of that year. */
  readonly ageYears: number;
  readonly ageSource: string;
}

/** How a donor reads a state; the others are called as everywhere. */
const OUTCOMES: Partial<Record<State, string>> = {
  handed_over: 'Remis à une personne accompagnée',
  delivered: 'Livré à une structure, à remettre',
  received: 'Reçu, en attente de tri',
  in_maintenance: 'En réparation, pour retour en service',
  returned: 'Revenu d’une première remise, à remettre de nouveau',
  recycled: 'Recyclé (filière des déchets électriques)',
};

/** Counts in one statement, and so of one instant. */
export async function countReuse(tx: EntityManager, donorId: string, year: number): Promise<ReuseCounts> {
  const [row] = await rows<{
    donations: string[] | null;
    cells: { state: State; category: Category; n: number }[] | null;
    communes: { key: string; count: number }[] | null;
    proven: number;
    wanted: number;
    over: number;
    unknown: number;
    years: number;
    source: string;
  }>(tx, COUNT, [donorId, year]);
  const cells = row!.cells ?? [];
  const sum = (of: typeof cells) => of.reduce((total, c) => total + c.n, 0);
  const handed = cells.filter((c) => c.state === 'handed_over');
  const given = sum(cells);
  return {
    donations: row!.donations ?? [],
    given,
    outcomes: STATE_NAMES.map((state) => ({
      label: OUTCOMES[state] ?? STATES[state].label,
      devices: sum(cells.filter((c) => c.state === state)),
    })).filter((o) => o.devices > 0),
    reused: sum(handed),
    byCategory: [...new Set(cells.map((c) => c.category))].map((category) => ({
      label: categoryLabel(category),
      given: sum(cells.filter((c) => c.category === category)),
      reused: sum(handed.filter((c) => c.category === category)),
    })),
    communes: hideSmall(row!.communes ?? [], '').map((c) => ({
      label: c.key || 'Commune non renseignée',
      devices: c.count,
    })),
    erasureProven: row!.proven,
    erasureWanted: row!.wanted,
    overTenYears: row!.over,
    ageUnknown: row!.unknown,
    ageYears: row!.years,
    ageSource: row!.source,
  };
}

// Of a year alone its last day counts: only what is surely over the age is said to be. A year before the first rule has the first.
// The commune is that of the structure which handed over last: it stays when what was known of a person is gone.
const COUNT = `
  WITH gift AS (
    SELECT n.id, n.number, (n.received_at AT TIME ZONE b.time_zone)::date AS received FROM intake.donation n CROSS JOIN people.bank b
    WHERE n.donor_id = ANY (intake.donors_of($1)) AND n.state = ANY (intake.arrived_states()) AND extract(year FROM n.received_at AT TIME ZONE b.time_zone) = $2
  ), device AS MATERIALIZED (
    SELECT d.id, d.state, d.category, gift.received FROM devices.device d JOIN gift ON gift.id = d.donation_id WHERE d.state <> 'withdrawn'
  ), erasure AS (
    SELECT device.id, EXISTS (SELECT 1 FROM refurbishment.work_order w
       JOIN documents.document p ON p.type = 'erasure_certificate' AND p.cause_kind = 'work_order' AND p.cause_id = w.id
       WHERE w.device_id = device.id AND NOT EXISTS (SELECT 1 FROM documents.withdrawal x WHERE x.document_id = p.id))
       AND ${NOTHING_TAKEN_OUT('device.id')} AS proven,
      device.category <> ALL (devices.mute_categories()) OR EXISTS (SELECT 1 FROM devices.medium m WHERE m.device_id = device.id) AS wanted
    FROM device
  ), rule AS (
    SELECT a.years, a.source FROM intake.reuse_age a CROSS JOIN people.bank b
    CROSS JOIN LATERAL (SELECT least((now() AT TIME ZONE b.time_zone)::date, make_date($2::int, 12, 31)) AS day) told
    ORDER BY a.valid_from > told.day, abs(a.valid_from - told.day) LIMIT 1
  ), age AS (
    SELECT count(*) FILTER (WHERE p.bought + make_interval(years => rule.years) < device.received)::int AS over,
      count(*) FILTER (WHERE p.bought IS NULL)::int AS unknown
    FROM device CROSS JOIN rule
    LEFT JOIN (SELECT device_id, coalesce(day, make_date(year, 12, 31)) AS bought FROM intake.device_purchase) p ON p.device_id = device.id
  ), place AS (
    SELECT coalesce(o.commune, '') AS key, count(*)::int AS count FROM device
    CROSS JOIN LATERAL (SELECT e.organisation_id FROM devices.device_event e WHERE e.device_id = device.id AND e.verb = ANY (devices.handing_verbs())
      ORDER BY e.id DESC LIMIT 1) last
    LEFT JOIN people.organisation o ON o.id = last.organisation_id WHERE device.state = 'handed_over' GROUP BY 1
  )
  SELECT rule.years, rule.source, age.over, age.unknown, (SELECT json_agg(number ORDER BY number) FROM gift) AS donations,
    (SELECT json_agg(c ORDER BY c.category) FROM (SELECT state, category, count(*)::int AS n FROM device GROUP BY 1, 2) c) AS cells,
    (SELECT json_agg(place ORDER BY place.count DESC, place.key) FROM place) AS communes,
    (SELECT count(*)::int FROM erasure WHERE proven) AS proven, (SELECT count(*)::int FROM erasure WHERE wanted OR proven) AS wanted
  FROM rule, age`;

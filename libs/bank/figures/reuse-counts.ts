import type { EntityManager } from 'typeorm';
import { categoryLabel, STATE_NAMES, STATES, type State } from '#bank/devices';
import type { FactsOf } from '#bank/documents';
import { inNumbers, rows } from '#platform/database';
import { UNDER_WAY } from '#platform/kernel';
import { type DonorCells, devicesIn, evidenceOf, handedOverShown, isOf, mayBeHandedOver } from './donor/handed-over.js';

/**
 * SQL that makes `DonorCells` of all devices of the donor `$1`, as one JSON value. The commune is that of the structure which handed over last: it
 * stays when what was known of a person is gone. The donor's data is that of a device's first epoch. A year is told apart once a proof of it was made, a collection point once it made a link.
 */
export const DONOR_CELLS = `
  SELECT json_build_object(
    'cells', coalesce((SELECT json_agg(c) FROM (
      SELECT CASE WHEN n.state = ANY (intake.arrived_states()) THEN extract(year FROM n.received_at AT TIME ZONE b.time_zone)::int END AS year,
        n.organisation_id AS "organisationId", d.category, d.state, place.commune,
        refurbishment.proofs_of(d.id, 1::smallint) AS proofs, d.in_deposit AS "inDeposit", count(*)::int AS n
      FROM intake.donation n CROSS JOIN people.bank b JOIN devices.device d ON d.donation_id = n.id
      LEFT JOIN LATERAL (SELECT coalesce(o.commune, '') AS commune FROM devices.device_event e LEFT JOIN people.organisation o ON o.id = e.organisation_id
        WHERE d.state = 'handed_over' AND e.device_id = d.id AND e.verb = ANY (devices.handing_verbs()) ORDER BY e.id DESC LIMIT 1) place ON true
      WHERE n.donor_id = ANY (intake.donors_of($1)) AND d.state <> 'withdrawn' GROUP BY 1, 2, 3, 4, 5, 6, 7) c), '[]'),
    'years', array(SELECT DISTINCT (p.facts->>'year')::int FROM documents.document p
      WHERE p.type = 'reuse_proof' AND p.cause_kind = 'donor' AND p.cause_id = ANY (intake.donors_of($1))),
    'organisations', array(SELECT DISTINCT l.organisation_id FROM reporting.donor_link l
      WHERE l.donor_id = ANY (intake.donors_of($1)) AND l.organisation_id IS NOT NULL))`;

type Counted =
  | 'donations'
  | 'given'
  | 'outcomes'
  | 'reused'
  | 'byCategory'
  | 'communes'
  | 'evidence'
  | 'overTenYears'
  | 'ageUnknown';

/** What became of the devices of a donor's gifts of one calendar year, counted now: what its proof says, paper by paper. */
export interface ReuseCounts extends Pick<FactsOf<'reuse_proof'>, Counted> {
  /** From which age a device no longer counts, and who says so: the rule in force at the end of that year. */
  readonly ageYears: number;
  readonly ageSource: string;
}

const WORKSHOP = 'À l’atelier, ou revenu pour y passer';
/** How a donor reads a state; the others are called as everywhere. */
const OUTCOMES: Partial<Record<State, string>> = {
  handed_over: 'Remis à une personne accompagnée',
  delivered: 'Livré à une structure, à remettre',
  received: 'Reçu, en attente de tri',
  // One that came back was somebody's: how many did is not told apart.
  at_workshop: WORKSHOP,
  in_maintenance: WORKSHOP,
  returned: WORKSHOP,
  recycled: 'Recyclé (filière des déchets électriques)',
};

/** Counts in one statement, and so of one instant. Of hand-overs no more is told than `handedOverShown` lets. */
export async function countReuse(tx: EntityManager, donorId: string, year: number): Promise<ReuseCounts> {
  const [row] = await rows<{
    donations: string[] | null;
    donor: DonorCells;
    over: number;
    unknown: number;
    years: number;
    source: string;
  }>(tx, COUNT, [donorId, year]);
  return {
    donations: row!.donations ?? [],
    ...proofCounts(row!.donor, year),
    overTenYears: row!.over,
    ageUnknown: row!.unknown,
    ageYears: row!.years,
    ageSource: row!.source,
  };
}

type ProofCounts = Pick<ReuseCounts, 'given' | 'outcomes' | 'reused' | 'byCategory' | 'communes' | 'evidence'>;

export function proofCounts(donor: DonorCells, year: number): ProofCounts {
  const cells = donor.cells.filter((c) => isOf(c, { year }));
  const shown = handedOverShown(donor, { year });
  const totalShown = shown.total !== null;
  const labelOf = (state: State) => OUTCOMES[state] ?? STATES[state].label;
  const listed = STATE_NAMES.filter((state) => totalShown || !mayBeHandedOver(state));
  return {
    given: devicesIn(cells),
    outcomes: [
      ...(totalShown ? [] : [{ label: UNDER_WAY, devices: devicesIn(cells.filter((c) => mayBeHandedOver(c.state))) }]),
      ...[...new Set(listed.map(labelOf))].map((label) => ({
        label,
        devices: devicesIn(cells.filter((c) => listed.includes(c.state) && labelOf(c.state) === label)),
      })),
    ].filter((o) => o.devices > 0),
    reused: shown.total,
    byCategory: [...new Set(cells.map((c) => c.category))].sort().map((category) => ({
      label: categoryLabel(category),
      given: devicesIn(cells.filter((c) => c.category === category)),
      reused: shown.byCategory ? (shown.byCategory.get(category) ?? 0) : null,
    })),
    communes: (shown.communes ?? []).map((c) => ({ label: c.key || 'Commune non renseignée', devices: c.count })),
    evidence: evidenceOf(cells),
  };
}

// Of a year alone its last day counts: only what is surely over the age is said to be. A year before the first rule has the first.
const COUNT = `
  WITH gift AS (
    SELECT n.id, n.number, (n.received_at AT TIME ZONE b.time_zone)::date AS received FROM intake.donation n CROSS JOIN people.bank b
    WHERE n.donor_id = ANY (intake.donors_of($1)) AND n.state = ANY (intake.arrived_states()) AND extract(year FROM n.received_at AT TIME ZONE b.time_zone) = $2
  ), device AS MATERIALIZED (
    SELECT d.id, gift.received FROM devices.device d JOIN gift ON gift.id = d.donation_id WHERE d.state <> 'withdrawn'
  ), rule AS (
    SELECT a.years, a.source FROM intake.reuse_age a CROSS JOIN people.bank b
    CROSS JOIN LATERAL (SELECT least((platform.now() AT TIME ZONE b.time_zone)::date, make_date($2::int, 12, 31)) AS day) told
    ORDER BY a.valid_from > told.day, abs(a.valid_from - told.day) LIMIT 1
  ), age AS (
    SELECT count(*) FILTER (WHERE p.bought + make_interval(years => rule.years) < device.received)::int AS over,
      count(*) FILTER (WHERE p.bought IS NULL)::int AS unknown
    FROM device CROSS JOIN rule
    LEFT JOIN (SELECT device_id, coalesce(day, make_date(year, 12, 31)) AS bought FROM intake.device_purchase) p ON p.device_id = device.id
  )
  SELECT rule.years, rule.source, age.over, age.unknown, (SELECT json_agg(number ORDER BY ${inNumbers('number')}) FROM gift) AS donations, (${DONOR_CELLS}) AS donor
  FROM rule, age`;

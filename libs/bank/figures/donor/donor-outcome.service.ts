import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { categoryLabel, type Fate, STATES } from '#bank/devices';
import { rows } from '#platform/database';
import { type EvidenceCounts, isId, UNDER_WAY } from '#platform/kernel';
import { DONOR_CELLS } from '../reuse-counts.js';
import type { DonorScope } from './donor-links.service.js';
import { type DonorCells, devicesIn, evidenceOf, handedOverShown, isOf, mayBeHandedOver } from './handed-over.js';

/** Where a donor's devices are, in a donor's words; every state of what was given belongs to exactly one (`STATES`). */
export const FATES = {
  in_use: { label: 'En service chez une personne accompagnée', short: 'en service' },
  ready: { label: 'Prêts à être remis', short: 'prêts' },
  deposit: { label: 'Prêts, en dépôt : votre décision est attendue', short: 'en dépôt' },
  preparing: { label: 'En préparation', short: 'en préparation' },
  recycled: { label: 'Recyclés ou démontés pour pièces', short: 'recyclés' },
  given_back: { label: 'Rendus au donateur', short: 'rendus au donateur' },
  lost: { label: 'Perdus ou volés', short: 'perdus ou volés' },
  // Together, where how many are in use is not told.
  under_way: { label: UNDER_WAY, short: 'en préparation, prêts ou en service' },
  under_way_or_deposit: {
    label: 'En préparation, en dépôt, prêts à être remis, ou déjà en service',
    short: 'en préparation, en dépôt, prêts ou en service',
  },
} as const satisfies Record<Fate | 'deposit' | 'under_way' | 'under_way_or_deposit', { label: string; short: string }>;
export type ShownFate = keyof typeof FATES;

/** What became of a donor's devices, counted now: no person, no serial, no structure. */
export interface DonorOutcome {
  readonly donor: string | null;
  /** Some of its gifts that arrived, newest first, and from which on the next are. */
  readonly donations: readonly {
    readonly number: string;
    readonly receivedAt: string | null;
    readonly devices: number;
  }[];
  readonly nextDonation: string | null;
  readonly gifts: number;
  readonly given: number;
  /** How many people have one; null where so few have that it is not told. */
  readonly inUse: number | null;
  readonly fates: readonly { readonly fate: ShownFate; readonly devices: number }[];
  readonly categories: readonly { readonly label: string; readonly given: number; readonly inUse: number | null }[];
  /** Where those in use are; null where so few are that somebody could be recognised. */
  readonly communes: readonly { readonly label: string; readonly devices: number | null }[];
  /** Devices, by what proves that their data is gone. */
  readonly evidence: EvidenceCounts;
  readonly certificates: number;
}

const GIFTS_AT_ONCE = 50;

@Injectable()
export class DonorOutcomes {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Everything on the donor's page, in one statement and so of one instant. @param from `nextDonation` of the page before */
  async of(scope: DonorScope, from?: string): Promise<DonorOutcome> {
    const [row] = await rows<{
      donor: string | null;
      donations: (DonorOutcome['donations'][number] & { id: string })[] | null;
      gifts: DonorOutcome['gifts'];
      all: DonorCells;
      certificates: number;
    }>(this.db, OUTCOME, [scope.donorId, scope.organisationId, from && isId(from) ? from : null]);
    const { donor, gifts, all, certificates } = row!;
    const donations = row!.donations ?? [];
    return {
      donor,
      donations: donations.slice(0, GIFTS_AT_ONCE).map(({ id: _, ...gift }) => gift),
      nextDonation: donations[GIFTS_AT_ONCE]?.id ?? null,
      gifts,
      ...pageCounts(all, scope.organisationId),
      certificates,
    };
  }
}

type PageCounts = Pick<DonorOutcome, 'given' | 'inUse' | 'fates' | 'categories' | 'communes' | 'evidence'>;

/** Every number of the page that counts devices of all gifts, or of those that one collection point received. */
export function pageCounts(donor: DonorCells, organisationId: string | null): PageCounts {
  const cells = donor.cells.filter((c) => isOf(c, { organisationId }));
  const shown = handedOverShown(donor, { organisationId });
  // What is in deposit is with nobody: told apart where how many are in use is not told, it would narrow that number.
  const waits = (c: DonorCells['cells'][number]) => c.inDeposit === true && STATES[c.state].fate === 'ready';
  const together = cells.some(waits) ? 'under_way_or_deposit' : 'under_way';
  const fateOf = (c: DonorCells['cells'][number]): ShownFate | null => {
    if (shown.total === null && mayBeHandedOver(c.state)) return together;
    return waits(c) ? 'deposit' : STATES[c.state].fate;
  };
  return {
    given: devicesIn(cells),
    inUse: shown.total,
    fates: (Object.keys(FATES) as ShownFate[])
      .map((fate) => ({ fate, devices: devicesIn(cells.filter((c) => fateOf(c) === fate)) }))
      .filter(({ devices }) => devices > 0),
    categories: [...new Set(cells.map((c) => c.category))].sort().map((category) => ({
      label: categoryLabel(category),
      given: devicesIn(cells.filter((c) => c.category === category)),
      inUse: shown.byCategory ? (shown.byCategory.get(category) ?? 0) : null,
    })),
    communes:
      shown.communes?.map((c) => ({ label: c.key || 'Commune non renseignée', devices: c.count })) ??
      (cells.length ? [{ label: 'Trop peu pour dire où', devices: null }] : []),
    evidence: evidenceOf(cells),
  };
}

/** The devices of a scope: `$1` the donor, `$2` whose donations, null for everybody's. */
export const DEVICES_OF_DONOR = `
  SELECT d.id, d.code, d.state, d.category, d.make, d.model, d.serial FROM intake.donation n JOIN devices.device d ON d.donation_id = n.id
  WHERE n.donor_id = ANY (intake.donors_of($1)) AND ($2::uuid IS NULL OR n.organisation_id = $2) AND d.state <> 'withdrawn'`;

/** The certificates of erasure of what the donor left on those devices, withdrawn ones included: what came on them later is another's. */
export const CERTIFICATES_OF_DONOR = `
  FROM device JOIN refurbishment.work_order w ON w.device_id = device.id AND w.data_epoch = 1
  JOIN documents.document p ON p.type = 'erasure_certificate' AND p.cause_kind = 'work_order' AND p.cause_id = w.id AND p.state = 'ready'`;

// The donor is called as whoever made the link calls it: another collection point's words are its own.
const OUTCOME = `
  WITH device AS MATERIALIZED (${DEVICES_OF_DONOR}),
  gift AS MATERIALIZED (
    SELECT n.id, n.number, n.received_at FROM intake.donation n
    WHERE n.donor_id = ANY (intake.donors_of($1)) AND ($2::uuid IS NULL OR n.organisation_id = $2) AND n.state = ANY (intake.arrived_states())
  )
  SELECT (SELECT coalesce(k.name, o.name) FROM intake.donor o LEFT JOIN intake.donor_known k ON k.donor_id = o.id AND k.organisation_id = $2
      WHERE o.id = intake.donor_stands($1)) AS donor,
    (SELECT json_agg(json_build_object('id', n.id, 'number', n.number, 'receivedAt', n.received_at,
        'devices', (SELECT count(*) FROM devices.device d WHERE d.donation_id = n.id AND d.state <> 'withdrawn')) ORDER BY n.id DESC)
      FROM (SELECT id, number, received_at FROM gift WHERE $3::uuid IS NULL OR id <= $3 ORDER BY id DESC LIMIT ${GIFTS_AT_ONCE + 1}) n) AS donations,
    (SELECT count(*)::int FROM gift) AS gifts, (${DONOR_CELLS}) AS "all",
    (SELECT count(*)::int ${CERTIFICATES_OF_DONOR} WHERE NOT EXISTS (SELECT 1 FROM documents.withdrawal x WHERE x.document_id = p.id)) AS certificates`;

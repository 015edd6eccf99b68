import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { rows } from '#database';
import { type Category, categoryLabel, type Fate, STATES, type State } from '#devices';
import { isId } from '#kernel';
import { type Cell, hideSmall, SMALL } from '../small-counts.js';
import { NOTHING_TAKEN_OUT } from '../taken-out.js';
import type { DonorScope } from './donor-links.service.js';

/** Where a donor's devices are, in a donor's words; every state of what was given belongs to exactly one (`STATES`). */
export const FATES = {
  in_use: { label: 'En service chez une personne accompagnée', short: 'en service' },
  ready: { label: 'Prêts, effacés et testés', short: 'prêts' },
  preparing: { label: 'En préparation', short: 'en préparation' },
  recycled: { label: 'Recyclés ou démontés pour pièces', short: 'recyclés' },
  given_back: { label: 'Rendus au donateur', short: 'rendus au donateur' },
  lost: { label: 'Perdus ou volés', short: 'perdus ou volés' },
} as const satisfies Record<Fate, { label: string; short: string }>;

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
  /** How many there are in all. */
  readonly gifts: number;
  readonly given: number;
  readonly fates: readonly { readonly fate: Fate; readonly devices: number }[];
  readonly categories: readonly { readonly label: string; readonly given: number; readonly inUse: number }[];
  /** Where those in use are; null where so few are that somebody could be recognised. */
  readonly communes: readonly { readonly label: string; readonly devices: number | null }[];
  /** Devices whose data was erased with proof, how many media they hold, and from when to when. */
  readonly erased: {
    readonly devices: number;
    readonly media: number;
    readonly first: string | null;
    readonly last: string | null;
  };
  /** One a device, of those that still count: of a device whose every medium is proven, of one that never held any, and of the others. */
  readonly certificates: { readonly papers: number; readonly erasures: number; readonly absences: number };
}

/** A page of gifts: who gave thousands reads them some at a time. */
const GIFTS_AT_ONCE = 50;

/** What a donor may read of its gifts. */
@Injectable()
export class DonorOutcomes {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * Everything on the donor's page, in one statement and so of one instant.
   * @param from `nextDonation` of the page before
   */
  async of(scope: DonorScope, from?: string): Promise<DonorOutcome> {
    const [row] = await rows<{
      donor: string | null;
      donations: (DonorOutcome['donations'][number] & { id: string })[] | null;
      gifts: DonorOutcome['gifts'];
      cells: { state: State; category: Category; n: number }[] | null;
      communes: { key: string; count: number }[] | null;
      erased: DonorOutcome['erased'];
      certificates: DonorOutcome['certificates'];
    }>(this.db, OUTCOME, [scope.donorId, scope.organisationId, from && isId(from) ? from : null]);
    const cells = row!.cells ?? [];
    const donations = row!.donations ?? [];
    const sum = (of: typeof cells) => of.reduce((total, c) => total + c.n, 0);
    return {
      donor: row!.donor,
      donations: donations.slice(0, GIFTS_AT_ONCE).map(({ id: _, ...gift }) => gift),
      nextDonation: donations[GIFTS_AT_ONCE]?.id ?? null,
      gifts: row!.gifts,
      given: sum(cells),
      fates: (Object.keys(FATES) as Fate[])
        .map((fate) => ({ fate, devices: sum(cells.filter((c) => STATES[c.state].fate === fate)) }))
        .filter(({ devices }) => devices > 0),
      categories: [...new Set(cells.map((c) => c.category))].map((category) => ({
        label: categoryLabel(category),
        given: sum(cells.filter((c) => c.category === category)),
        inUse: sum(cells.filter((c) => c.category === category && c.state === 'handed_over')),
      })),
      communes: communesOf(row!.communes ?? []),
      erased: row!.erased,
      certificates: row!.certificates,
    };
  }
}

/** Where those in use are. The page says how many they are in all: of so few, naming the communes would say where somebody lives. */
function communesOf(counts: readonly Cell[]): DonorOutcome['communes'] {
  const all = counts.reduce((sum, c) => sum + c.count, 0);
  if (all < SMALL) return counts.length ? [{ label: 'Trop peu pour dire où', devices: null }] : [];
  return hideSmall(counts, '').map((c) => ({ label: c.key || 'Commune non renseignée', devices: c.count }));
}

/** The devices of a scope: `$1` the donor, `$2` whose donations, null for everybody's. */
export const DEVICES_OF_DONOR = `
  SELECT d.id, d.code, d.state, d.category, d.make, d.model, d.serial FROM intake.donation n JOIN devices.device d ON d.donation_id = n.id
  WHERE n.donor_id = ANY (intake.donors_of($1)) AND ($2::uuid IS NULL OR n.organisation_id = $2) AND d.state <> 'withdrawn'`;

/** The certificates of erasure of what the donor left on those devices, withdrawn ones included: what came on them later is another's. */
export const CERTIFICATES_OF_DONOR = `
  FROM device JOIN refurbishment.work_order w ON w.device_id = device.id AND w.data_epoch = 1
  JOIN documents.document p ON p.type = 'erasure_certificate' AND p.cause_kind = 'work_order' AND p.cause_id = w.id AND p.state = 'ready'`;

// The donor is called as whoever made the link calls it: another collection point's words are its own. The commune is that of the
// structure which handed over last. The donor's data is that of a device's first epoch; it is erased when every medium is.
const OUTCOME = `
  WITH device AS MATERIALIZED (${DEVICES_OF_DONOR}),
  place AS (
    SELECT coalesce(o.commune, '') AS key, count(*)::int AS count FROM device
    CROSS JOIN LATERAL (SELECT e.organisation_id FROM devices.device_event e WHERE e.device_id = device.id AND e.verb = ANY (devices.handing_verbs())
      ORDER BY e.id DESC LIMIT 1) last
    LEFT JOIN people.organisation o ON o.id = last.organisation_id WHERE device.state = 'handed_over' GROUP BY 1
  ), gift AS MATERIALIZED (
    SELECT n.id, n.number, n.received_at FROM intake.donation n
    WHERE n.donor_id = ANY (intake.donors_of($1)) AND ($2::uuid IS NULL OR n.organisation_id = $2) AND n.state = ANY (intake.arrived_states())
  ), proof AS (
    SELECT m.device_id, count(*) AS media, max(e.at) AS at FROM device JOIN devices.medium m ON m.device_id = device.id AND ${NOTHING_TAKEN_OUT('device.id')}
    CROSS JOIN LATERAL (SELECT min(e.signed_at) AS at FROM refurbishment.evidence e WHERE e.medium_id = m.id AND e.data_epoch = 1
      AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal x WHERE x.evidence_id = e.id)) e
    GROUP BY 1 HAVING bool_and(e.at IS NOT NULL)
  )
  SELECT (SELECT coalesce(k.name, o.name) FROM intake.donor o LEFT JOIN intake.donor_known k ON k.donor_id = o.id AND k.organisation_id = $2
      WHERE o.id = intake.donor_stands($1)) AS donor,
    (SELECT json_agg(json_build_object('id', n.id, 'number', n.number, 'receivedAt', n.received_at,
        'devices', (SELECT count(*) FROM devices.device d WHERE d.donation_id = n.id AND d.state <> 'withdrawn')) ORDER BY n.id DESC)
      FROM (SELECT id, number, received_at FROM gift WHERE $3::uuid IS NULL OR id <= $3 ORDER BY id DESC LIMIT ${GIFTS_AT_ONCE + 1}) n) AS donations,
    (SELECT count(*)::int FROM gift) AS gifts,
    (SELECT json_agg(c ORDER BY c.category) FROM (SELECT state, category, count(*)::int AS n FROM device GROUP BY 1, 2) c) AS cells,
    (SELECT json_agg(place ORDER BY place.count DESC, place.key) FROM place) AS communes,
    (SELECT json_build_object('devices', count(*)::int, 'media', coalesce(sum(media), 0)::int, 'first', min(at), 'last', max(at)) FROM proof) AS erased,
    (SELECT json_build_object('papers', count(*)::int, 'erasures', (count(*) FILTER (WHERE EXISTS (SELECT 1 FROM proof WHERE proof.device_id = device.id)))::int,
        'absences', (count(*) FILTER (WHERE NOT jsonb_path_exists(p.facts, '$.media[*] ? (@.result != "absent")')))::int)
      ${CERTIFICATES_OF_DONOR} WHERE NOT EXISTS (SELECT 1 FROM documents.withdrawal x WHERE x.document_id = p.id)) AS certificates`;

import { assembled, listed, moment, type Sorts, sortNames, type Turn, turnsOf } from '#platform/database';

export type HandoverSort = 'newest' | 'oldest' | 'latest' | 'changed';

/** What was given, and when it came back. */
const CHANGED = moment('coalesce(h.ended_at, h.handed_over_at)');

/** The orders of the list of hand-overs. */
export const HANDOVER_SORTS: Sorts<HandoverSort> = {
  newest: { label: 'Récentes d’abord', order: 'descending', keys: [] },
  oldest: { label: 'Anciennes d’abord', heading: 'Remis', order: 'ascending', keys: [] },
  latest: { label: 'Derniers changements d’abord', heading: 'État', order: 'descending', keys: [CHANGED] },
  changed: { label: 'Anciens changements d’abord', order: 'ascending', keys: [CHANGED] },
};
export const HANDOVER_SORT_NAMES = sortNames(HANDOVER_SORTS);

/** What the list keeps. */
export interface KeptHandovers {
  /** Of one structure, with what it was before a merge. */
  readonly structureId?: string;
  /** Those that did not come back. */
  readonly open?: boolean;
  /** Of one person, under whichever reference. */
  readonly beneficiaryId?: string;
}

export const HANDOVER_COLUMNS = `h.id, h.device_id AS "deviceId", d.code AS "deviceCode", d.category, d.make, d.model, d.state AS "deviceState",
  h.structure_id AS "structureId", o.name AS structure, h.beneficiary_id AS "beneficiaryId", b.reference, h.mode,
  h.price_cents AS "priceCents", h.handed_over_at AS "handedOverAt", h.operator_number AS "operatorNumber", h.replaces,
  h.ended_at AS "endedAt", h.end_reason AS "endReason", h.origin, h.date_known AS "dateKnown",
  (SELECT x.place FROM allocation.handover_original x WHERE x.handover_id = h.id ORDER BY x.id DESC LIMIT 1) AS "originalPlace"`;
export const HANDOVER_FROM = `allocation.handover h JOIN devices.device d ON d.id = h.device_id JOIN people.organisation o ON o.id = h.structure_id
  JOIN allocation.beneficiary b ON b.id = h.beneficiary_id`;

export const HANDOVERS = assembled(
  (kept: KeptHandovers, turn: Turn<HandoverSort>) =>
    listed(HANDOVER_SORTS, turn, (value) => {
      const where: string[] = [];
      if (kept.structureId) where.push(`h.structure_id = ANY (people.structures_of(${value(kept.structureId)}))`);
      if (kept.open) where.push('h.ended_at IS NULL');
      if (kept.beneficiaryId)
        where.push(`h.beneficiary_id = ANY (allocation.persons_of(${value(kept.beneficiaryId)}))`);
      return { id: 'h.id', columns: HANDOVER_COLUMNS, from: HANDOVER_FROM, where };
    }),
  [
    ...turnsOf(HANDOVER_SORTS).map((turn): [KeptHandovers, Turn<HandoverSort>] => [{}, turn]),
    [{ structureId: 'x', open: true, beneficiaryId: 'x' }, turnsOf(HANDOVER_SORTS)[0]!],
  ],
);

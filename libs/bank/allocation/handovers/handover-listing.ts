import { type AskedOf, byMoment, defineList, ofYes } from '#platform/database';
import type { HandoverView } from './handover.views.js';

const CHANGED = byMoment('coalesce(h.ended_at, h.handed_over_at)');

export const HANDOVER_COLUMNS = `h.id, h.device_id AS "deviceId", d.code AS "deviceCode", d.category, d.make, d.model, d.state AS "deviceState",
  h.structure_id AS "structureId", o.name AS structure, h.beneficiary_id AS "beneficiaryId", b.reference, h.mode,
  h.price_cents AS "priceCents", h.handed_over_at AS "handedOverAt", h.operator_number AS "operatorNumber", h.replaces,
  h.ended_at AS "endedAt", h.end_reason AS "endReason", h.origin, h.date_known AS "dateKnown",
  (SELECT x.place FROM allocation.handover_original x WHERE x.handover_id = h.id ORDER BY x.id DESC LIMIT 1) AS "originalPlace"`;
export const HANDOVER_FROM = `allocation.handover h JOIN devices.device d ON d.id = h.device_id JOIN people.organisation o ON o.id = h.structure_id
  JOIN allocation.beneficiary b ON b.id = h.beneficiary_id`;

/** Whose hand-overs: of one structure, with what it was before a merge, and of one person, under whichever reference. */
interface Whose {
  readonly structureId: string | null;
  readonly beneficiaryId?: string | undefined;
}

export const HANDOVERS = defineList<HandoverView, Whose>()({
  sorts: {
    newest: { label: 'Récentes d’abord', order: 'descending', keys: [] },
    oldest: { label: 'Anciennes d’abord', heading: 'Remis', order: 'ascending', keys: [] },
    latest: { label: 'Derniers changements d’abord', heading: 'État', order: 'descending', keys: [CHANGED] },
    changed: { label: 'Anciens changements d’abord', order: 'ascending', keys: [CHANGED] },
  },
  usual: 'newest',
  pageCursor: 'apres',
  filters: {
    open: ofYes({ says: '1', about: '`1` leaves out what came back.', where: () => 'h.ended_at IS NULL' }),
  },
  scopes: [{ structureId: null }, { structureId: 'x', beneficiaryId: 'x' }],
  rows: ({ structureId, beneficiaryId }, value) => ({
    id: 'h.id',
    columns: HANDOVER_COLUMNS,
    from: HANDOVER_FROM,
    where: [
      ...(structureId ? [`h.structure_id = ANY (people.structures_of(${value(structureId)}))`] : []),
      ...(beneficiaryId ? [`h.beneficiary_id = ANY (allocation.persons_of(${value(beneficiaryId)}))`] : []),
    ],
  }),
});
export type HandoversAsked = AskedOf<typeof HANDOVERS>;

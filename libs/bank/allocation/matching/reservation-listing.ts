import { STATES } from '#bank/devices';
import { type AskedOf, byId, byText, defineList, ofChoice } from '#platform/database';
import { RESERVED_STATES } from '../word-lists.js';
import type { ReservationView } from './reservation.queries.js';

export const RESERVATION_COLUMNS = `v.id, v.unit_id AS "unitId", r.id AS "requestId", r.number, o.id AS "structureId", o.name AS structure, r.place_id AS "placeId", p.name AS place, d.id AS "deviceId",
  d.code, d.category, d.make, d.model, d.state, u.beneficiary_id AS "beneficiaryId", b.reference, v.why, v.made_at AS "madeAt",
  w.comes_on::text AS "comesOn", to_char(w.comes_at, 'HH24:MI') AS "comesAt",
  CASE WHEN d.state = 'reserved' THEN h.id END AS "holderId", CASE WHEN d.state = 'reserved' AND h.kind <> 'bank' THEN h.name END AS at,
  CASE WHEN v.ended_at IS NULL AND EXISTS (SELECT 1 FROM refurbishment.asked_again a WHERE a.device_id = d.id)
    THEN array(SELECT refurbishment.gate_failures(d.id)) ELSE '{}' END AS lacking`;
export const RESERVATION_FROM = `allocation.reservation v JOIN devices.device d ON d.id = v.device_id JOIN allocation.request_unit u ON u.id = v.unit_id
  JOIN allocation.request r ON r.id = u.request_id JOIN people.organisation o ON o.id = r.structure_id
  JOIN people.place p ON p.id = r.place_id LEFT JOIN allocation.appointment w ON w.reservation_id = v.id
  LEFT JOIN allocation.beneficiary b ON b.id = u.beneficiary_id LEFT JOIN people.organisation h ON h.id = d.holder_org_id`;

/** What is kept for somebody: the bank's all, a structure's own. What leaves together is side by side. */
export const RESERVATIONS = defineList<ReservationView>()({
  sorts: {
    structure: {
      label: 'Par structure',
      order: 'ascending',
      keys: [byText('o.name'), byId('o.id'), byId('r.place_id'), byId('coalesce(d.holder_org_id, o.id)')],
    },
  },
  usual: 'structure',
  pageCursor: 'apres',
  filters: {
    state: ofChoice({
      label: 'État',
      page: 'etat',
      choices: Object.fromEntries(RESERVED_STATES.map((state) => [state, STATES[state].label])),
      where: (state, value) => `d.state = ${value(state)}`,
    }),
  },
  scopes: [null, 'x'],
  rows: (structureId, value) => ({
    id: 'v.id',
    columns: RESERVATION_COLUMNS,
    from: RESERVATION_FROM,
    where: ['v.ended_at IS NULL', ...(structureId ? [`r.structure_id = ${value(structureId)}`] : [])],
  }),
});
export type ReservationsAsked = AskedOf<typeof RESERVATIONS>;

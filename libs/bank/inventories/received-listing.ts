import { type AskedOf, byMoment, byText, defineList, ofChoice } from '#platform/database';
import type { ReceivedListView } from './received.views.js';
import { RECEIVED_STATES } from './word-lists.js';

/** The columns of a document. @param visible SQL condition of the devices `d` that its reader sees: any other is, to them, unknown. */
export const receivedColumns = (visible: string) => `r.id, r.source, r.received_at AS "receivedAt", r.channel, r.state,
  CASE WHEN cardinality(r.candidates) > 0 AND NOT EXISTS (SELECT 1 FROM devices.device d WHERE d.id = ANY(r.candidates) AND ${visible})
    THEN 'unknown_machine' ELSE r.reason END AS reason,
  r.matched_by AS "matchedBy", o.name AS organisation, r.operator_number AS "operatorNumber", r.number,
  r.make, r.model, r.serial, r.category, r.partial,
  (SELECT d.code FROM devices.device d WHERE d.id = r.device_id AND ${visible}) AS "deviceCode"`;
export const RECEIVED_FROM = 'inventories.received r JOIN people.organisation o ON o.id = r.organisation_id';

/** A SQL condition of the devices that a reader sees, given the placeholder of their organisation. */
type Visible = (param: string) => string;
const EVERY_DEVICE: Visible = (param) => `(${param}::uuid IS NULL OR true)`;

/** Who reads the list: whose documents (null: all), and which devices they see as whom. */
interface ReceivedReader {
  readonly own: string | null;
  readonly organisation: string | null;
  readonly visible: Visible;
}

export const RECEIVED = defineList<ReceivedListView, ReceivedReader>()({
  sorts: {
    newest: { label: 'Récents d’abord', order: 'descending', keys: [] },
    oldest: { label: 'Anciens d’abord', heading: 'Reçu', order: 'ascending', keys: [] },
    changed: {
      label: 'Anciens changements d’abord',
      order: 'ascending',
      keys: [byMoment('coalesce(r.decided_at, r.received_at)')],
    },
    model: {
      label: 'Par marque et modèle',
      heading: 'Machine',
      order: 'ascending',
      keys: [byText(`lower(coalesce(r.make, ''))`), byText(`lower(coalesce(r.model, ''))`)],
    },
  },
  usual: 'newest',
  pageCursor: 'suite',
  filters: {
    state: ofChoice({
      label: 'Afficher',
      page: 'etat',
      choices: RECEIVED_STATES,
      where: (state, value) => `r.state = ${value(state)}`,
    }),
  },
  scopes: [
    { own: null, organisation: null, visible: EVERY_DEVICE },
    { own: 'x', organisation: 'x', visible: EVERY_DEVICE },
  ],
  rows: ({ own, organisation, visible }, value) => ({
    id: 'r.id',
    columns: receivedColumns(visible(value(organisation))),
    from: RECEIVED_FROM,
    counted: 'inventories.received r',
    where: own ? [`r.organisation_id = ${value(own)}`] : [],
  }),
});
export type ReceivedAsked = AskedOf<typeof RECEIVED>;

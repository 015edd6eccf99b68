import { readReference } from '#bank/devices';
import { type AskedOf, byMoment, byText, defineList, ofChoice, ofId, ofWords } from '#platform/database';
import { SIM_STATUSES } from './sim.lifecycle.js';
import type { Sealed, SimView } from './sim.views.js';
import { SIM_ROW } from './sim-fields.js';

/** Who reads the list: one structure's cards (null: all); and the hashes of a whole phone number, for whoever may read it. */
interface SimReader {
  readonly own: string | null;
  readonly numberHashes: (typed: string) => readonly string[] | null;
}

export const SIM_SELECT = `${SIM_ROW}, l.key_id AS "numberKey", l.bytes AS "numberBytes", s.ended_reason AS "endedReason", o.name AS structure, r.reference,
  s.batch_id AS "batchId", s.changed_at AS "changedAt"`;
export const SIM_JOINS = `LEFT JOIN sims.line_number l ON l.sim_id = s.id LEFT JOIN people.organisation o ON o.id = s.structure_id
  LEFT JOIN allocation.beneficiary r ON r.id = s.beneficiary_id`;

/** The list of cards; without a state that is asked for, those that were not entered by mistake. */
export const SIMS = defineList<Sealed<SimView>, SimReader>()({
  sorts: {
    newest: { label: 'Récentes d’abord', order: 'descending', keys: [] },
    changed: {
      label: 'Anciens changements d’abord',
      heading: 'Depuis',
      order: 'ascending',
      keys: [byMoment('s.changed_at')],
    },
    carrier: { label: 'Par opérateur', order: 'ascending', keys: [byText('s.carrier')] },
    number: { label: 'Par numéro de carte', heading: 'Carte', order: 'ascending', keys: [byText('s.iccid')] },
  },
  usual: 'newest',
  filters: {
    q: ofWords({
      label: 'Chercher',
      about: "Any part of an ICCID, a phone number, or a person's whole reference.",
      longest: 40,
      example: 'Carte, ligne ou référence',
      where: (typed, value, { numberHashes }) => {
        const hashes = numberHashes(typed);
        const line = hashes ? ` OR l.number_hash = ANY (${value(hashes)}::text[])` : '';
        return `(position(${value(typed.replace(/[\s.-]/g, ''))} IN s.iccid) > 0 OR s.beneficiary_id = ANY (allocation.persons_of((SELECT x.id FROM allocation.beneficiary x WHERE x.reference = ${value(readReference(typed))})))${line})`;
      },
    }),
    status: ofChoice({
      label: 'État',
      page: 'statut',
      choices: SIM_STATUSES,
      where: (status, value) => `s.status = ${value(status)}`,
    }),
    carrier: ofWords({
      label: 'Opérateur',
      page: 'operateur',
      longest: 60,
      where: (carrier, value) => `s.carrier = ${value(carrier)}`,
    }),
    structureId: ofId({ page: 'structure', where: (id, value) => `s.structure_id = ${value(id)}` }),
    batchId: ofId({ page: 'lot', where: (id, value) => `s.batch_id = ${value(id)}` }),
    beneficiaryId: ofId({
      page: null,
      where: (id, value) => `s.beneficiary_id = ANY (allocation.persons_of(${value(id)}))`,
    }),
  },
  scopes: [
    { own: null, numberHashes: () => null },
    { own: 'x', numberHashes: () => ['x'] },
  ],
  rows: ({ own }, value, { status }) => ({
    id: 's.id',
    columns: SIM_SELECT,
    from: `sims.sim s ${SIM_JOINS}`,
    where: [...(own ? [`s.structure_id = ${value(own)}`] : []), ...(status ? [] : [`s.status <> 'withdrawn'`])],
  }),
});
export type SimsAsked = AskedOf<typeof SIMS>;

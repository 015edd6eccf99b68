import { readReference } from '#bank/devices';
import { dayBegan } from '#bank/people';
import {
  type AskedOf,
  byDay,
  byMoment,
  byText,
  defineList,
  ofChoice,
  ofId,
  ofWords,
  type Reader,
  rows,
  waiting,
} from '#platform/database';
import { type Actor, HITS_SHOWN, may, organisationOf, READ, type SearchHit } from '#platform/kernel';
import { shownIccid } from './iccid.js';
import { SIM_STATUSES, type SimStatus } from './sim.lifecycle.js';
import type { Sealed, SimView } from './sim.queries.js';
import { visibleTo } from './sim-changes.js';
import { SIM_ROW } from './sim-fields.js';
import { internationalNumber, numberHashes } from './sim-secrets.js';

interface SimReader {
  readonly own: string | null;
  readonly numberHashes: (typed: string) => readonly string[] | null;
}

/** A card that its structure has still to hand out, since it came there. */
const WAITING = waiting('s.changed_at', `s.status = 'allotted'`);

export const SIM_SELECT = `${SIM_ROW}, l.key_id AS "numberKey", l.bytes AS "numberBytes", s.ended_reason AS "endedReason", o.name AS structure, r.reference,
  s.batch_id AS "batchId", s.changed_at AS "changedAt", ${WAITING.column}`;
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
    credit: {
      label: 'Fin du crédit d’abord',
      order: 'ascending',
      keys: [byDay(`coalesce(s.credit_ends_on, '9999-12-31'::date)`)],
    },
    waiting: WAITING.sort,
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
    waiting: WAITING.filter<SimReader>(dayBegan),
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

/** Digits of an ICCID that mean one card rather than half a batch. */
const ENOUGH = 5;

interface Row {
  readonly id: string;
  readonly iccid: string;
  readonly carrier: string;
  readonly status: SimStatus;
}
const COLUMNS = 's.id, s.iccid, s.carrier, s.status';

/** Cards by a part of their ICCID, by their person's reference, or by their whole number for whoever may read it. */
export async function searchSims(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  if (!may(actor, READ.sims)) return [];
  const digits = typed.replace(/[\s.-]/g, '').toUpperCase();
  const number = may(actor, READ.contacts) ? internationalNumber(typed) : null;
  const reference = readReference(typed);
  const [called, marked, held] = await Promise.all([
    number ? byNumber(on, actor, number) : [],
    /^\d+F?$/.test(digits) && digits.length >= ENOUGH ? byIccid(on, actor, digits) : [],
    reference ? byReference(on, actor, reference) : [],
  ]);
  const others = marked.filter((s) => called.every((c) => c.id !== s.id));
  return [
    ...called.map((s) => hit(s, true)),
    ...others.map((s) => hit(s, s.iccid === digits)),
    ...held.map((s) => hit(s, !may(actor, READ.beneficiaries))),
  ];
}

const byIccid = (on: Reader, actor: Actor, digits: string): Promise<Row[]> =>
  rows<Row>(
    on,
    `SELECT ${COLUMNS} FROM sims.sim s WHERE ${visibleTo(actor, 's', '$1')} AND position($2 IN s.iccid) > 0 AND s.status <> 'withdrawn'
     LIMIT ${HITS_SHOWN + 1}`,
    [organisationOf(actor), digits],
  );

const byReference = (on: Reader, actor: Actor, reference: string): Promise<Row[]> =>
  rows<Row>(
    on,
    `SELECT ${COLUMNS} FROM allocation.beneficiary b JOIN sims.sim s ON s.beneficiary_id = b.id
     WHERE ${visibleTo(actor, 's', '$1')} AND b.reference = $2 AND b.ended_on IS NULL AND s.status <> 'withdrawn' LIMIT ${HITS_SHOWN + 1}`,
    [organisationOf(actor), reference],
  );

const byNumber = (on: Reader, actor: Actor, number: string): Promise<Row[]> =>
  rows<Row>(
    on,
    `SELECT ${COLUMNS} FROM sims.line_number l JOIN sims.sim s ON s.id = l.sim_id
     WHERE ${visibleTo(actor, 's', '$1')} AND l.number_hash = ANY ($2::text[]) LIMIT ${HITS_SHOWN + 1}`,
    [organisationOf(actor), numberHashes(number)],
  );

const hit = (s: Row, exact: boolean): SearchHit => ({
  title: shownIccid(s.iccid),
  detail: `${s.carrier}, ${SIM_STATUSES[s.status].label}`,
  href: `/sim/${s.id}`,
  exact,
});

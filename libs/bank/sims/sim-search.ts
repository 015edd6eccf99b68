import { readReference } from '#bank/devices';
import { type Reader, rows } from '#platform/database';
import { type Actor, HITS_SHOWN, may, organisationOf, READ, type SearchHit } from '#platform/kernel';
import { shownIccid } from './iccid.js';
import { internationalNumber, numberHashes } from './line-number.js';
import { SIM_STATUSES, type SimStatus } from './sim.lifecycle.js';
import { visibleTo } from './sim-changes.js';

/** Digits of an ICCID that mean one card rather than half a batch. */
const ENOUGH = 5;

interface Row {
  readonly id: string;
  readonly iccid: string;
  readonly carrier: string;
  readonly status: SimStatus;
}
const COLUMNS = 's.id, s.iccid, s.carrier, s.status';

/**
 * Cards by a part of their ICCID, by the reference of who has them, or by their whole phone number for whoever may read it. A person's own
 * structure is led to the person.
 */
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

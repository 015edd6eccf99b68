import { type Reader, rows } from '#database';
import { organisationOf } from '#devices';
import { type Actor, HITS_SHOWN, may, READ, type SearchHit } from '#kernel';
import { visibleTo } from './change.js';
import { internationalNumber, numberHashes } from './line-number.js';
import { SIM_STATUSES, type SimStatus } from './sim.lifecycle.js';

/** Digits of an ICCID that mean one card rather than half a batch. */
const ENOUGH = 5;

/** Cards by a part of their ICCID, or by their whole phone number for who may read it. */
export async function searchSims(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  const digits = typed.replace(/[\s.-]/g, '');
  const number = may(actor, READ.contacts) ? internationalNumber(typed) : null;
  if (!may(actor, READ.sims) || !(number || (/^\d+F?$/i.test(digits) && digits.length >= ENOUGH))) return [];
  const found = await rows<{ id: string; iccid: string; carrier: string; status: SimStatus; exact: boolean }>(
    on,
    `SELECT s.id, s.iccid, s.carrier, s.status, s.iccid = $2 OR coalesce(l.number_hash = ANY ($3::text[]), false) AS exact
     FROM sims.sim s LEFT JOIN sims.line_number l ON l.sim_id = s.id
     WHERE ${visibleTo(actor, 's', '$1')} AND (position($2 IN s.iccid) > 0 OR l.number_hash = ANY ($3::text[]))
     ORDER BY exact DESC, s.id DESC LIMIT ${HITS_SHOWN + 1}`,
    [organisationOf(actor), digits.toUpperCase(), number ? numberHashes(number) : []],
  );
  return found.map((s) => ({
    title: s.iccid,
    detail: `${s.carrier}, ${SIM_STATUSES[s.status].label}`,
    href: `/sim/${s.id}`,
    exact: s.exact,
  }));
}

import { like, type Reader, readHumanNumber, rows } from '#database';
import { type Actor, HITS_SHOWN, isMember, may, READ, type SearchHit, scopeOf } from '#kernel';
import { REQUEST_STATES, type RequestState } from './request.lifecycle.js';
import { readReference } from './short-reference.js';

/** Requests by their number, or by a part of the name of the structure that made them; the bank sees what was sent. */
export async function searchRequests(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  if (!may(actor, READ.requests)) return [];
  const own = scopeOf(actor, READ.requests);
  const found = await rows<{ id: string; number: string; state: RequestState; structure: string; exact: boolean }>(
    on,
    `SELECT r.id, r.number, r.state, o.name AS structure, coalesce(r.number = $2, false) AS exact
     FROM allocation.request r JOIN people.organisation o ON o.id = r.structure_id
     WHERE ($1::uuid IS NULL OR r.structure_id = $1) AND ($1::uuid IS NOT NULL OR r.state <> 'draft')
       AND (r.number = $2 OR $1::uuid IS NULL AND unaccent(o.name) ILIKE unaccent($3))
     ORDER BY exact DESC, r.id DESC LIMIT ${HITS_SHOWN + 1}`,
    [own, readHumanNumber('DM', typed), like(typed)],
  );
  return found.map((r) => ({
    title: r.number,
    detail: [r.structure, REQUEST_STATES[r.state].label].join(', '),
    href: `/demandes/${r.id}`,
    exact: r.exact,
  }));
}

/** The person of a typed reference, for the structure that gave it. */
export async function searchBeneficiaries(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  const reference = readReference(typed);
  if (!reference || !isMember(actor) || !may(actor, READ.beneficiaries)) return [];
  const found = await rows<{ id: string; reference: string }>(
    on,
    `SELECT b.id, b.reference FROM allocation.beneficiary b WHERE b.ended_on IS NULL AND b.id IN (
       SELECT allocation.person_stands(x.id) FROM allocation.beneficiary x WHERE x.reference = $1 AND x.structure_id = $2)`,
    [reference, actor.organisationId],
  );
  return found.map((b) => ({
    title: b.reference,
    detail: 'bénéficiaire',
    href: `/beneficiaires/${b.id}`,
    exact: true,
  }));
}

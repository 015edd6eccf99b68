import { deviceWords, readPart, readReference } from '#bank/devices';
import { like, type Reader, readHumanNumber, rows } from '#platform/database';
import { type Actor, HITS_SHOWN, joined, may, READ, type SearchHit, scopeOf } from '#platform/kernel';
import type { FoundPerson } from './beneficiaries/people-finder.js';
import { REQUEST_STATES, type RequestState } from './requests/request.lifecycle.js';

/**
 * Requests by their number, by the reference of a person for whom something is asked, or by a part of the name of the structure that made
 * them; the bank sees what was sent. A person's own structure is led to the person.
 */
export async function searchRequests(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  if (!may(actor, READ.requests)) return [];
  const own = scopeOf(actor, READ.requests);
  const found = await rows<{ id: string; number: string; state: RequestState; structure: string; exact: boolean }>(
    on,
    `WITH named AS (SELECT u.request_id FROM allocation.request_unit u JOIN allocation.beneficiary b ON b.id = u.beneficiary_id
       WHERE b.reference = $4 AND b.ended_on IS NULL)
     SELECT r.id, r.number, r.state, o.name AS structure,
       coalesce(r.number = $2, false) OR $1::uuid IS NULL AND r.id IN (SELECT request_id FROM named) AS exact
     FROM allocation.request r JOIN people.organisation o ON o.id = r.structure_id
     WHERE ($1::uuid IS NULL OR r.structure_id = $1) AND ($1::uuid IS NOT NULL OR r.state <> 'draft')
       AND (r.number = $2 OR r.id IN (SELECT request_id FROM named) OR $1::uuid IS NULL AND unaccent(o.name) ILIKE unaccent($3))
     ORDER BY exact DESC, r.id DESC LIMIT ${HITS_SHOWN + 1}`,
    [own, readHumanNumber('DM', typed), like(typed), readReference(typed)],
  );
  return found.map((r) => ({
    title: r.number,
    detail: [r.structure, REQUEST_STATES[r.state].label].join(', '),
    href: `/demandes/${r.id}`,
    exact: r.exact,
  }));
}

/** What was handed over to the person of a typed reference. Their own structure is led to the person. */
export async function searchHandovers(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  const reference = readReference(typed);
  if (!reference || !may(actor, READ.handovers)) return [];
  const found = await rows<{
    id: string;
    category: string;
    make: string;
    model: string;
    structure: string;
    back: boolean;
  }>(
    on,
    `SELECT h.id, d.category, d.make, d.model, o.name AS structure, h.ended_at IS NOT NULL AS back
     FROM allocation.beneficiary b JOIN allocation.handover h ON h.beneficiary_id = b.id JOIN devices.device d ON d.id = h.device_id
     JOIN people.organisation o ON o.id = h.structure_id
     WHERE b.reference = $2 AND b.ended_on IS NULL AND ($1::uuid IS NULL OR h.structure_id = ANY (people.structures_of($1)))
     ORDER BY h.id DESC LIMIT ${HITS_SHOWN + 1}`,
    [scopeOf(actor, READ.handovers), reference],
  );
  return found.map((h) => ({
    title: reference,
    detail: joined(', ', deviceWords(h), h.structure, h.back ? 'rendu' : ''),
    href: `/remises/${h.id}`,
    exact: !may(actor, READ.beneficiaries),
  }));
}

export const peopleHits = (people: readonly FoundPerson[], typed: string): SearchHit[] =>
  people.map((b) => ({
    title: b.name ? `${b.reference} · ${b.name}` : b.reference,
    detail: joined(', ', 'bénéficiaire', b.commune),
    href: `/beneficiaires/${b.id}`,
    // One of whose reference a part was typed is offered, and not opened.
    exact: readReference(typed) === b.reference || (b.name === null && people.length === 1 && readPart(typed) === null),
    near: b.near,
  }));

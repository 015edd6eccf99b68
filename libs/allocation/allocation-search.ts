import { like, type Reader, readHumanNumber, rows } from '#database';
import { type Actor, HITS_SHOWN, may, READ, type SearchHit, scopeOf } from '#kernel';
import type { FoundPerson } from './people-finder.js';
import { REQUEST_STATES, type RequestState } from './request.lifecycle.js';
import { readPart, readReference } from './short-reference.js';

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

/** What stands of people who were found: their reference, and their name for whoever looked for it. */
export const peopleHits = (people: readonly FoundPerson[], typed: string): SearchHit[] =>
  people.map((b) => ({
    title: b.name ? `${b.reference} · ${b.name}` : b.reference,
    detail: ['bénéficiaire', b.commune].filter(Boolean).join(', '),
    href: `/beneficiaires/${b.id}`,
    // One of whose reference a part was typed is offered, and not opened.
    exact: readReference(typed) === b.reference || (b.name === null && people.length === 1 && readPart(typed) === null),
  }));

import { like, type Reader, rows } from '#platform/database';
import {
  type Actor,
  HITS_SHOWN,
  isMember,
  may,
  mayAll,
  ORGANISATION_KIND_WORDS,
  type OrganisationKind,
  READ,
  type SearchHit,
  WRITE,
} from '#platform/kernel';
import type { PlaceKind } from '../word-lists.js';

const PLACE_WORDS: Readonly<Record<PlaceKind, string>> = { site: 'site', room: 'pièce', shelf: 'étagère' };

/**
 * Organisations by a part of their name, by one that is spelt nearly so, which comes last, or by their whole SIREN; for whoever sees everybody's.
 * Each leads to the page that its finder has of it. Names are compared one by one: there are hundreds of organisations, not thousands.
 */
export async function searchOrganisations(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  if (!mayAll(actor, READ.devices)) return [];
  const found = await rows<{
    id: string;
    name: string;
    kind: OrganisationKind;
    commune: string;
    active: boolean;
    site: string | null;
    exact: boolean;
    named: boolean;
  }>(
    on,
    `SELECT o.id, o.name, o.kind, o.commune, o.active, coalesce(o.siren = $2, false) AS exact,
       unaccent(o.name) ILIKE unaccent($1) AS named,
       (SELECT p.id FROM people.place p WHERE p.organisation_id = o.id AND p.parent_id IS NULL AND p.active ORDER BY p.created_at, p.id LIMIT 1) AS site
     FROM people.organisation o WHERE o.merged_into IS NULL AND (unaccent(o.name) ILIKE unaccent($1) OR o.siren = $2 OR (length($3) > 4 AND word_similarity(unaccent($3), unaccent(lower(o.name))) >= 0.5))
     ORDER BY exact DESC, named DESC, CASE WHEN unaccent(o.name) ILIKE unaccent($1) THEN 1 ELSE word_similarity(unaccent($3), unaccent(lower(o.name))) END DESC, o.active DESC, o.name, o.id LIMIT ${HITS_SHOWN + 1}`,
    [like(typed), typed.replace(/[\s.-]/g, ''), typed.toLowerCase()],
  );
  return found.map((o) => ({
    title: o.name,
    detail: [
      ORGANISATION_KIND_WORDS[o.kind],
      o.commune,
      o.active ? '' : 'fermée',
      o.named || o.exact ? '' : 'nom proche de ce qui est écrit',
    ]
      .filter(Boolean)
      .join(', '),
    href: pageOf(actor, o),
    exact: o.exact,
  }));
}

function pageOf(actor: Actor, o: { id: string; kind: OrganisationKind; site: string | null }): string {
  if (may(actor, WRITE.organisations)) return `/gestion/organisations/${o.id}`;
  if (o.kind === 'structure' && may(actor, WRITE.quotas)) return `/quotas/${o.id}`;
  return o.site ? `/appareils?place=${o.site}` : '/appareils';
}

/** Places in use by a part of their name, those of one's own organisation or everybody's: each leads to the devices that are there. */
export async function searchPlaces(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  if (!isMember(actor) || !may(actor, READ.devices)) return [];
  const found = await rows<{ id: string; name: string; kind: PlaceKind; organisation: string }>(
    on,
    `SELECT p.id, p.name, p.kind, o.name AS organisation FROM people.place p JOIN people.organisation o ON o.id = p.organisation_id
     WHERE p.active AND ($2 OR p.organisation_id = $3) AND unaccent(p.name) ILIKE unaccent($1)
     ORDER BY p.organisation_id = $3 DESC, p.name, p.id LIMIT ${HITS_SHOWN + 1}`,
    [like(typed), mayAll(actor, READ.devices), actor.organisationId],
  );
  return found.map((p) => ({
    title: p.name,
    detail: [PLACE_WORDS[p.kind], p.organisation].join(', '),
    href: `/appareils?place=${p.id}`,
    exact: false,
  }));
}

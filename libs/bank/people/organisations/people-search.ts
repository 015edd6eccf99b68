import { like, type Reader, rows } from '#platform/database';
import {
  type Actor,
  HITS_SHOWN,
  isMember,
  joined,
  labelOfRole,
  may,
  mayAll,
  ORGANISATION_KIND_WORDS,
  type OrganisationKind,
  READ,
  type Role,
  readsNames,
  type SearchHit,
  WRITE,
} from '#platform/kernel';
import type { PlaceKind } from '../word-lists.js';

const PLACE_WORDS: Readonly<Record<PlaceKind, string>> = { site: 'site', room: 'pièce', shelf: 'étagère' };

/** By a part of the name, one spelt nearly so, or the whole SIREN, for whoever sees all of them; each leads to the page that its finder has of it. */
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
    detail: joined(', ', ORGANISATION_KIND_WORDS[o.kind], o.commune, o.active ? '' : 'fermée'),
    href: pageOf(actor, o),
    exact: o.exact,
    near: !(o.named || o.exact),
  }));
}

function pageOf(actor: Actor, o: { id: string; kind: OrganisationKind; site: string | null }): string {
  if (may(actor, WRITE.organisations)) return `/gestion/organisations/${o.id}`;
  if (o.kind === 'structure' && may(actor, WRITE.quotas)) return `/quotas/${o.id}`;
  return o.site ? `/appareils?place=${o.site}` : '/appareils';
}

/** « n° 1012 », « opérateur 1012 », « 1012 »; and whether it says what it is. */
function readOperatorNumber(typed: string): { readonly number: number; readonly said: boolean } | null {
  const [, said, digits] = /^((?:op(?:[ée]rateur)?\.?\s*)?(?:n\s*[°ºo]?\s*)?)(\d{4,9})$/i.exec(typed.trim()) ?? [];
  return digits ? { number: Number(digits), said: said !== '' } : null;
}

/**
 * By a part of the name, one spelt nearly so, or the operator number. Of other organisations the bank finds numbers, as its papers have them; names
 * too whoever manages all their people.
 */
export async function searchMembers(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  if (!readsNames(actor)) return [];
  if (!isMember(actor)) return [];
  const number = readOperatorNumber(typed);
  const found = await rows<{
    id: string;
    number: number;
    name: string | null;
    organisation: string;
    own: boolean;
    roles: Role[];
    active: boolean;
    asked: boolean;
    exact: boolean;
    near: boolean;
  }>(
    on,
    `SELECT f.id, f.number, CASE WHEN f.readable THEN f.name END AS name, f.organisation, f.own, f.roles, f.active, f.asked,
       CASE WHEN f.number = $5::int THEN $6::boolean ELSE unaccent(lower(f.name)) = unaccent($7) END AS exact,
       f.number IS DISTINCT FROM $5::int AND NOT unaccent(f.name) ILIKE unaccent($4) AS near
     FROM (SELECT m.id, m.operator_number AS number, coalesce(m.invited_as, u.name) AS name, o.name AS organisation, m.roles, m.active,
         m.invited_as IS NOT NULL AS asked, m.organisation_id = $1 AS own, u.erased_at IS NULL AND (m.organisation_id = $1 OR $3) AS readable
       FROM people.membership m JOIN people.app_user u ON u.id = m.user_id JOIN people.organisation o ON o.id = m.organisation_id
       WHERE m.organisation_id = $1 OR $3 OR $2 AND m.operator_number = $5::int) f
     WHERE f.number = $5::int OR f.readable AND (unaccent(f.name) ILIKE unaccent($4)
       OR length($7) > 4 AND word_similarity(unaccent($7), unaccent(lower(f.name))) >= 0.5)
     ORDER BY exact DESC, near, f.active DESC, f.own DESC, f.name, f.id LIMIT ${HITS_SHOWN + 1}`,
    [
      actor.organisationId,
      mayAll(actor, READ.devices),
      mayAll(actor, WRITE.members),
      like(typed),
      number?.number ?? null,
      number?.said ?? false,
      typed.trim().toLowerCase(),
    ],
  );
  return found.map((m) => {
    const numbered = `opérateur n° ${m.number}`;
    return {
      title: m.name ?? `Opérateur n° ${m.number}`,
      detail: joined(
        ', ',
        m.name === null ? '' : numbered,
        m.own || m.name !== null ? m.roles.map(labelOfRole).join(', ') : '',
        m.own ? '' : m.organisation,
        m.asked ? 'n’a pas encore accepté l’invitation' : m.active ? '' : 'accès suspendu',
      ),
      href: may(actor, WRITE.members) ? `/gestion/membres/${m.id}` : `/collegues/${m.id}`,
      exact: m.exact,
      near: m.near,
    };
  });
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

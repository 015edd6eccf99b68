import { like, type Reader, readHumanNumber, rows } from '#platform/database';
import { type Actor, HITS_SHOWN, may, READ, type SearchHit, scopeOf } from '#platform/kernel';
import { DONATION_STATES, type DonationState } from './donations/donation.lifecycle.js';
import { DONOR_KINDS, type DonorKind, unnamed } from './donor.js';
import { GIVER, KNOWN, KNOWN_TO } from './donors/donor-known.js';
import { donorName } from './donors/donor-names.js';

/** Donations by their number, among those the actor sees, newest first. */
export async function searchDonations(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  if (!may(actor, READ.donations)) return [];
  const number = readHumanNumber('D', typed);
  if (!number) return [];
  const found = await rows<{ id: string; number: string; state: DonationState; kind: DonorKind; name: string }>(
    on,
    `SELECT n.id, n.number, n.state, r.kind, coalesce(k.name, r.name, ${unnamed('r.kind')}) AS name FROM intake.donation n ${GIVER}
     WHERE n.number = $2 AND ($1::uuid IS NULL OR n.organisation_id = $1)`,
    [scopeOf(actor, READ.donations), number],
  );
  return found.map((n) => ({
    title: n.number,
    detail: [donorName(actor, n.kind, n.name), DONATION_STATES[n.state].label].join(', '),
    href: `/dons/${n.id}`,
    exact: true,
  }));
}

/** Donors by a part of their name, or by their whole SIREN or SIRET; for whoever may know how donors are called. */
export async function searchDonors(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  if (!may(actor, READ.donations) || !may(actor, READ.donorNames)) return [];
  const found = await rows<{ id: string; kind: DonorKind; name: string | null; numbered: boolean }>(
    on,
    `SELECT d.id, d.kind, coalesce(k.name, d.name) AS name, coalesce(d.siret = $3 OR d.siren = $3 OR d.rna = $3, false) AS numbered
     FROM intake.donor d LEFT JOIN LATERAL (SELECT name FROM intake.donor_known k WHERE k.donor_id = d.id
       AND ($1::uuid IS NULL OR k.organisation_id = $1) AND k.name IS NOT NULL LIMIT 1) k ON true
     WHERE d.merged_into IS NULL AND ${KNOWN} AND (unaccent(coalesce(k.name, d.name)) ILIKE unaccent($2) OR d.siret = $3 OR d.siren = $3 OR d.rna = $3
       OR d.id IN (SELECT intake.donor_stands(x.id) FROM intake.donor x WHERE x.merged_into IS NOT NULL AND ${KNOWN_TO('x')}
         AND (unaccent(x.name) ILIKE unaccent($2) OR x.siret = $3 OR x.siren = $3 OR x.rna = $3)))
     ORDER BY numbered DESC, d.id DESC LIMIT ${HITS_SHOWN + 1}`,
    [scopeOf(actor, READ.donations), like(typed), typed.replace(/[\s.-]/g, '').toUpperCase()],
  );
  return found.map((d) => ({
    title: d.name ?? DONOR_KINDS[d.kind].label,
    detail: DONOR_KINDS[d.kind].label,
    href: `/dons/donateurs/${d.id}`,
    exact: d.numbered,
  }));
}

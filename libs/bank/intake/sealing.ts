import type { FieldChange } from '#bank/devices';
import { openWords, type SealedColumn, type SealedJson, sealedJson, sealWords } from '#platform/kernel';
import { CONTACT_FIELDS, type ContactWords, contactTokens } from './donors/contact-tokens.js';
import type { ContactView } from './donors/donor.views.js';
import {
  SEALED_COLLECTION,
  SEALED_CONTACT,
  SEALED_FORMER_CARD,
  SEALED_FORMER_COLLECTION,
  SEALED_FORMER_CONTACT,
  SEALED_REPRESENTATIVE,
} from './sealed.js';

// Rows bring sealed bytes along, in whatever JSON they are part of; they are opened here, after they were read.

export interface SealedContact {
  readonly id: string;
  readonly main: boolean;
  readonly seal: SealedJson;
}

/** « Suresnes (92) », of the alias `m`. */
export const COMMUNE = `m.name || ' (' || m.departement || ')'`;
export const CONTACT_JSON = `json_build_object('id', c.id, 'main', c.main, 'seal', ${sealedJson('c', SEALED_CONTACT)})`;
/** Where a collection goes, of the alias `l`; null when nothing is said. */
export const COLLECTION_JSON = `CASE WHEN l.sealed IS NOT NULL THEN ${sealedJson('l', SEALED_COLLECTION)} END`;
export const REPRESENTATIVE_JSON = sealedJson('p', SEALED_REPRESENTATIVE);

/** What was overwritten in contacts by the donor's history row `v`, of the organisation `$1`; null: nothing. */
export const FORMER_CONTACTS = `(SELECT json_agg(json_build_object('before', ${sealedJson('f', SEALED_FORMER_CONTACT)}, 'after', coalesce(
    (SELECT ${sealedJson('l', SEALED_FORMER_CONTACT)} FROM intake.former_contact l WHERE l.contact_id = f.contact_id AND l.id > f.id ORDER BY l.id LIMIT 1),
    ${sealedJson('c', SEALED_CONTACT)})) ORDER BY f.id)
  FROM intake.former_contact f JOIN intake.donor_contact c ON c.id = f.contact_id
  WHERE f.event_id = v.id AND ($1::uuid IS NULL OR f.organisation_id = $1))`;

/** What was overwritten on a person's cards by the donor's history row `v`, of the organisation `$1`; null: nothing. */
export const FORMER_CARDS = `(SELECT json_agg(json_build_object('before', ${sealedJson('f', SEALED_FORMER_CARD)}, 'after',
    (SELECT ${sealedJson('l', SEALED_FORMER_CARD)} FROM intake.former_card l
      WHERE l.donor_id = f.donor_id AND l.organisation_id = f.organisation_id AND l.id > f.id ORDER BY l.id LIMIT 1),
    'now', (SELECT ${COMMUNE} FROM intake.donor_known k JOIN territory.commune m ON m.code = k.commune_code
      WHERE k.donor_id = f.donor_id AND k.organisation_id = f.organisation_id)) ORDER BY f.id)
  FROM intake.former_card f WHERE f.event_id = v.id AND ($1::uuid IS NULL OR f.organisation_id = $1))`;

/** What was overwritten of a collection by the donation's history row `v`; null: nothing. */
export const FORMER_COLLECTIONS = `(SELECT json_agg(json_build_object('before', CASE WHEN f.sealed IS NOT NULL THEN ${sealedJson('f', SEALED_FORMER_COLLECTION)} END,
    'after', CASE WHEN s.sealed IS NOT NULL THEN ${sealedJson('s', SEALED_FORMER_COLLECTION)} END) ORDER BY f.id)
  FROM intake.former_collection f CROSS JOIN LATERAL (
    SELECT x.donation_id, x.key_id, x.sealed FROM (SELECT l.id, l.donation_id, l.key_id, l.sealed FROM intake.former_collection l
      UNION ALL SELECT NULL, c.donation_id, c.key_id, c.sealed FROM intake.collection c) x
    WHERE x.donation_id = f.donation_id AND (x.id > f.id OR x.id IS NULL) ORDER BY x.id NULLS LAST LIMIT 1) s
  WHERE f.event_id = v.id)`;

/** Words as they stood, and what took their place. */
export interface SealedChange {
  readonly before: SealedJson | null;
  readonly after: SealedJson | null;
}

export interface SealedCardChange {
  readonly before: SealedJson;
  readonly after: SealedJson | null;
  readonly now: string | null;
}

export interface CardWords {
  /** « Suresnes (92) »; null: nothing was said. */
  readonly commune: string | null;
}

/** What of a collection may lead to a person's door. Its commune and postal code stand beside it too, where rounds are planned by them. */
export interface CollectionWords {
  readonly address: string;
  readonly bring: string;
  /** Not in those sealed before it was kept what a plan replaced. */
  readonly postalCode?: string;
  /** « Suresnes (92) » */
  readonly commune?: string;
}

interface RepresentativeWords {
  readonly name: string;
  readonly quality: string;
}

/** What is kept of somebody to reach, with what they are found by. */
export const sealContact = (organisationId: string, donorId: string, words: ContactWords) => ({
  ...sealWords(SEALED_CONTACT, [organisationId, donorId], words),
  hasEmail: words.email !== '',
  tokens: contactTokens(words),
});

/** What is kept of where a collection goes; nulls when nothing is said, the bytes of now when it is the same. */
export function sealCollection(donationId: string, words: Required<CollectionWords>, now: SealedJson | null) {
  if (!Object.values(words).some(Boolean)) return { keyId: null, sealed: null };
  const current = now && openWords<CollectionWords>(SEALED_COLLECTION, now);
  if (now && current && COLLECTION_FIELDS.every((name) => current[name] === words[name]))
    return { keyId: now.keyId, sealed: Buffer.from(now.bytes, 'base64') };
  return sealWords(SEALED_COLLECTION, [donationId], words);
}

export const sealFormerCard = (organisationId: string, donorId: string, words: CardWords) =>
  sealWords(SEALED_FORMER_CARD, [organisationId, donorId], words);

export const sealRepresentative = (id: string, words: RepresentativeWords) =>
  sealWords(SEALED_REPRESENTATIVE, [id], words);

export const openContact = ({ id, main, seal: row }: SealedContact): ContactView => ({
  id,
  main,
  ...openWords<ContactWords>(SEALED_CONTACT, row),
});

export const openContactChange = (change: SealedChange): FieldChange[] =>
  changesOf<ContactWords>(SEALED_CONTACT, change, CONTACT_FIELDS, 'contact');

export const openCollectionChange = (change: SealedChange): FieldChange[] =>
  changesOf<CollectionWords>(SEALED_COLLECTION, change, COLLECTION_FIELDS, 'collection');

export const openCardChange = ({ before, after, now }: SealedCardChange): FieldChange => ({
  field: 'card_commune',
  before: openWords<CardWords>(SEALED_FORMER_CARD, before).commune,
  after: after ? openWords<CardWords>(SEALED_FORMER_CARD, after).commune : now,
});

const COLLECTION_FIELDS = ['address', 'postalCode', 'commune', 'bring'] as const satisfies (keyof CollectionWords)[];

function changesOf<T>(
  column: SealedColumn,
  { before, after }: SealedChange,
  names: readonly (keyof T & string)[],
  of: string,
): FieldChange[] {
  const was = before && openWords<Record<string, string>>(column, before);
  const is = after && openWords<Record<string, string>>(column, after);
  return names
    .filter((name) => (!was || name in was) && (!is || name in is))
    .map((name) => ({ field: `${of}_${name}`, before: was?.[name] || null, after: is?.[name] || null }))
    .filter((change) => change.before !== change.after);
}

export function openCollection(row: SealedJson | null): Pick<CollectionWords, 'address' | 'bring'> {
  const { address = '', bring = '' } = row ? openWords<CollectionWords>(SEALED_COLLECTION, row) : {};
  return { address, bring };
}

export const openRepresentative = (row: SealedJson): RepresentativeWords =>
  openWords<RepresentativeWords>(SEALED_REPRESENTATIVE, row);

import { keyring, type SealedColumn, seal, unseal } from '#kernel';
import { type ContactWords, contactTokens } from './contact-tokens.js';
import type { ContactView } from './donor.views.js';
import { SEALED_COLLECTION, SEALED_CONTACT, SEALED_REPRESENTATIVE } from './sealed.js';

// Rows bring sealed bytes along, in whatever JSON they are part of; they are opened here, after they were read.

/** Sealed bytes in JSON, as `sealedJson` gives them. */
export interface SealedJson {
  readonly of: readonly string[];
  readonly keyId: string;
  readonly bytes: string;
}

/** A contact as it is read. */
export interface SealedContact {
  readonly id: string;
  readonly main: boolean;
  readonly seal: SealedJson;
}

const sealedJson = (alias: string, column: SealedColumn): string =>
  `json_build_object('of', json_build_array(${column.row.map((name) => `${alias}.${name}`).join(', ')}), 'keyId', ${alias}.${column.keyId},
    'bytes', encode(${alias}.${column.bytes}, 'base64'))`;

/** A contact as JSON, of the alias `c`. */
export const CONTACT_JSON = `json_build_object('id', c.id, 'main', c.main, 'seal', ${sealedJson('c', SEALED_CONTACT)})`;
/** Where a collection goes, of the alias `l`; null when nothing is said. */
export const COLLECTION_JSON = `CASE WHEN l.sealed IS NOT NULL THEN ${sealedJson('l', SEALED_COLLECTION)} END`;
/** Who represents a donor, of the alias `p`. */
export const REPRESENTATIVE_JSON = sealedJson('p', SEALED_REPRESENTATIVE);

/** What of a collection may lead to a person's door. */
interface CollectionWords {
  readonly address: string;
  readonly bring: string;
}

/** Who speaks for a donor. */
interface RepresentativeWords {
  readonly name: string;
  readonly quality: string;
}

/** What is kept of somebody to reach, with what they are found by. */
export const sealContact = (organisationId: string, donorId: string, words: ContactWords) => ({
  ...sealed(SEALED_CONTACT, [organisationId, donorId], words),
  hasEmail: words.email !== '',
  tokens: contactTokens(words),
});

/** What is kept of where a collection goes; nulls when nothing is said. */
export const sealCollection = (donationId: string, words: CollectionWords) =>
  words.address || words.bring ? sealed(SEALED_COLLECTION, [donationId], words) : { keyId: null, sealed: null };

/** What is kept of who represents a donor. */
export const sealRepresentative = (id: string, words: RepresentativeWords) =>
  sealed(SEALED_REPRESENTATIVE, [id], words);

/** A contact, opened. */
export const openContact = ({ id, main, seal: row }: SealedContact): ContactView => ({
  id,
  main,
  ...opened<ContactWords>(SEALED_CONTACT, row),
});

/** Where a collection goes, opened. */
export const openCollection = (row: SealedJson | null): CollectionWords =>
  row ? opened<CollectionWords>(SEALED_COLLECTION, row) : { address: '', bring: '' };

/** Who represents a donor, opened. */
export const openRepresentative = (row: SealedJson): RepresentativeWords =>
  opened<RepresentativeWords>(SEALED_REPRESENTATIVE, row);

function sealed(column: SealedColumn, row: readonly string[], words: object) {
  const { keyId, bytes } = seal(keyring(), Buffer.from(JSON.stringify(words)), column.context(...row));
  return { keyId, sealed: bytes };
}

const opened = <T>(column: SealedColumn, { of, keyId, bytes }: SealedJson): T =>
  JSON.parse(unseal(keyring(), { keyId, bytes: Buffer.from(bytes, 'base64') }, column.context(...of)).toString());

import type { SealedColumn } from '#platform/kernel';
import { type ContactWords, contactTokens } from './donors/contact-tokens.js';

/** Somebody to reach for a donor; bound to that donor and to whose contact it is. */
export const SEALED_CONTACT = {
  table: 'intake.donor_contact',
  row: ['organisation_id', 'donor_id'],
  bytes: 'sealed',
  keyId: 'key_id',
  context: (organisation, donor) => `contact ${organisation} ${donor}`,
  found: {
    column: 'tokens',
    hash: (plain, ring) => contactTokens(JSON.parse(plain.toString()) as ContactWords, ring),
  },
} as const satisfies SealedColumn;

/** What stood in a contact before it was put right: its bytes, bound as they were. */
export const SEALED_FORMER_CONTACT = {
  table: 'intake.former_contact',
  row: SEALED_CONTACT.row,
  bytes: 'sealed',
  keyId: 'key_id',
  context: SEALED_CONTACT.context,
} as const satisfies SealedColumn;

export const SEALED_FORMER_CARD = {
  table: 'intake.former_card',
  row: SEALED_CONTACT.row,
  bytes: 'sealed',
  keyId: 'key_id',
  context: (organisation, donor) => `card ${organisation} ${donor}`,
} as const satisfies SealedColumn;

/** Where a collection goes, and what to bring along. */
export const SEALED_COLLECTION = {
  table: 'intake.collection',
  row: ['donation_id'],
  bytes: 'sealed',
  keyId: 'key_id',
  context: (donation) => `collection ${donation}`,
} as const satisfies SealedColumn;

/** Where a collection went before another place was agreed. */
export const SEALED_FORMER_COLLECTION = {
  ...SEALED_COLLECTION,
  table: 'intake.former_collection',
} as const satisfies SealedColumn;

export const SEALED_REPRESENTATIVE = {
  table: 'intake.donor_representative',
  row: ['id'],
  bytes: 'sealed',
  keyId: 'key_id',
  context: (id) => `representative ${id}`,
} as const satisfies SealedColumn;

import { columnName, withoutOwnFacts } from '#bank/files/engine';
import { type Actor, may, READ } from '#platform/kernel';
import type { CollectionView } from '../collections/collections.service.js';
import { DONOR_KINDS, type DonorKind } from '../donor.js';
import type { FileView } from '../files/file.views.js';
import { openContact, type SealedContact } from '../sealing.js';
import type { DonorView } from './donor.views.js';

// Who may not know how donors are called (`READ.donorNames`) is told what kind of donor it is, and nothing by which it can be reached.

export const donorName = (actor: Actor, kind: DonorKind, name: string): string =>
  may(actor, READ.donorNames) ? name : DONOR_KINDS[kind].label;

export const donorFor = <D extends Sealed<DonorView>>(actor: Actor, donor: D) =>
  may(actor, READ.donorNames)
    ? {
        ...donor,
        contact: donor.contact && openContact(donor.contact),
        contacts: donor.contacts.map(openContact),
      }
    : { ...donor, ...UNKNOWN, name: DONOR_KINDS[donor.kind].label };

export type Sealed<D extends DonorView> = Omit<D, 'contact' | 'contacts'> & {
  readonly contact: SealedContact | null;
  readonly contacts: readonly SealedContact[];
};

/** A collection as this actor reads it: when, and how the equipment comes; where and to whom one goes is the donor's. */
export const collectionFor = <C extends CollectionView>(actor: Actor, collection: C): C =>
  may(actor, READ.donorNames) ? collection : { ...collection, ...NOWHERE };

/** A donor's file as this actor reads it: its name and its cells, as the donor wrote them, may say whose they are. */
export const fileFor = (actor: Actor, file: FileView): FileView =>
  may(actor, READ.donorNames)
    ? file
    : {
        ...file,
        filename: 'tableur',
        resembles: file.resembles && { ...file.resembles, filename: 'tableur' },
        sheets: file.sheets.map((s) => ({ ...s, name: '' })),
        header: file.header.map((_, i) => columnName(i)),
        errorFacts: withoutOwnFacts(file.errorFacts),
        examples: file.examples.map(() => []),
      };

const NOWHERE = {
  address: '',
  postalCode: null,
  communeCode: null,
  commune: null,
  contactId: null,
  contact: null,
  bring: '',
};
const UNKNOWN = {
  siren: null,
  siret: null,
  rna: null,
  legalForm: null,
  address: null,
  postalCode: null,
  communeCode: null,
  commune: null,
  contact: null,
  contacts: [],
  merged: [],
};

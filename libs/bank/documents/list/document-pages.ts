import type { DataSource } from 'typeorm';
import { asAsked, type CountedPage, like, type PageAsked, pageInOrder, rows, type Sorted } from '#platform/database';
import { type Actor, isMember } from '#platform/kernel';
import type { DocumentView } from '../document.views.js';
import type { DocumentType } from '../document-types.js';
import type { DocumentState } from '../lists.js';
import { DOCUMENT_SORTS, DOCUMENTS, type DocumentSort, type ReadBy } from './document-listing.js';
import { readsForTheBank } from './visible-documents.js';

/** What the list of papers can be narrowed to, and its order. */
export interface DocumentFilters extends PageAsked<DocumentSort> {
  readonly type?: DocumentType | undefined;
  readonly state?: DocumentState | undefined;
  /** A part of the number. */
  readonly q?: string | undefined;
}

/** From whose side an actor reads papers; null: from nobody's. */
function readBy(actor: Actor): ReadBy | null {
  if (actor.kind === 'system') return 'program';
  if (!isMember(actor)) return null;
  return readsForTheBank(actor) ? 'bank' : { organisation: actor.organisationId };
}

/** A page of the papers that the actor may open. */
export async function pageOfDocuments(
  db: DataSource,
  actor: Actor,
  filter: DocumentFilters,
  counts: boolean,
): Promise<CountedPage<DocumentView>> {
  const by = readBy(actor);
  if (!by) return asAsked({ items: [], next: null, total: 0 }, counts);
  const pattern = like(filter.q);
  const kept = {
    ...(filter.type ? { type: filter.type } : {}),
    ...(filter.state ? { state: filter.state } : {}),
    ...(pattern ? { pattern } : {}),
  };
  return pageInOrder(DOCUMENT_SORTS, 'newest', filter, counts, (turn) => {
    const { text, values, options } = DOCUMENTS(by, kept, turn);
    return rows<DocumentView & Sorted>(db, text, values, options);
  });
}

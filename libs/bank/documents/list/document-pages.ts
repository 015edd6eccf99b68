import type { DataSource } from 'typeorm';
import { asAsked, type CountedPage } from '#platform/database';
import { type Actor, isMember } from '#platform/kernel';
import type { DocumentView } from '../document.views.js';
import { DOCUMENTS, type DocumentsAsked, type ReadBy } from './document-listing.js';
import { readsForTheBank } from './visible-documents.js';

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
  asked: DocumentsAsked,
  counts: boolean,
): Promise<CountedPage<DocumentView>> {
  const by = readBy(actor);
  if (!by) return asAsked({ items: [], next: null, total: 0 }, counts);
  return DOCUMENTS.page(db, by, asked, counts);
}

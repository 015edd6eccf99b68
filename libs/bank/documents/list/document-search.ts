import { type Reader, readHumanNumber, rows } from '#platform/database';
import { type Actor, may, READ, type SearchHit } from '#platform/kernel';
import { DOCUMENT_TYPES, kindOf } from '../document-types.js';
import { visibleTo } from './visible-documents.js';

const PREFIXES = [...new Set(DOCUMENT_TYPES.map((type) => kindOf(type).prefix))];

/** The paper of a number, however it is typed, among those the actor may open. */
export async function searchDocuments(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  const number = PREFIXES.map((prefix) => readHumanNumber(prefix, typed)).find((read) => read !== null);
  if (!number || !may(actor, READ.papers)) return [];
  const seen = visibleTo(actor, 2);
  const found = await rows<{ id: string; number: string; title: string }>(
    on,
    `SELECT d.id, d.number, d.title FROM documents.document d WHERE d.number = $1 AND ${seen.where}`,
    [number, ...seen.params],
  );
  return found.map((d) => ({ title: d.number, detail: d.title, href: `/documents/${d.id}`, exact: true }));
}

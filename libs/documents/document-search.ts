import { type Reader, rows } from '#database';
import { type Actor, HITS_SHOWN, may, READ, type SearchHit } from '#kernel';
import { visibleTo } from './visible-documents.js';

/** Papers by the whole number printed on them, among those the actor may open, newest first. */
export async function searchDocuments(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  if (!may(actor, READ.papers)) return [];
  const seen = visibleTo(actor, 2);
  const found = await rows<{ id: string; number: string; title: string }>(
    on,
    `SELECT d.id, d.number, d.title FROM documents.document d WHERE d.number = $1 AND d.state = 'ready' AND ${seen.where}
     ORDER BY d.id DESC LIMIT ${HITS_SHOWN + 1}`,
    [typed.trim().toUpperCase(), ...seen.params],
  );
  return found.map((d) => ({ title: d.number, detail: d.title, href: `/documents/${d.id}.pdf`, exact: false }));
}

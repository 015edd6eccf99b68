import { THE_BANK } from '#bank/people';
import { type Actor, isMember, may, mayAll, READ } from '#platform/kernel';
import { NAMING } from '../document-types.js';

/** Who reads everybody's without being of the bank reads in its stead, and no paper that names a donor or a person. */
export const readsForTheBank = (actor: Actor): boolean =>
  isMember(actor) && mayAll(actor, READ.papers) && !may(actor, READ.donorNames);

/**
 * Who sees a document: the organisations it was addressed to when it was requested, and nobody else. The bank sees the
 * papers that name it as a reader, never a structure's own signed sheet.
 *
 * @returns an SQL condition on the alias `d` and its parameter, to be placed at `$at`
 */
export function visibleTo(actor: Actor, at: number): { where: string; params: unknown[] } {
  if (actor.kind === 'system') return { where: 'true', params: [] };
  if (!isMember(actor)) return { where: 'false', params: [] };
  if (readsForTheBank(actor))
    return {
      where: `d.type <> ALL ($${at}::text[]) AND EXISTS (SELECT 1 FROM documents.document_reader r WHERE r.document_id = d.id AND r.organisation_id = ${THE_BANK})`,
      params: [NAMING],
    };
  return {
    where: `EXISTS (SELECT 1 FROM documents.document_reader r WHERE r.document_id = d.id AND r.organisation_id = $${at})`,
    params: [actor.organisationId],
  };
}

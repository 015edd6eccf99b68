import { THE_BANK } from '#bank/people';
import {
  type AskedOf,
  byText,
  defineList,
  inNumbers,
  like,
  ofChoice,
  ofWords,
  type Reader,
  readHumanNumber,
  rows,
} from '#platform/database';
import { type Actor, isMember, may, mayAll, READ, type SearchHit } from '#platform/kernel';
import { type DocumentView, VIEW_COLUMNS } from '../document.views.js';
import { DOCUMENT_TYPES, type DocumentType, kindOf, NAMING, nameOfPaper } from '../document-types.js';
import { PAPER_STATES } from '../word-lists.js';

/** From whose side: an organisation's, the bank's without what names somebody, or everybody's for the program itself. */
export type ReadBy = { readonly organisation: string } | 'bank' | 'program';

/** The list of papers, from the reader's side, so that a small organisation's list costs the same in a big bank. */
export const DOCUMENTS = defineList<DocumentView, ReadBy>()({
  sorts: {
    newest: { label: 'Récents d’abord', order: 'descending', keys: [] },
    oldest: { label: 'Anciens d’abord', heading: 'Demandé', order: 'ascending', keys: [] },
    number: { label: 'Par numéro', heading: 'Document', order: 'ascending', keys: [byText(inNumbers('d.number'))] },
  },
  usual: 'newest',
  filters: {
    q: ofWords({
      label: 'Numéro',
      about: 'A part of the number.',
      longest: 60,
      example: 'En entier ou une partie',
      where: (typed, value) => `d.number ILIKE ${value(like(typed))}`,
    }),
    type: ofChoice({
      label: 'Type',
      about: 'A type of paper.',
      choices: Object.fromEntries(DOCUMENT_TYPES.map((type) => [type, nameOfPaper(type)])) as Record<
        DocumentType,
        string
      >,
      where: (type, value) => `d.type = ${value(type)}`,
    }),
    state: ofChoice({ label: 'État', choices: PAPER_STATES, where: (state, value) => `d.state = ${value(state)}` }),
  },
  scopes: [{ organisation: 'x' }, 'bank', 'program'],
  rows: (by, value) => {
    if (by === 'program') return { id: 'd.id', columns: VIEW_COLUMNS, from: 'documents.document d' };
    const where =
      by === 'bank'
        ? [`r.organisation_id = ${THE_BANK}`, `d.type <> ALL (${value(NAMING)}::text[])`]
        : [`r.organisation_id = ${value(by.organisation)}`];
    const from = 'documents.document_reader r JOIN documents.document d ON d.id = r.document_id';
    return { id: 'r.document_id', columns: VIEW_COLUMNS, from, where };
  },
});
export type DocumentsAsked = AskedOf<typeof DOCUMENTS>;

const PREFIXES = [...new Set(DOCUMENT_TYPES.map((type) => kindOf(type).prefix))];

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

/** Who reads everybody's without being of the bank reads in its stead, and no paper that names a donor or a person. */
export const readsForTheBank = (actor: Actor): boolean =>
  isMember(actor) && mayAll(actor, READ.papers) && !may(actor, READ.donorNames);

/**
 * The organisations it was addressed to when it was requested, and nobody else. The bank sees the papers that name it as a reader, never a
 * structure's own signed sheet. @returns an SQL condition on the alias `d` and its parameter, to be placed at `$at`
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

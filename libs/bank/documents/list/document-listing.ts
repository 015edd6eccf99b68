import { THE_BANK } from '#bank/people';
import { assembled, inNumbers, inText, listed, type Sorts, sortNames, type Turn, turnsOf } from '#platform/database';
import { VIEW_COLUMNS } from '../document.views.js';
import { type DocumentType, NAMING } from '../document-types.js';
import type { DocumentState } from '../lists.js';

export type DocumentSort = 'newest' | 'oldest' | 'number';

/** The orders of the list of documents. */
export const DOCUMENT_SORTS: Sorts<DocumentSort> = {
  newest: { label: 'Récents d’abord', order: 'descending', keys: [] },
  oldest: { label: 'Anciens d’abord', heading: 'Demandé', order: 'ascending', keys: [] },
  number: { label: 'Par numéro', heading: 'Document', order: 'ascending', keys: [inText(inNumbers('d.number'))] },
};
export const DOCUMENT_SORT_NAMES = sortNames(DOCUMENT_SORTS);

/** What the list keeps. */
export interface KeptDocuments {
  readonly type?: DocumentType;
  readonly state?: DocumentState;
  /** A LIKE pattern of the number. */
  readonly pattern?: string;
}

/** From whose side: an organisation's, the bank's without what names somebody, or everybody's for the program itself. */
export type ReadBy = { readonly organisation: string } | 'bank' | 'program';

export const DOCUMENTS = assembled(
  (by: ReadBy, kept: KeptDocuments, turn: Turn<DocumentSort>) =>
    // From the reader's side, so that a small organisation's list costs the same in a big bank.
    listed(DOCUMENT_SORTS, turn, (value) => {
      const where: string[] = [];
      if (by === 'bank') where.push(`r.organisation_id = ${THE_BANK}`, `d.type <> ALL (${value(NAMING)}::text[])`);
      else if (by !== 'program') where.push(`r.organisation_id = ${value(by.organisation)}`);
      if (kept.type) where.push(`d.type = ${value(kept.type)}`);
      if (kept.state) where.push(`d.state = ${value(kept.state)}`);
      if (kept.pattern) where.push(`d.number ILIKE ${value(kept.pattern)}`);
      const reader = by === 'program' ? '' : 'documents.document_reader r JOIN ';
      const joined = by === 'program' ? '' : ' ON d.id = r.document_id';
      return {
        id: by === 'program' ? 'd.id' : 'r.document_id',
        columns: VIEW_COLUMNS,
        from: `${reader}documents.document d${joined}`,
        where,
      };
    }),
  [
    ...turnsOf(DOCUMENT_SORTS).map((turn): [ReadBy, KeptDocuments, Turn<DocumentSort>] => [
      { organisation: 'x' },
      {},
      turn,
    ]),
    ['bank', { type: 'erasure_certificate', state: 'ready', pattern: '%x%' }, turnsOf(DOCUMENT_SORTS)[0]!],
    ['program', {}, turnsOf(DOCUMENT_SORTS)[0]!],
  ],
);

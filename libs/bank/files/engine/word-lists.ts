import type { Lists } from '#platform/database';
import type { LeftRow } from '#platform/kernel';
import { IMPORT_STATES, type ImportState } from './states.js';

export const IMPORT_KINDS = ['devices', 'data_import', 'sims', 'organisations', 'members', 'quotas'] as const;
export type ImportKindName = (typeof IMPORT_KINDS)[number];

export const FILE_FORMATS = ['csv', 'xlsx', 'ods', 'xls'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** Who says what a file's columns are: their titles, an earlier file with the same ones, a person, nobody yet. */
export const COLUMNS_BY = ['names', 'memory', 'person', 'nobody'] as const;
export type ColumnsBy = (typeof COLUMNS_BY)[number];

export const LEFT_REASONS = {
  titles_again: 'Titres répétés',
  total: 'Total',
  section: 'Titre de partie',
  footer: 'Bas de page',
  comment: 'Remarque',
  hidden: 'Ligne masquée ou filtrée',
  struck: 'Ligne barrée',
  nothing_read: 'Rien dans les colonnes lues',
  not_wanted: 'Laissée de côté par votre réponse',
  not_a_device: 'Pas un appareil, d’après votre réponse',
  not_given: 'Pas donné, d’après le fichier',
} as const satisfies Record<
  LeftRow | 'hidden' | 'struck' | 'nothing_read' | 'not_wanted' | 'not_a_device' | 'not_given',
  string
>;
export type LeftReason = keyof typeof LEFT_REASONS;

/** Left because a person said so, or the list itself. */
export const LEFT_BY_ANSWER: ReadonlySet<LeftReason | undefined> = new Set<LeftReason>([
  'not_wanted',
  'not_a_device',
  'not_given',
]);

export const SURENESS = ['sure', 'ask'] as const;
export type Sureness = (typeof SURENESS)[number];

/** For which files a person says what a word means: this one, this donor's, the bank's. */
export const ANSWER_SCOPES = ['file', 'donor', 'bank'] as const;
export type AnswerScope = (typeof ANSWER_SCOPES)[number];

const states = (...some: ImportState[]) => some;

export const IMPORTS_LISTS: Lists = {
  words: {
    'imports.answer_scope': ANSWER_SCOPES,
    'imports.columns_by': COLUMNS_BY,
    'imports.format': FILE_FORMATS,
    'imports.kind': IMPORT_KINDS,
    'imports.left_reason': LEFT_REASONS,
    'imports.sureness': SURENESS,
    'imports.state': IMPORT_STATES,
  },
  groups: {
    'imports.decided_states': states('applied', 'withdrawing', 'withdrawn', 'refused'),
    'imports.applied_states': states('applied', 'withdrawing', 'withdrawn'),
    // The same bytes may come again.
    'imports.failed_states': states('refused', 'failed', 'withdrawn'),
    // A worker has to do something about it.
    'imports.working_states': states('reading', 'applying', 'withdrawing'),
    // A person has to do something about it.
    'imports.waiting_states': states('asking', 'ready'),
    'imports.undecided_states': states('reading', 'asking', 'ready', 'applying'),
  },
};

import { TEST_POINTS } from '#bank/workshop';
import type { FieldWords } from '#platform/http';
import { ANSWER_WORDS } from '../grading/web/test-sheet.page.js';

/** What forms of the bench ask that are written by hand. */
export const workshopFieldWords: Readonly<Record<string, FieldWords>> = {
  ...Object.fromEntries(TEST_POINTS.map(({ id, label }) => [id, { label, answers: ANSWER_WORDS }])),
  system_name: { label: 'Système installé' },
  grade: { label: 'Classement' },
  kind: { label: 'Votre choix', answers: { no_medium: 'Aucun disque', complete_list: 'La liste est complète' } },
  also: { label: 'Les autres de la pile' },
  scope: { label: 'Confirmé pour', answers: { file: 'ce journal', donation: 'tout le don' } },
};

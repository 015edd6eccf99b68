import { MEDIUM_KINDS } from '#bank/devices';
import { HELP, REMOVED_REASONS, REPAIRS, TEST_POINTS } from '#bank/workshop';
import type { FieldWords } from '#platform/http';
import { ANSWER_WORDS } from '../grading/web/test-sheet.page.js';

const points = Object.fromEntries(
  TEST_POINTS.map(({ id, label }): [string, FieldWords] => [id, { label, answers: ANSWER_WORDS }]),
);

/** What the forms of the bench ask. */
export const workshopFieldWords: Readonly<Record<string, FieldWords>> = {
  ...points,
  system_name: { label: 'Système installé' },
  grade: { label: 'Classement' },
  repairs: { label: 'Réparations', answers: REPAIRS },
  help: { label: 'Ce qui bloque', answers: HELP },
  kind: {
    label: 'Votre choix',
    answers: {
      ...MEDIUM_KINDS,
      no_medium: 'Aucun disque',
      complete_list: 'La liste est complète',
      destroyed: 'Détruit',
      removed: 'Retiré',
      new: 'Neuf',
      factory_reset: 'Remis aux réglages d’usine',
      here: 'Dans cet appareil',
      two_media: 'Un dans chacun',
    },
  },
  also: { label: 'Les autres de la pile' },
  slip: { label: 'N° du bordereau' },
  reason: { label: 'Raison', answers: REMOVED_REASONS },
  invoice: { label: 'Numéro de la facture' },
  answer: {
    label: 'Ce disque',
    answers: {
      belongs_here: 'Il est de cet appareil',
      plugged_in: 'Branché pour le travail',
      of_another: 'D’un autre appareil',
    },
  },
  scope: { label: 'Confirmé pour', answers: { file: 'ce journal', donation: 'tout le don' } },
};

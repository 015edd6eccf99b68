import { ACCESSORIES, AGE_BANDS, CRITERIA, PAYERS, SITUATIONS } from '#bank/allocation';
import type { FieldWords } from '#platform/http';

/** What the forms of a hand-over and of an appointment ask. */
export const allocationFieldWords: Readonly<Record<string, FieldWords>> = {
  ageBand: { label: 'Tranche d’âge', answers: AGE_BANDS },
  situation: { label: 'Situation', answers: SITUATIONS },
  commune: { label: 'Commune' },
  name: { label: 'Nom' },
  contact: { label: 'Téléphone ou autre contact' },
  reference: { label: 'Référence' },
  accessories: { label: 'Avec', answers: ACCESSORIES },
  mode: { label: 'Remis', answers: { gift: 'donné', sale: 'vendu' } },
  paidBy: { label: 'Qui paie', answers: PAYERS },
  signature_original: { label: 'Où l’original signé est rangé' },
  criterion: { label: 'Critère attesté', answers: CRITERIA },
  on: { label: 'Jour' },
  at: { label: 'Heure' },
  note: { label: 'Note' },
  quantity: { label: 'Combien' },
};

import { type DocumentState, type DocumentView, PAPER_STATES } from '#bank/documents';
import type { Sentences } from '#platform/http';

export const stateOfPaper = (state: DocumentState) => PAPER_STATES[state];
/** It waits for whoever makes papers. */
export const isInProduction = (state: DocumentState): state is 'requested' | 'rendering' =>
  state === 'requested' || state === 'rendering';

/** Where what a paper is about is shown, by the kind of its cause. */
const CAUSES: Readonly<Record<string, { label: string; at: (id: string) => string }>> = {
  donation: { label: 'Le don', at: (id) => `/dons/${id}` },
  transfer: { label: 'Le lot', at: (id) => `/lots/${id}` },
  handover: { label: 'La remise', at: (id) => `/remises/${id}` },
  sim: { label: 'La carte SIM', at: (id) => `/sim/${id}` },
  donor: { label: 'Le donateur', at: (id) => `/dons/donateurs/${id}` },
  incident: { label: 'L’incident', at: (id) => `/incidents/${id}` },
  label_sheet: { label: 'La planche', at: (id) => `/dons/etiquettes/${id}` },
};

export function causeOfPaper({ causeKind, causeId }: Pick<DocumentView, 'causeKind' | 'causeId'>) {
  const cause = CAUSES[causeKind];
  return cause ? { label: cause.label, href: cause.at(causeId) } : null;
}

export const documentsSentences: Sentences = {
  'documents.erased': (f) =>
    `Le document ${f.number} a été effacé à sa date, comme la loi le demande. Son numéro et son empreinte restent.`,
  'documents.failed': (f) =>
    `Le document ${f.number} n’a pas pu être préparé. Ouvrez « Documents » et choisissez « Réessayer ».`,
  'documents.drawing_interrupted': () =>
    'Le programme s’est arrêté plusieurs fois pendant ce document. On ne sait pas si le document y est pour quelque chose. Choisissez « Réessayer » ; si cela recommence, prévenez la personne qui s’occupe du serveur.',
  'documents.picture_unreadable': () => 'Cette image est illisible. Envoyez un fichier PNG ou JPEG.',
  'documents.signature_not_legible': () =>
    'On ne voit pas de signature sur cette image : elle est vide, trop pâle ou toute noire. Signez à l’encre foncée sur une feuille blanche, photographiez-la de près, puis envoyez-la.',
  'documents.picture_missing': () => 'Choisissez une image.',
  'documents.picture_too_heavy': (f) => `Cette image est trop lourde : ${f['limit']} au plus.`,
  'documents.not_ready': (f) => `Le document ${f.number} est en préparation. Revenez dans quelques secondes.`,
  'documents.not_failed': (f) => `Le document ${f.number} n’est pas en échec : il n’y a rien à réessayer.`,
  'documents.immutable': () => 'Un document fait ne change plus. Pour corriger, faites-en un autre.',
  'documents.blob_immutable': () => 'Un fichier gardé ne change plus. Pour corriger, envoyez-en un autre.',
  'documents.verification_throttled': () =>
    'Trop de vérifications en peu de temps depuis cet accès à internet. Attendez une heure, puis recommencez, ou appelez la banque.',
  'documents.zpl_is_for_rolls': (f) =>
    `La planche ${f['number']} est faite pour des feuilles A4 : il n’y a de fichier ZPL que pour un rouleau. Choisissez un format de rouleau.`,
  'documents.day_unreadable': () => 'Choisissez un jour du calendrier.',
  'documents.permanent': (f) => `Le document ${f.number} est une preuve : il ne s’efface pas.`,
};

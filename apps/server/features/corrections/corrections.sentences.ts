import type { Sentences } from '../../http/sentences.js';

/** The rules of corrections, in words. */
export const correctionsSentences: Sentences = {
  'corrections.too_late': (f) =>
    `Vous pouviez corriger cela ${f['until']}. C’est maintenant à la banque de le faire : appelez-la.`,
  'corrections.reason_missing': () => 'Dites comment l’erreur est arrivée.',
  'corrections.own': () => 'Cette correction est de vous : une autre personne la contresigne.',
  'corrections.nothing_to_countersign': () => 'Cette correction ne demande pas de contreseing.',
  'corrections.countersigned': () => 'Cette correction est déjà contresignée. Rechargez la page.',
  'corrections.secret_wrong': () => 'Ce n’est pas votre mot de passe. Recommencez.',
};

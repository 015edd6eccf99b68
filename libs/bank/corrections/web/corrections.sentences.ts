import type { Sentences } from '#platform/http';

export const correctionsSentences: Sentences = {
  'corrections.too_late': (f) =>
    `Vous pouviez corriger cela ${f['until']}. C’est maintenant à la banque de le faire : appelez-la.`,
  'corrections.reason_missing': () => 'Dites comment l’erreur est arrivée.',
  'corrections.merged_already': () => 'C’est déjà réuni avec un autre. Rechargez la page.',
  'corrections.merged_with_itself': () => 'C’est le même : choisissez l’autre.',
  'corrections.merged_elsewhere': () =>
    'Celui qui devait rester vient d’être réuni avec un autre. Rechargez la page et choisissez de nouveau.',
  'corrections.merge_settled': () => 'Réunis depuis plus d’un jour : cela ne s’annule plus.',
  'corrections.merge_untold': () => 'Cette réunion n’a pas été notée dans les corrections : elle est refusée.',
  'corrections.merge_unmade': () => 'Cette correction dit autre chose que ce qui s’est passé : elle est refusée.',
  'corrections.not_merged': () => 'Ce n’est réuni avec aucun autre. Rechargez la page.',
  'corrections.own': () => 'Cette correction est de vous : une autre personne la contresigne.',
  'corrections.nothing_to_countersign': () => 'Cette correction ne demande pas de contreseing.',
  'corrections.countersigned': () => 'Cette correction est déjà contresignée. Rechargez la page.',
  'corrections.secret_wrong': () => 'Ce n’est pas votre mot de passe. Recommencez.',
};

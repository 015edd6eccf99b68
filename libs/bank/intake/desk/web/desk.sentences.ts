import type { Sentences } from '#platform/http';

export const deskSentences: Sentences = {
  'desk.other_person': () =>
    'Une autre personne est connectée sur ce téléphone. Rien n’est perdu : la fiche reste ici pour qui l’a écrite.',
};

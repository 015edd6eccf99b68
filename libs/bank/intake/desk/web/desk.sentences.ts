import type { Sentences } from '#platform/http';

/** Every rule of the desk, in words: what happened, and what to do. */
export const deskSentences: Sentences = {
  'desk.other_person': () =>
    'Une autre personne est connectée sur ce téléphone. Rien n’est perdu : la fiche reste ici pour qui l’a écrite.',
};

import type { Sentences } from '#platform/http';

export const eventsSentences: Sentences = {
  'events.place_wrong': () =>
    'Cette adresse ne dit pas où reprendre la liste des événements. Reprenez-la avec « after=now ».',
  'events.begin_anew': () =>
    'Des événements qui suivent ne sont plus là : ils ont plus de 90 jours, ou la banque a été rétablie d’une sauvegarde. Prenez une nouvelle place avec « after=now », relisez les listes, puis continuez de là.',
};

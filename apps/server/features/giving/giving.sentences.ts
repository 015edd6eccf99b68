import type { Sentences } from '../../http/sentences.js';

export const givingSentences: Sentences = {
  'notifications.no_post_office': () =>
    'Cette installation n’envoie pas de mail. Copiez le texte et envoyez-le depuis votre messagerie.',
  'notifications.address_wrong': () => 'Cette adresse mail n’est pas complète. Exemple : prenom.nom@ville.fr.',
};

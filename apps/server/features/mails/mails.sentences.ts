import type { Sentences } from '../../http/sentences.js';

export const mailSentences: Sentences = {
  'notifications.no_post_office': () =>
    'Cette installation n’envoie pas de mail. Copiez le message et envoyez-le vous-même.',
  'notifications.nothing_to_say': () =>
    'Il n’y a rien à dire pour l’instant : la demande n’a pas sa réponse, ou le lot n’est pas parti.',
  'notifications.address_wrong': () => 'Cette adresse mail n’est pas complète. Exemple : prenom.nom@ville.fr.',
  'notifications.too_many_resets': (f) =>
    `Trop de demandes. Attendez ${f['minutes']} minutes, et regardez dans les messages indésirables.`,
  'notifications.too_many_addresses': (f) =>
    `Vous avez demandé plusieurs liens. Attendez ${f['minutes']} minutes avant d’en demander un autre.`,
  'notifications.refused': () => 'La messagerie a refusé cette adresse.',
  'notifications.no_answer': () => 'La messagerie n’a pas répondu.',
};

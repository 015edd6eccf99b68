import type { Sentences } from '#platform/http';
import { waitWords } from '../../people/web/people.sentences.js';

export const mailSentences: Sentences = {
  'notifications.no_post_office': () =>
    'Cette installation n’envoie pas de mail. Copiez le message et envoyez-le vous-même.',
  'notifications.nothing_to_say': () =>
    'Il n’y a rien à dire pour l’instant : la demande n’a pas sa réponse, ou le lot n’est pas parti.',
  'notifications.address_wrong': () => 'Cette adresse mail n’est pas complète. Exemple : prenom.nom@ville.fr.',
  'notifications.too_many_resets': (f) =>
    `Trop de demandes depuis ce réseau. Attendez ${waitWords(f)}. Un lien déjà reçu sert encore : regardez aussi dans les messages indésirables.`,
  'notifications.too_many_addresses': (f) =>
    `Vous avez demandé plusieurs liens. Attendez ${f['minutes']} minutes avant d’en demander un autre.`,
  'notifications.too_many_trials': (f) =>
    `Vous avez déjà demandé plusieurs mails d’essai. Attendez ${f['minutes']} minutes.`,
  'notifications.refused': () => 'La messagerie a refusé cette adresse.',
  'notifications.returned': () => 'Parti, puis revenu : l’adresse n’a pas répondu.',
  'notifications.returned_delayed': () =>
    'Ce message dit que la remise tarde, pas qu’elle a échoué : rien n’a été noté. Un autre viendra si elle échoue.',
  'notifications.returned_arrived': () => 'Ce message dit que le mail est arrivé : rien n’a été noté.',
  'notifications.returned_several': () =>
    'Plusieurs adresses ou plusieurs messages sont nommés ici. Ne gardez que l’adresse qui ne répond pas.',
  'notifications.returned_unreadable': () =>
    'Il n’y a pas d’adresse ici. Collez le message revenu en entier, ou écrivez l’adresse qui ne répond pas.',
  'notifications.returned_unknown': () => 'Ce message ne nomme aucun mail que ce site a envoyé : rien n’a été noté.',
  'notifications.returned_not_noted': () => 'Cette adresse n’était pas notée : il n’y a rien à lever.',
  'reporting.paper_not_sendable': (f) =>
    `Le document ${f['number']} ne se renvoie pas : il n’est pas prêt, ne compte plus, ou n’est pour personne.`,
  'reporting.nobody_to_write': () =>
    'Aucune adresse mail n’est connue pour ce document. Ajoutez-la d’abord sur la fiche de la personne ou du donateur.',
  'reporting.paper_too_heavy': () => 'Ce document est trop lourd pour un mail. Téléchargez-le et donnez-le autrement.',
  'notifications.let_go': () => 'Abandonné après le rétablissement d’une sauvegarde.',
  'notifications.enclosure_gone': () => 'Le document a été effacé à sa date, ou retiré, avant de partir.',
  'notifications.no_answer': () => 'La messagerie n’a pas répondu.',
  'notifications.no_longer_useful': () => 'Il a attendu trop longtemps : il ne servait plus à rien.',
  'notifications.true_no_more': () => 'Ce qu’il disait n’est plus vrai, ou n’est plus à dire à cette personne.',
  'notifications.must_hear': () =>
    'Votre rôle demande de recevoir ces messages : choisissez tout de suite, ou dans le résumé du jour.',
  'notifications.not_sendable_again': () =>
    'Ce message ne se renvoie plus : son texte est effacé, ou il ne servirait à rien.',
};

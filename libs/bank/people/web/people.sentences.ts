import { showAssetCode } from '#bank/devices';
import type { Sentences } from '#platform/http';
import { formatHour, plural } from '#platform/ui';

const OR_THE_OTHER =
  'Si l’autre structure n’a rien en cours, ouvrez-la et réunissez-la avec celle-ci. Si les deux travaillent, gardez les deux, et notez ce qui est nouveau dans une seule.';

/** « 8 secondes », « 12 minutes, à 14 h 32 », « 14 heures, à 4 h 05 »: never less than is to be waited. */
/** How long somebody waits who tried too often, and until when where that is known. */
export const waitWords = (f: Readonly<Record<string, unknown>>): string => {
  const seconds = Number(f['seconds']);
  if (seconds < 60) return plural(seconds, 'seconde');
  const minutes = Math.ceil(seconds / 60);
  const long = minutes > 120 ? plural(Math.ceil(minutes / 60), 'heure') : plural(minutes, 'minute');
  return f['until'] ? `${long}, à ${formatHour(String(f['until']))}` : long;
};

export const peopleSentences: Sentences = {
  'people.accessibility_unaudited': () =>
    'Sans audit, la loi ne permet que « non conforme ». Écrivez qui a fait l’audit, et quand.',
  'people.accessibility_rate': () =>
    'Le nombre ne va pas avec le niveau : de 50 à 99 pour « partiellement conforme », 100 pour « totalement conforme ».',
  'people.absence_days': () => 'Le dernier jour vient après le premier, un an plus tard au plus.',
  'people.absence_overlaps': () =>
    'Une absence est déjà notée pour ces jours. Annulez-la, ou choisissez d’autres jours.',
  'people.absence_ended': () => 'Cette absence est déjà finie.',
  'people.absence_of_another': () =>
    'Vous notez seulement votre propre absence. Votre responsable note celle des autres.',
  'people.deputy_is_the_same': () => 'Choisissez quelqu’un d’autre : on ne se remplace pas soi-même.',
  'people.deputy_not_a_colleague': () => 'Choisissez une personne de votre organisation, qui y travaille aujourd’hui.',
  'people.merge_goes_further': () =>
    'Celle qui reste a été réunie à son tour avec une autre : séparez d’abord ces deux-là.',
  'people.merge_has_members': () =>
    'Des personnes y travaillent encore. L’administration de la banque ferme d’abord leur accès, et les ajoute à la structure qui reste.',
  'people.merge_has_requests': () =>
    `Elle a des demandes en cours : attendez qu’elles soient servies, ou annulez-les. ${OR_THE_OTHER}`,
  'people.merge_has_devices': () => `Elle a des appareils : faites-les d’abord revenir. ${OR_THE_OTHER}`,
  'people.merge_has_transfers': () => 'Un lot vient d’elle ou va chez elle : attendez qu’il soit arrivé.',
  'people.merge_has_handovers': () =>
    `Des personnes ont des appareils qu’elle a remis : c’est elle qui les reprend. ${OR_THE_OTHER}`,
  'people.merge_has_people': () => `Elle accompagne des bénéficiaires. ${OR_THE_OTHER}`,
  'people.merge_has_sims': () => `Elle a des cartes SIM. ${OR_THE_OTHER}`,
  'people.merge_has_tickets': () => 'Elle suit des pannes : terminez-les d’abord.',
  'people.merge_only_structures': () => 'Seules deux structures peuvent être réunies.',
  'people.organisation_merged': () => 'Cette organisation est réunie avec une autre : elle reste fermée.',
  'people.sign_in_refused': () => 'Adresse mail ou mot de passe inconnu. Vérifiez les deux ; les majuscules comptent.',
  'people.sign_in_throttled': (f) =>
    `Trop d’essais : pour le moment, aucun mot de passe n’est lu, même le bon. Réessayez dans ${waitWords(f)}. Vous pouvez aussi choisir un nouveau mot de passe par « Mot de passe oublié ? ».`,
  'people.password_wrong': () => 'Ce n’est pas votre mot de passe actuel. Écrivez-le de nouveau.',
  'people.password_missing': () => 'Écrivez le mot de passe.',
  'people.same_address': () => 'C’est déjà votre adresse mail. Écrivez la nouvelle.',
  'people.first_person_incomplete': () =>
    'Pour inviter une première personne, il faut son nom, son adresse mail et au moins un rôle. Laissez le nom et l’adresse vides pour l’inviter plus tard.',
  'people.last_manager': () =>
    'C’est la dernière personne responsable de cette organisation. Donnez d’abord ce rôle à quelqu’un d’autre.',
  'people.works_elsewhere': () =>
    'Cette personne travaille aussi pour une autre organisation : son compte ouvre ce que celle-ci garde. Elle change elle-même son adresse et son mot de passe dans « Mon compte », ou par « Mot de passe oublié ? ».',
  'people.confirmation_missing': () => 'Écrivez votre mot de passe : c’est votre signature.',
  'people.nobody_authorised': () =>
    'Personne n’est autorisé aujourd’hui à signer ce document. La page « Signataires » des réglages dit qui peut : l’administration de la banque y ajoute la personne.',
  'people.signatory_overlaps': () =>
    'Cette personne est déjà sur la liste pour un de ces actes, aux mêmes dates. Dites d’abord son dernier jour, ou changez les dates.',
  'people.signatory_not_a_member': () =>
    'Choisissez un membre de votre organisation. À l’atelier, un technicien reste un numéro : choisissez un responsable.',
  'people.signatory_name_missing': () => 'Écrivez le nom de la personne, comme il sera imprimé.',
  'people.signatory_quality_missing': () => 'Écrivez sa qualité, comme elle sera imprimée : maire, présidente.',
  'people.signatory_acts_missing': () => 'Cochez au moins un acte que cette personne peut signer.',
  'people.signature_stays': () =>
    'Cette ligne a déjà une signature, ou elle est finie. Pour changer de signature, dites son dernier jour, puis ajoutez une nouvelle ligne.',
  'people.signatory_stays': () => 'Cette ligne reste jusqu’à la fin de sa durée, pour savoir qui a signé chaque acte.',
  'people.signatory_ended': () => 'Le dernier jour de cette ligne est déjà noté. Ajoutez une nouvelle ligne.',
  'people.signatory_until_before': () => 'Le dernier jour vient après le premier. Vérifiez les deux dates.',
  'people.day_wrong': () => 'Choisissez un jour du calendrier, comme 25/11/2026.',
  'people.agent_sign_in_throttled': (f) =>
    `Trop de mots de passe faux depuis cette adresse. Vérifiez la clé d’accès de vos agents, puis réessayez dans ${waitWords(f)}.`,
  'people.password_too_short': (f) =>
    `Choisissez un mot de passe d’au moins ${f['min']} caractères. Une phrase que vous retenez convient.`,
  'people.password_too_long': () => 'Ce mot de passe est trop long : 200 caractères au plus.',
  'people.password_too_simple': () =>
    'Ce mot de passe se devine : trop peu de caractères différents, ou des chiffres seuls. Une phrase que vous retenez convient.',
  'people.password_too_common': () =>
    'Ce mot de passe est parmi les plus utilisés : il serait essayé parmi les premiers. Une phrase que vous retenez convient.',
  'people.passwords_differ': () => 'Les deux mots de passe ne sont pas les mêmes. Écrivez-les de nouveau.',
  'people.code_missing': () => 'Écrivez le code.',
  'people.code_wrong': () =>
    'Ce code n’est pas le bon, ou il a déjà servi. Attendez que l’application en montre un autre. Toujours refusé ? Vérifiez l’heure de votre téléphone.',
  'people.code_throttled': (f) =>
    `Trop de codes faux : aucun n’est lu pour le moment, même le bon. Réessayez dans ${waitWords(f)}.`,
  'people.nothing_begun': () => 'Commencez par régler l’application.',
  'people.step_over': () => 'Trop de temps a passé. Écrivez de nouveau votre adresse et votre mot de passe.',
  'people.passkey_refused': () =>
    'Votre clé d’identification n’a pas été reconnue. Recommencez, ou connectez-vous autrement.',
  'people.sign_in_again': () =>
    'Votre compte n’a pas de mot de passe : déconnectez-vous, reconnectez-vous, puis recommencez dans les dix minutes.',
  'people.provider_silent': (f) =>
    `${f['provider']} ne répond pas. Réessayez dans quelques minutes, ou connectez-vous avec votre mot de passe.`,
  'people.provider_cancelled': (f) =>
    `Vous n’avez pas terminé chez ${f['provider']}. Recommencez, ou connectez-vous autrement.`,
  'people.provider_failed': (f) =>
    `${f['provider']} a répondu autrement que prévu : nous n’avons rien pu vérifier. Recommencez. Toujours refusé ? Connectez-vous autrement, et prévenez la banque.`,
  'people.provider_again': () =>
    'Cette réponse a déjà servi, elle est trop vieille, ou elle vient d’un autre navigateur. Recommencez d’ici.',
  'people.provider_unknown': (f) =>
    `Aucun compte ouvert n’est relié à votre identité ${f['provider']}. Vous avez un compte ? Connectez-vous autrement, puis reliez-la dans « Mon compte ». Sinon, demandez une invitation à la personne responsable de votre organisation.`,
  'people.provider_mail_unverified': (f) =>
    `${f['provider']} ne dit pas que votre adresse mail est vérifiée. Connectez-vous autrement, puis reliez votre identité dans « Mon compte ».`,
  'people.provider_siret': (f) =>
    `${f['provider']} dit que vous travaillez pour un autre organisme que celui qui vous invite. Ouvrez le lien de votre invitation, ou voyez avec qui vous a invité.`,
  'people.provider_linked_elsewhere': () =>
    'Cette identité est déjà reliée à un autre compte. Connectez-vous avec elle pour voir lequel, et retirez-la là-bas d’abord.',
  'people.provider_linked_already': () =>
    'Votre compte y est déjà relié. Pour changer d’identité, retirez d’abord celle-ci.',
  'people.provider_last': (f) =>
    `${f['provider']} est votre seule façon d’entrer. Choisissez d’abord un mot de passe, avec « Mot de passe oublié ? ».`,
  'people.passkey_known': () => 'Cette clé d’identification est déjà enregistrée.',
  'people.passkey_name_missing': () => 'Donnez-lui un nom, pour la reconnaître.',
  'people.no_second_factor': () => 'Il n’y a pas de seconde vérification réglée.',
  'people.last_factor': () =>
    'La banque demande une seconde vérification à qui a votre rôle. Réglez-en d’abord une autre.',
  'people.reset_asked_already': () => 'C’est déjà demandé : une autre personne de l’administration doit confirmer.',
  'people.reset_of_oneself': () => 'On ne le fait pas ainsi pour soi-même : deux autres personnes le font.',
  'people.reset_by_two': () => 'Vous l’avez demandé : une autre personne de l’administration doit confirmer.',
  'people.reset_by_a_newcomer': (f) =>
    `Qui confirme et qui a demandé administrent la banque depuis au moins ${f['days']} jours avant la demande. Ces jours recommencent quand quelqu’un d’autre leur rend ce rôle, rouvre leur compte, change leur adresse mail ou voit un lien fait pour leur compte ; un nom corrigé n’y change rien. Sinon, la personne qui administre l’installation confirme.`,
  'people.already_open': () => 'La banque est déjà ouverte : connectez-vous.',
  'people.looks_kept_shorter': () =>
    'Gardez au moins six mois qui a lu une identité : plus court, on effacerait ce qu’on vient de lire.',
  'people.not_oneself': () =>
    'C’est votre adresse. On n’entre pas soi-même dans une organisation : sa personne responsable y invite qui y travaille.',
  'people.filter_name_missing': () => 'Donnez-lui un nom, pour le retrouver.',
  'people.filter_asks_nothing': () =>
    'Ce filtre ne garde rien d’autre que des mots cherchés : choisissez d’abord une réponse dans un filtre de la liste.',
  'people.too_many_filters': (f) => `Vous avez déjà ${f['most']} filtres. Retirez-en un d’abord.`,
  'people.has_colleagues': () =>
    'Une autre personne gère l’organisation de ce compte : c’est elle qui aide. Dans « Membres », elle fait un lien, ou l’envoie par mail.',
  'people.colleagues_cannot_help': () =>
    'Cette personne travaille pour plusieurs organisations, et quelqu’un d’autre gère l’une d’elles : ni ses collègues ni la banque ne lui donnent de lien. La personne qui administre l’installation le fait, dans « Organisations ».',
  'people.had_colleagues': () =>
    'Depuis moins de trente jours, la banque a retiré l’accès ou le rôle d’une autre personne qui gérait cette organisation : nul n’est seul par ce que fait la banque. Si c’était à tort, rendez-le-lui : cette personne fait le lien. Sinon, demandez à nouveau trente jours après, ou, si c’est urgent, à la personne qui administre l’installation. Qui est suspendu par sa propre organisation ne compte pas.',
  'people.account_is_closed': () =>
    'Ce compte est fermé. Rouvrez-le d’abord, sous « Compte : fermer partout, effacer ».',
  'people.has_a_password': () =>
    'Cette personne a déjà un mot de passe. Un nouveau lien, ou une autre adresse, ouvrirait ce que seule son organisation peut lire. La personne responsable de cette organisation le fait, ou celle qui administre l’installation.',
  'people.runs_the_installation': () =>
    'Cette personne administre l’installation : elle seule, ou une autre qui l’administre, peut changer son compte ou lui faire un lien.',
  'people.not_accepted_yet': () =>
    'Cette personne a déjà un compte, et n’a pas encore accepté l’invitation. Rien ne s’ouvre avant. Faites-lui un nouveau lien si le premier est périmé.',
  'people.link_used': () => 'Ce lien a déjà servi, ou il est trop vieux. Demandez-en un autre.',
  'people.email_taken': () =>
    'Une personne a déjà cette adresse mail. Ajoutez-la à l’organisation au lieu de la créer.',
  'people.email_wrong': () => 'Écrivez une adresse comme nom@exemple.fr.',
  'people.email_mixed': () =>
    'Cette adresse mêle des lettres de deux alphabets, ou d’autres qui ressemblent aux nôtres : elle passerait pour celle de quelqu’un d’autre. Retapez-la au clavier, sans la copier.',
  'people.already_member': () => 'Cette personne est déjà membre de l’organisation. Changez son rôle dans la liste.',
  'people.role_does_not_fit': () => 'Ce rôle n’existe pas dans ce type d’organisation. Choisissez un rôle de la liste.',
  'people.close_oneself': () =>
    'C’est votre compte. Une autre personne de l’administration peut le fermer ou l’effacer.',
  'people.account_open': () => 'Ce compte est encore ouvert : fermez-le d’abord partout.',
  'people.account_erased': () => 'Ce compte est effacé. Invitez la personne de nouveau si elle revient.',
  'people.last_admin': () => 'C’est la dernière personne qui administre l’installation : nommez-en une autre d’abord.',
  'people.kind_missing': () => 'Choisissez le type de l’organisation.',
  'people.organisation_not_own': () =>
    'Vous lisez ce qui est à votre organisation, et rien d’une autre : enlevez ce filtre.',
  'people.organisation_name_taken': () => 'Une organisation porte déjà ce nom.',
  'people.only_one_bank': () => 'Il n’y a qu’une banque. Choisissez un autre type d’organisation.',
  'people.place_name_taken': () => 'Un lieu porte déjà ce nom au même endroit.',
  'people.place_parent_missing': () => 'Choisissez dans quel lieu se trouve cette pièce ou cette étagère.',
  'people.name_reason_missing': () => 'Dites pourquoi le nom change.',
  'people.name_stays': () => 'Un nom ne change qu’avec sa raison : rien n’a été enregistré.',
  'people.same_name': () => 'C’est déjà son nom. Écrivez-en un autre.',
  'people.same_person': () => 'Rien n’a changé. Corrigez le nom ou l’adresse mail.',
  'people.place_holds': (f) => `Ce lieu n’est pas vide. Il y reste ${heldWords(f)}. Rangez-les ailleurs d’abord.`,
  'people.organisation_holds': (f) =>
    `Cette organisation ne peut pas fermer. Elle a encore ${heldWords(f)}. Faites-les partir d’abord.`,
  'people.place_last': () => 'C’est le dernier site ouvert de votre organisation. Ajoutez-en un autre d’abord.',
  'people.place_not_now': () => 'Ce lieu a changé entre-temps. Rechargez la page.',
  'people.place_parent_closed': () => 'Le lieu où il se trouve est fermé. Rouvrez-le d’abord.',
  'people.organisation_closed': () => 'Cette organisation est fermée. Choisissez-en une autre, ou rouvrez-la.',
  'people.place_closed': () => 'Ce lieu est fermé. Choisissez-en un autre, ou rouvrez-le.',
  'people.place_cannot_move': () => 'Un lieu ne change pas de place dans l’arbre. Fermez-le et créez-en un autre.',
  'people.time_zone_unknown': () => 'Ce fuseau horaire n’existe pas. Exemple : Europe/Paris.',
  'people.eligibility_unknown': () => 'Ce motif d’éligibilité n’existe pas. Choisissez-en un dans la liste.',
  'people.eligibility_incomplete': () =>
    'Un organisme qui délivre des reçus fiscaux doit dire son nom légal, son SIREN, son adresse, sa forme, son objet, ce qui prouve son éligibilité et la qualité de qui signe. Remplissez ce champ.',
};

const HELD: Readonly<Record<string, string>> = {
  device: 'l’appareil',
  container: 'la caisse',
  medium: 'le support',
  transfer: 'le lot',
  donation: 'le don',
  request: 'la demande',
  person: 'la personne',
  sim: 'la carte SIM',
  ticket: 'la panne',
};

/** « l’appareil BN-7K3F-92Q, le don D-2026-0042 et 12 autres » */
function heldWords(f: Record<string, unknown>): string {
  const held = Array.isArray(f['held']) ? f['held'].map(String) : [];
  const more = Number(f['count'] ?? held.length) - held.length;
  const words = held.map((one) => {
    const [what = '', label = ''] = one.split(' ');
    return `${HELD[what] ?? what} ${what === 'device' ? showAssetCode(label) : label}`;
  });
  return words.join(', ') + (more > 0 ? ` et ${more} ${more > 1 ? 'autres' : 'autre'}` : '');
}

import { TICKET_STATES, type TicketState } from '#bank/faults';
import type { Sentences } from '#platform/http';

const state = (f: Record<string, unknown>): string =>
  TICKET_STATES[f['state'] as TicketState]?.label.toLowerCase() ?? String(f['state']);

export const faultsSentences: Sentences = {
  'maintenance.label_empty': () => 'Écrivez le numéro qui est sur l’étiquette de l’appareil.',
  'maintenance.label_wrong_check': () =>
    'Ce code n’est pas juste : un caractère a été mal lu, ou deux ont été échangés. Relisez l’étiquette, caractère par caractère.',
  'maintenance.label_of_no_device': () =>
    'Aucun appareil que vous voyez ne porte ce numéro : relisez l’étiquette. S’il est bien écrit ainsi, cochez la case sous le champ.',
  'maintenance.fault_open': (f) =>
    `Cet appareil a déjà une panne ouverte, ${f['number']}. Un appareil n’en a qu’une à la fois : cochez la case sous le champ pour y ajouter ce que dit la personne.`,
  'maintenance.sentence_too_long': (f) =>
    `Votre phrase est trop longue : ${f['length']} caractères, et ${f['max']} au plus. Gardez l’essentiel.`,
  'maintenance.phone_malformed': () =>
    'Ce numéro de téléphone n’est pas complet. Écrivez-le comme 06 12 34 56 78, ou laissez vide.',
  'maintenance.report_throttled': () =>
    'Beaucoup de pannes ont été signalées depuis cet endroit. Attendez une heure, ou téléphonez-nous.',
  'maintenance.follow_throttled': () => 'Trop d’essais pour ce numéro. Attendez une heure, ou téléphonez-nous.',
  'maintenance.asked_already': () => 'Vous avez déjà redemandé. Téléphonez-nous, ou passez au guichet.',
  'maintenance.over_too_long': () => 'Cette demande est terminée depuis longtemps. Signalez la panne de nouveau.',
  'maintenance.not_now': (f) =>
    `Cette panne est maintenant « ${state(f)} » : cette action n’est plus possible. Rechargez la page.`,
  'maintenance.not_yours': () => 'Cette action revient à la structure qui a remis l’appareil.',
  'maintenance.device_unknown': () => 'Personne ne sait encore de quel appareil il s’agit. Dites-le d’abord.',
  'maintenance.goes_on_elsewhere': (f) =>
    `La panne ${f['number']} est ouverte pour la même chose : continuez dans celle-là.`,
  'maintenance.device_has_fault': () => 'Une autre panne vient d’être ouverte pour la même chose. Rechargez la page.',
  'maintenance.waits_for_nothing': () => 'Cette panne n’attend rien ni personne : il n’y a rien à reprendre.',
  'maintenance.several_devices': () =>
    'Ces signalements parlent de plusieurs appareils. Mettez chacun à part, puis dites de quel appareil il s’agit.',
  'maintenance.one_report': () => 'Cette panne n’a qu’un signalement : il n’y en a pas à mettre à part.',
  'maintenance.report_unknown': () => 'Choisissez dans la liste le signalement à mettre à part.',
  'maintenance.no_such_device': (f) =>
    `« ${f['typed']} » ne mène pas à un seul appareil. Essayez le code de l’étiquette, ou le numéro de série.`,
  'maintenance.place_unknown': () => 'Choisissez dans la liste où poser l’appareil.',
  'maintenance.solution_missing': () => 'Choisissez ce qui a réglé la panne.',
  'maintenance.files_missing': () => 'Dites ce que sont devenus les fichiers de la personne.',
  'maintenance.media_touched': () =>
    'Un disque de cet appareil a été effacé ou retiré pendant la réparation : ses fichiers sont perdus. Prévenez la personne, puis dites-le ici.',
  'maintenance.reason_missing': () => 'Choisissez pourquoi vous arrêtez là.',
  'maintenance.waits_for_missing': () => 'Choisissez ce que l’on attend.',
  'maintenance.until_wrong': () => 'Choisissez un jour, d’aujourd’hui à dans six mois.',
  'maintenance.found_missing': () => 'Choisissez dans la liste ce qui a été trouvé.',
  'maintenance.owner_unknown': () => 'Choisissez dans la liste une personne de votre organisation.',
  'maintenance.note_missing': () => 'Écrivez la note.',
  'maintenance.note_too_long': (f) => `Votre note est trop longue : ${f['length']} caractères, et ${f['max']} au plus.`,
  'maintenance.replacement_unknown': () => 'Choisissez dans la liste l’appareil qui remplace celui-ci.',
  'maintenance.not_the_same_person': () =>
    'Un appareil réparé retourne à la personne qui l’avait. Pour le donner à une autre, reprenez-le d’abord.',
  'maintenance.report_is_for_ever': () => 'Ce qui a été signalé ne change plus. Seule la suite s’écrit.',
  'maintenance.no_change_without_history': () =>
    'Rien n’a été changé : un changement doit laisser sa trace. Rechargez la page.',
};

import { DONATION_STATES, type DonationState } from '#bank/intake';
import type { Sentences } from '#platform/http';
import { fileSentences } from '../files/web/file.sentences.js';

const state = (f: Record<string, unknown>): string =>
  DONATION_STATES[f['state'] as DonationState]?.label.toLowerCase() ?? String(f['state']);
const typed = (f: Record<string, unknown>): string => (f['typed'] ? `« ${f['typed']} »` : 'Ce numéro');

const donors: Sentences = {
  'intake.donor_missing': () => 'Choisissez un donateur, ou décrivez-en un nouveau.',
  'intake.donor_kind_missing': () =>
    'Dites qui donne : un organisme public, une entreprise, un entrepreneur individuel, une association, un particulier.',
  'intake.donor_name_missing': () => 'Écrivez le nom de l’organisme qui donne.',
  'intake.donor_name_too_long': (f) => `Ce nom est trop long : ${f['max']} caractères au plus.`,
  'intake.donor_of_another_kind': () =>
    'Ce numéro est déjà celui d’un donateur d’un autre type. Vérifiez le numéro, ou choisissez l’autre type.',
  'intake.siren_wrong': (f) =>
    `${typed(f)} n’est pas un SIREN : il a 9 chiffres, et un chiffre au moins est faux. Relisez-le, ou laissez vide.`,
  'intake.siret_wrong': (f) =>
    `${typed(f)} n’est pas un SIRET : il a 14 chiffres, et un chiffre au moins est faux. Relisez-le, ou laissez vide.`,
  'intake.rna_wrong': (f) =>
    `${typed(f)} n’est pas un numéro RNA : il commence par W, suivi de 9 caractères. Relisez-le, ou laissez vide.`,
  'intake.rna_not_company': () =>
    'Un numéro RNA est celui d’une association. Revenez en arrière et choisissez « Association », ou écrivez le SIREN de l’entreprise.',
  'intake.rna_not_public': () =>
    'Un organisme public n’a pas de numéro RNA. Écrivez son SIREN ou son SIRET, ou choisissez « Association ».',
  'intake.identifier_unknown': (f) =>
    `${typed(f)} n’est ni un SIREN (9 chiffres), ni un SIRET (14 chiffres), ni un RNA (W et 9 caractères). Relisez-le, ou laissez vide.`,
  'intake.form_of_a_person': (f) =>
    `« ${f['form']} » est la forme d’une personne qui travaille en son nom. Choisissez « Entrepreneur individuel » comme type de donateur : son nom sera gardé sous scellé.`,
  'intake.person_has_no_identifier': () => 'Un particulier n’a pas de SIREN. Laissez ce champ vide.',
  'intake.contact_too_long': (f) => `Ces coordonnées sont trop longues : ${f['max']} caractères au plus par champ.`,
  'intake.email_wrong': () => 'Cette adresse n’est pas complète. Écrivez-la comme nom@exemple.fr, ou laissez vide.',
};

const donations: Sentences = {
  'intake.place_unknown': () => 'Choisissez un lieu dans la liste : un lieu de la banque ou du point de collecte.',
  'intake.quantity_wrong': (f) => `Écrivez un nombre entier entre 0 et ${f['max']}.`,
  'intake.date_wrong': () => 'Écrivez une date comme 25/11/2026.',
  'intake.donation_not_now': (f) =>
    f['number']
      ? `Le don ${f['number']} est « ${state(f)} » : cela n’est plus possible. Rechargez sa page.`
      : 'Ce don a changé entre-temps. Rechargez sa page.',
  'intake.no_change_without_history': () => 'Ce changement n’a pas été noté dans l’histoire : il est refusé.',
  'intake.donation_stays': () =>
    'Le numéro et le point de collecte d’un don ne changent jamais. Son donateur se corrige par « Corriger une erreur ».',
  'intake.in_deposit': (f) =>
    `L’appareil ${f['code']} est en dépôt : le donateur n’a pas encore pris la décision de le donner, ou son numéro manque. La banque le note dans les documents du don ${f['number']} ; il pourra alors être réservé et remis.`,
  'intake.no_decision_needed': () => 'Ce donateur n’est pas public : son don n’attend ni délibération ni décision.',
  'intake.decision_kind_unknown': () => 'Choisissez l’acte : une délibération ou une décision.',
  'intake.decision_number_missing': () =>
    'Écrivez le numéro de l’acte, comme le donateur l’écrit : 60 caractères au plus.',
  'intake.date_to_come': () => 'Ce jour n’est pas encore venu. Vérifiez la date.',
  'intake.person_represents_itself': () =>
    'Une personne qui donne en son nom se représente elle-même : il n’y a rien à noter.',
  'intake.representative_incomplete': () =>
    'Écrivez le nom et la qualité de la personne, 120 caractères au plus chacun.',
  'intake.donation_not_open': (f) =>
    f['state'] === 'promised'
      ? `Le don ${f['number']} n’est pas encore arrivé. Notez d’abord son arrivée.`
      : `Le don ${f['number']} est « ${state(f)} » : on n’y ajoute plus d’appareil. Ouvrez un nouveau don.`,
  'intake.donation_empty': (f) => `Le don ${f['number']} n’a encore aucun appareil. Enregistrez-les d’abord.`,
  'intake.donation_has_devices': (f) =>
    `Le don ${f['number']} a des appareils : retirez d’abord ceux qui ont été enregistrés par erreur, puis annulez-le.`,
  'intake.cancel_reason_missing': () => 'Choisissez pourquoi ce don est annulé.',
  'intake.file_pending': (f) =>
    `Un fichier du don ${f['number']} attend encore une décision. Enregistrez-le ou abandonnez-le d’abord.`,
  'intake.origin_stays': () =>
    'Ce qu’un appareil tient de son donateur ne change que si son don ou son donateur était faux : corrigez le don.',
  'intake.receipt_issued': (f) =>
    `Un reçu fiscal a été émis pour le don ${f['number']}. Annulez d’abord ce reçu, puis revenez corriger.`,
  'intake.donation_has_papers': (f) =>
    `Le don ${f['number']} a déjà une convention ou un reçu : il ne se rouvre plus. Notez un nouveau don pour ce qui manque.`,
  'intake.donation_never_promised': (f) =>
    `Le don ${f['number']} a été noté à son arrivée, sans promesse. S’il n’est jamais arrivé, annulez-le.`,
  'intake.donation_has_refusals': (f) =>
    `Des appareils du don ${f['number']} ont été refusés à l’arrivée : retirez d’abord ces refus.`,
  'intake.same_donor': () => 'C’est déjà ce donateur. Choisissez-en un autre.',
  'intake.merge_other_kind': () =>
    'Ces deux donateurs ne sont pas du même type. Si l’un est faux, corrigez d’abord son type.',
  'intake.merge_other_number': () => 'Leurs numéros sont différents : ce sont deux donateurs.',
  'intake.merge_keep_numbered': () =>
    'Cette fiche a un numéro et l’autre non : c’est elle qui doit rester. Ouvrez l’autre fiche et réunissez-la à celle-ci.',
  'intake.merge_both_sign_in': () =>
    'Ces deux donateurs se connectent chacun avec leur organisation : réunissez d’abord les organisations.',
  'intake.same_kind': () => 'C’est déjà ce type de donateur. Choisissez-en un autre.',
  'intake.person_is_another_donor': () =>
    'Une personne et un organisme sont deux donateurs. Corrigez le donateur de chaque don : ouvrez le don, puis « Corriger une erreur ».',
  'intake.other_donation_missing': () => 'Choisissez le don avec lequel ces appareils sont venus.',
  'intake.same_donation': () => 'Ces appareils sont déjà dans ce don. Choisissez-en un autre.',
  'intake.other_collection_point': () => 'Ce don est d’un autre point de collecte. Choisissez un don du même point.',
  'intake.device_missing': () => 'Donnez le code d’au moins un appareil de ce don.',
  'intake.device_not_of_donation': (f) => `L’appareil ${f['code']} n’est pas dans ce don. Relisez son étiquette.`,
};

const devices: Sentences = {
  'intake.category_missing': () => 'Choisissez le type d’appareil.',
  'intake.serial_known': (f) =>
    f['code']
      ? `Ce numéro de série est déjà celui de l’appareil ${f['code']}. Vérifiez que vous ne l’avez pas déjà enregistré.`
      : 'Ce numéro de série est déjà enregistré à la banque. Relisez-le ; s’il est juste, mettez l’appareil de côté et prévenez la banque.',
  'intake.serial_too_long': (f) => `Le numéro de série est trop long : ${f['max']} caractères au plus.`,
  'intake.asset_number_known': (f) =>
    f['code']
      ? `Ce numéro d’inventaire du donateur est déjà celui de l’appareil ${f['code']}. Relisez l’étiquette.`
      : 'Ce numéro d’inventaire du donateur est déjà pris par un autre appareil. Relisez l’étiquette, ou laissez vide.',
  'intake.person_has_no_inventory': () =>
    'Une personne qui donne en son nom n’a pas d’inventaire. Laissez ce champ vide.',
};

export const intakeSentences: Sentences = { ...donors, ...donations, ...devices, ...fileSentences };

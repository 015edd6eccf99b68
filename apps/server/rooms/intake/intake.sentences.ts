import { DONATION_STATES, type DonationState, FILE_STATES, type FileState } from '#intake';
import type { Sentences } from '../../http/sentences.js';

const state = (f: Record<string, unknown>): string =>
  DONATION_STATES[f['state'] as DonationState]?.label.toLowerCase() ?? String(f['state']);
const typed = (f: Record<string, unknown>): string => (f['typed'] ? `« ${f['typed']} »` : 'Ce numéro');

const donors: Sentences = {
  'intake.donor_missing': () => 'Choisissez un donateur, ou décrivez-en un nouveau.',
  'intake.donor_kind_missing': () =>
    'Dites qui donne : un organisme public, une entreprise ou association, un particulier.',
  'intake.donor_name_missing': () => 'Écrivez le nom de l’organisme qui donne.',
  'intake.donor_name_too_long': (f) => `Ce nom est trop long : ${f['max']} signes au plus.`,
  'intake.donor_of_another_kind': () =>
    'Ce numéro est déjà celui d’un donateur d’une autre sorte. Vérifiez le numéro, ou choisissez l’autre sorte.',
  'intake.siren_wrong': (f) =>
    `${typed(f)} n’est pas un SIREN : il a 9 chiffres, et un chiffre au moins est faux. Relisez-le, ou laissez vide.`,
  'intake.siret_wrong': (f) =>
    `${typed(f)} n’est pas un SIRET : il a 14 chiffres, et un chiffre au moins est faux. Relisez-le, ou laissez vide.`,
  'intake.rna_wrong': (f) =>
    `${typed(f)} n’est pas un numéro RNA : il commence par W, suivi de 9 signes. Relisez-le, ou laissez vide.`,
  'intake.rna_not_public': () =>
    'Un organisme public n’a pas de numéro RNA. Écrivez son SIREN ou son SIRET, ou choisissez « Entreprise ou association ».',
  'intake.identifier_unknown': (f) =>
    `${typed(f)} n’est ni un SIREN (9 chiffres), ni un SIRET (14 chiffres), ni un RNA (W et 9 signes). Relisez-le, ou laissez vide.`,
  'intake.person_has_no_identifier': () => 'Un particulier n’a pas de SIREN. Laissez ce champ vide.',
  'intake.contact_too_long': (f) => `Ces coordonnées sont trop longues : ${f['max']} signes au plus par champ.`,
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
  'intake.donation_stays': () => 'Le numéro, le donateur et le point de collecte d’un don ne changent jamais.',
  'intake.donation_not_open': (f) =>
    f['state'] === 'promised'
      ? `Le don ${f['number']} n’est pas encore arrivé. Notez d’abord son arrivée.`
      : `Le don ${f['number']} est « ${state(f)} » : on n’y ajoute plus d’appareil. Ouvrez un nouveau don.`,
  'intake.donation_empty': (f) => `Le don ${f['number']} n’a encore aucun appareil. Enregistrez-les d’abord.`,
  'intake.cancel_reason_missing': () => 'Choisissez pourquoi cette promesse est annulée.',
  'intake.file_pending': (f) =>
    `Un fichier du don ${f['number']} attend encore une décision. Enregistrez-le ou abandonnez-le d’abord.`,
  'intake.origin_stays': () => 'Ce qu’un appareil tient de son donateur ne change jamais.',
};

const devices: Sentences = {
  'intake.category_missing': () => 'Choisissez le type d’appareil.',
  'intake.serial_known': (f) =>
    f['code']
      ? `Ce numéro de série est déjà celui de l’appareil ${f['code']}. Vérifiez que vous ne l’avez pas déjà enregistré.`
      : 'Ce numéro de série est déjà enregistré à la banque. Relisez-le ; s’il est juste, mettez l’appareil de côté et prévenez la banque.',
  'intake.serial_too_long': (f) => `Le numéro de série est trop long : ${f['max']} signes au plus.`,
  'intake.inventory_number_known': (f) =>
    f['code']
      ? `Ce numéro d’inventaire du donateur est déjà celui de l’appareil ${f['code']}. Relisez l’étiquette.`
      : 'Ce numéro d’inventaire du donateur est déjà pris par un autre appareil. Relisez l’étiquette, ou laissez vide.',
  'intake.person_has_no_inventory': () => 'Un particulier n’a pas d’inventaire. Laissez ce champ vide.',
};

const SHEET_KINDS: Readonly<Record<string, string>> = {
  image: 'Ce fichier est une image, pas un tableau',
  pdf: 'Ce fichier est un PDF, pas un tableau',
  zip: 'Ce fichier est un classeur Excel (.xlsx) ou une archive, pas un CSV',
  xls: 'Ce fichier est un ancien classeur Excel (.xls), pas un CSV',
};

const files: Sentences = {
  'intake.file_missing': () => 'Choisissez le fichier du donateur.',
  'intake.file_empty': () => 'Ce fichier est vide. Choisissez-en un autre.',
  'intake.file_twice': (f) =>
    `Ce même fichier est déjà là pour ce don${f['filename'] ? ` (« ${f['filename']} », ${FILE_STATES[f['state'] as FileState]?.label.toLowerCase() ?? ''})` : ''}. Rien n’a été fait deux fois.`,
  'intake.file_not_ready': (f) =>
    `Ce fichier est « ${FILE_STATES[f['state'] as FileState]?.label.toLowerCase() ?? f['state']} » : il n’y a plus rien à décider.`,
  'intake.file_nothing_good': () =>
    'Aucune ligne de ce fichier ne peut être enregistrée. Corrigez-le dans le tableur, puis envoyez-le de nouveau.',
  'intake.file_failed': () =>
    'Ce fichier n’a pas pu être traité, plusieurs fois de suite. Rien n’a été enregistré. Prévenez l’administrateur.',
  'intake.sheet_not_text': (f) =>
    `${SHEET_KINDS[String(f['kind'])] ?? 'Ce fichier n’est pas un tableau'}. Dans le tableur, choisissez « Enregistrer sous », puis « CSV », et envoyez ce fichier-là.`,
  'intake.sheet_empty': () => 'Ce fichier est vide. Choisissez-en un autre.',
  'intake.sheet_no_rows': (f) =>
    `Ce fichier n’a aucune ligne sous ses titres (ligne ${f['row']}). Vérifiez que vous avez enregistré la bonne feuille.`,
  'intake.sheet_no_header': () =>
    'Aucune ligne ne ressemble à des titres de colonnes. Écrivez sur la première ligne : Type, Marque, Modèle, Numéro de série.',
  'intake.sheet_too_many_columns': (f) =>
    `La ligne ${f['row']} a ${f['columns']} colonnes : ${f['limit']} au plus. Gardez les colonnes utiles, puis envoyez de nouveau.`,
  'intake.sheet_quote_open': (f) =>
    `Un guillemet ouvert à la ligne ${f['row']} n’est jamais fermé. Corrigez cette ligne dans le tableur, puis envoyez de nouveau.`,
  'intake.row_category_missing': () => 'Le type d’appareil manque.',
  'intake.row_category_unknown': (f) =>
    `« ${f['typed']} » n’est pas un type connu : écrivez portable, fixe, tablette, écran…`,
  'intake.row_serial_missing': () => 'Pas de numéro de série.',
  'intake.row_serial_generic': (f) =>
    `« ${f['typed']} » ne distingue pas cet appareil : gardé, mais il faudra son étiquette.`,
  'intake.row_serial_duplicate': (f) => `Même numéro de série que la ligne ${f['firstRow']}.`,
  'intake.row_serial_rounded': (f) =>
    `« ${f['typed']} » a été arrondi par le tableur : mettez la colonne en texte et réécrivez le numéro.`,
  'intake.row_inventory_duplicate': (f) => `Même numéro d’inventaire que la ligne ${f['firstRow']}.`,
  'intake.row_condition_unknown': (f) => `État « ${f['typed']} » non compris : noté « pas essayé ».`,
  'intake.row_too_long': (f) => `Un texte a ${f['length']} signes : ${f['limit']} au plus.`,
  'intake.row_shifted': (f) => `La ligne a ${f['cells']} cases pour ${f['columns']} colonnes : elle est décalée.`,
  'intake.row_serial_known': (f) =>
    `Numéro de série déjà enregistré${f['code'] ? ` : c’est l’appareil ${f['code']}` : ' à la banque'}.`,
  'intake.row_number_known': (f) => `Numéro d’inventaire déjà pris${f['code'] ? ` par l’appareil ${f['code']}` : ''}.`,
  'intake.row_number_of_gone': () => 'Ce numéro d’inventaire était celui d’un appareil sorti : il ne sera pas repris.',
};

/** Every rule of intake, in words: what happened, and what to do. */
export const intakeSentences: Sentences = { ...donors, ...donations, ...devices, ...files };

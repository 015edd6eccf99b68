import { IMPORT_STATES, type ImportState } from '#bank/files/engine';
import { SIM_STATUSES, type SimStatus } from '#bank/sims';
import type { Sentences } from '#platform/http';
import { isDay } from '#platform/kernel';
import { formatDate, plural } from '#platform/ui';
import { NO_SHEET_WAITS } from '../../files/engine/web/file.words.js';
import { simFieldLabel } from './sim.words.js';

const typed = (f: Record<string, unknown>): string => (f['typed'] ? `« ${f['typed']} »` : 'Ce numéro');
const status = (f: Record<string, unknown>): string =>
  SIM_STATUSES[f['status'] as SimStatus]?.label.toLowerCase() ?? String(f['status']);
const FILE_KIND_NAMES: Readonly<Record<string, string>> = {
  pdf: 'un PDF',
  image: 'une image',
  zip: 'une archive',
  xls: 'un classeur Excel d’avant 1997',
  xlsb: 'un classeur Excel binaire',
  numbers: 'un classeur Numbers',
  document: 'un document de texte',
  markup: 'une page web',
  protected: 'protégé par un mot de passe',
  broken: 'abîmé ou incomplet',
  too_large: 'bien plus gros qu’une liste',
  unsafe: 'un classeur qu’aucun tableur n’écrit',
  binary: 'un fichier qui n’est pas du texte',
};

const dayShown = (day: unknown): string => (isDay(String(day)) ? formatDate(String(day)) : String(day));

/** What the cap says of somebody who reached it; Postgres, asked by two at once, says no number. */
export const capShown = ({ had, cards, months }: Record<string, unknown>): string =>
  had === undefined
    ? 'Cette personne vient de recevoir une carte, et n’en reçoit pas d’autre maintenant.'
    : `Cette personne a reçu ${plural(Number(had), 'carte')} SIM en ${months} mois ; la règle en prévoit ${cards}.`;

const rows: Sentences = {
  'sims.iccid_malformed': (f) =>
    `${typed(f)} n’est pas un numéro de carte : il commence par 89 et a 19 ou 20 chiffres.`,
  'sims.iccid_rounded': (f) =>
    `Le tableur a arrondi ce numéro (${f['typed']}) : les derniers chiffres sont perdus. Mettez la colonne en texte avant d’y coller les numéros, ou demandez au fournisseur la liste en CSV.`,
  'sims.iccid_wrong_check': (f) => `${typed(f)} a un chiffre faux : relisez-le sur la carte.`,
  'sims.iccid_check_missing': (f) => `Le chiffre de contrôle manque : la carte est prise comme ${f['completed']}.`,
  'sims.iccid_foreign': () => 'Cette carte vient d’un opérateur étranger.',
  'sims.row_iccid_duplicate': (f) =>
    `La même carte est déjà à la ligne ${f['firstRow']}${f['sheet'] ? ` de « ${f['sheet']} »` : ''}.`,
  'sims.row_iccid_known': () => 'Cette carte est déjà connue : rien n’est fait deux fois.',
  'sims.row_msisdn_unusual': () => 'Le numéro de ligne n’est pas un numéro de mobile : il n’est pas repris.',
  'sims.row_msisdn_taken': () => 'Son numéro de ligne est déjà celui d’une autre carte.',
  'sims.row_day_read': (f) => `${f['label']} : lue comme le ${dayShown(f['day'])}, le jour avant le mois.`,
  'sims.row_day_unusual': (f) =>
    `${f['label']} : ce n’est pas un jour entier, elle n’est pas reprise. Écrivez-le ainsi : 31/03/2027.`,
  'sims.row_pin_unusual': () => 'Le code PIN n’a pas 4 à 8 chiffres : il n’est pas repris.',
  'sims.row_puk_unusual': () => 'Le code PUK n’a pas 8 chiffres : il n’est pas repris.',
};

const lists: Sentences = {
  'sims.sheets_differ': (f) =>
    `La feuille « ${f['sheet']} » n’a pas les mêmes titres : prenez-la après, sans renvoyer le fichier.`,
  'sims.kept_at_structure': () => 'Cette carte est chez une structure : reprenez-la d’abord.',
  'sims.moved_on': () => 'Cette carte a déjà été remise, ou est terminée.',
  'sims.list_missing': () => 'Choisissez le fichier du fournisseur, ou collez la liste.',
  'sims.list_empty': () => 'Cette liste est vide.',
  'sims.list_not_text': (f) =>
    `Ce fichier est ${FILE_KIND_NAMES[String(f['kind'])] ?? 'illisible'}. Enregistrez la liste en CSV dans le tableur, ou collez-la.`,
  'sims.list_no_iccid': () =>
    'Nous n’avons trouvé aucun numéro de carte (ICCID). Il en faut un par ligne, ou une colonne « ICCID ».',
  'sims.list_too_many_columns': (f) =>
    `La ligne ${f['row'] ?? 1} a trop de colonnes (${f['columns']}). Gardez celles qui servent.`,
  'sims.list_quote_open': (f) =>
    `Un guillemet ouvert à la ligne ${f['row']} n’est jamais fermé. Corrigez-le, puis renvoyez la liste.`,
  'sims.list_too_large': (f) => `Cette liste est trop lourde : ${f['limit']} au plus. Coupez-la en plusieurs.`,
  'sims.list_too_long': (f) => `Cette liste a plus de ${f['max']} cartes. Coupez-la en plusieurs.`,
  'sims.sheet_taken': () => 'Cette feuille est déjà enregistrée. Choisissez-en une autre.',
  // Rows say so that were read before their problem had its present code.
  'sims.row_carrier_too_long': (f) => `Le nom de cet opérateur est trop long : ${f['max']} caractères au plus.`,
  'sims.row_words_too_long': (f) => `« ${f['label']} » est trop long : ${f['max']} caractères au plus.`,
  'sims.row_carrier_missing': () => 'Ni la liste ni vous ne dites l’opérateur de cette carte.',
  'sims.carrier_missing': () => 'Dites de quel opérateur sont ces cartes : la liste ne le dit pas pour toutes.',
  'sims.nothing_new': () => 'Aucune carte de cette liste n’est nouvelle. Rien n’a été fait deux fois.',
  'sims.list_twice': () => 'Cette même liste vient d’être envoyée. Rien n’a été fait deux fois.',
  'sims.list_not_ready': (f) =>
    f['state']
      ? `Cette liste est « ${IMPORT_STATES[f['state'] as ImportState]?.label.toLowerCase() ?? f['state']} » : il n’y a plus rien à décider.`
      : NO_SHEET_WAITS,
  'sims.list_rows_wrong': (f) =>
    `${plural(Number(f['wrong'] ?? 0), 'ligne est', 'lignes sont')} en erreur : rien n’a été enregistré.`,
  'sims.list_header_row': (f) =>
    `Il n’y a pas de ligne à ce numéro parmi les premières. Écrivez un numéro entre 1 et ${f['max']}, ou 0 s’il n’y a pas de titres.`,
  'sims.columns_twice': (f) =>
    `Deux colonnes sont « ${simFieldLabel(f['field'])} ». Gardez la bonne, et ignorez l’autre.`,
  'sims.list_failed': () =>
    'Cette liste n’a pas pu être lue, plusieurs fois de suite. Rien n’a été enregistré. Prévenez l’administrateur.',
};

const cards: Sentences = {
  'sims.nothing_chosen': () => 'Choisissez au moins une carte.',
  'sims.not_enough': (f) => `Il ne reste que ${f['left']} carte(s) en stock, et vous en demandez ${f['asked']}.`,
  'sims.not_a_structure': () => 'Choisissez une structure dans la liste.',
  'sims.already_handed_out': () => 'Cette carte a déjà été remise à quelqu’un. Prenez-en une autre.',
  'sims.not_now': (f) => `Cette carte est « ${status(f)} » : cette action n’est plus possible. Rechargez la page.`,
  'sims.not_yours': () => 'Cette action ne revient pas à votre organisation.',
  'sims.beneficiary_unknown': () => 'Choisissez une personne de votre structure.',
  'sims.password_wrong': () => 'Ce n’est pas votre mot de passe. La carte n’a pas été remise.',
  'sims.cap_reached': (f) => `${capShown(f)} Dites pourquoi elle en reçoit une de plus.`,
  'sims.cap_for_managers': (f) =>
    `${capShown(f)} La personne responsable de votre structure peut lui en remettre une de plus.`,
  'sims.same_beneficiary': () => 'C’est déjà cette référence. Choisissez-en une autre.',
  'sims.codes_were_read': () =>
    'Les codes de cette carte ont été lus depuis la remise : elle ne peut plus servir à une autre personne. Terminez-la, avec la raison « rendue ».',
  'sims.never_used_missing': () =>
    'Cochez que la carte est revenue sans avoir servi. Si elle a servi, terminez-la : « Rendue par la personne ».',
  'sims.undone_too_late': () =>
    'Une remise s’annule jusqu’à la fin du jour ouvré suivant. Terminez la carte : « Rendue par la personne ».',
  'sims.codes_closed': () =>
    'Les codes peuvent être lus après la remise, par la structure qui l’a faite, tant que la ligne est en service et qu’ils n’ont pas été effacés, faute de nouvelles. Sinon, l’opérateur de la carte les redonne.',
  'sims.credit_end_past': () => 'Ce jour est passé. Dites jusqu’à quand le crédit dure maintenant.',
  'sims.reason_missing': () => 'Choisissez pourquoi cette carte ne sert plus.',
  'sims.iccid_is_for_ever': () => 'Le numéro d’une carte ne change jamais.',
  'sims.no_change_without_history': () =>
    'Rien n’a été changé : un changement doit laisser sa trace. Rechargez la page.',
  'sims.hand_out_unsigned': () => 'Une carte ne se remet qu’avec une confirmation signée.',
};

export const simsSentences: Sentences = { ...rows, ...lists, ...cards };

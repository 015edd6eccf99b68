import { categoryLabel, isCategory } from '#bank/devices';
import { IMPORT_STATES, type ImportState } from '#bank/files/engine';
import type { Because } from '#bank/files/words';
import type { Sentences } from '#platform/http';
import { formatNumber, plural } from '#platform/ui';
import { capital, manyInWords, NO_SHEET_WAITS } from '../../../files/engine/web/file.words.js';
import { BECAUSE_WORDS, fieldLabel } from './file.words.js';

const EXCEL =
  'Dans le tableur, choisissez « Enregistrer sous », puis « Classeur Excel (.xlsx) » ou « CSV », et envoyez ce fichier-là.';
/** What a file is instead of a table, and what to do then. */
const SHEET_KINDS: Readonly<Record<string, string>> = {
  image: 'Ce fichier est une image, pas un tableau. Demandez au donateur la liste dans un tableur.',
  pdf: 'Ce fichier est un PDF, pas un tableau. Demandez au donateur le tableur dont il vient.',
  zip: 'Ce fichier est une archive. Ouvrez-la, puis envoyez le tableur qu’elle contient.',
  xls: `Ce fichier est un classeur Excel d’avant 1997. Ouvrez-le. ${EXCEL}`,
  protected:
    'Ce classeur est protégé par un mot de passe. Ouvrez-le, ôtez le mot de passe, enregistrez-le, puis renvoyez-le.',
  numbers:
    'Ce fichier est un classeur Numbers (Apple). Dans Numbers, choisissez « Fichier », « Exporter vers », « Excel », et envoyez ce fichier-là.',
  xlsb: `Ce fichier est un classeur Excel binaire (.xlsb). ${EXCEL}`,
  document: `Ce fichier est un document de texte ou de présentation. Copiez sa liste dans un tableur. ${EXCEL}`,
  markup: `Ce fichier est une page web sous un nom de tableur. Ouvrez-le dans Excel ou LibreOffice. ${EXCEL}`,
};
/** « ligne 12 de la feuille « Étage 2 » ». */
const rowOf = (f: Readonly<Record<string, unknown>>): string =>
  `ligne ${f['firstRow']}${f['sheet'] ? ` de la feuille « ${f['sheet']} »` : ''}`;
const number = (value: unknown): string => formatNumber(Number(value));

export const fileSentences: Sentences = {
  'intake.file_missing': () => 'Choisissez le fichier du donateur.',
  'intake.file_empty': () => 'Ce fichier est vide. Choisissez-en un autre.',
  'intake.file_twice': (f) =>
    `Ce même fichier est déjà là pour ce don${f['filename'] ? ` (« ${f['filename']} », ${IMPORT_STATES[f['state'] as ImportState]?.label.toLowerCase() ?? ''})` : ''}. Rien n’a été fait deux fois.`,
  'imports.file_twice': () => 'Ce même fichier vient d’être envoyé. Rien n’a été fait deux fois.',
  'intake.file_not_ready': (f) =>
    f['state']
      ? `Ce fichier est « ${IMPORT_STATES[f['state'] as ImportState]?.label.toLowerCase() ?? f['state']} » : il n’y a plus rien à décider.`
      : NO_SHEET_WAITS,
  'intake.file_nothing_good': () =>
    'Aucune ligne de ce fichier ne peut être enregistrée. Corrigez-le dans le tableur, puis envoyez-le de nouveau.',
  'intake.file_failed': () =>
    'Ce fichier n’a pas pu être traité, plusieurs fois de suite. Rien n’a été enregistré. Prévenez l’administrateur.',
  'intake.sheet_not_text': (f) => SHEET_KINDS[String(f['kind'])] ?? `Ce fichier n’est pas un tableau. ${EXCEL}`,
  'intake.sheet_broken': () =>
    'Ce classeur est abîmé ou incomplet : il n’a peut-être pas été envoyé jusqu’au bout. Ouvrez-le dans le tableur, enregistrez-le de nouveau, puis renvoyez-le.',
  'intake.sheet_bomb': () =>
    'Ce classeur contient bien plus qu’une liste de matériel ; il n’a pas été ouvert. Copiez la liste dans un nouveau classeur, puis envoyez celui-là.',
  'intake.sheet_too_many_rows': (f) =>
    `Ce fichier a plus de ${number(f['limit'])} lignes. Coupez-le en plusieurs, puis envoyez-les l’un après l’autre.`,
  'intake.sheet_header_row': (f) =>
    `Cette ligne n’a pas de titres. Écrivez le numéro d’une ligne remplie, entre 1 et ${number(f['max'])}, ou 0 s’il n’y en a pas.`,
  'intake.sheet_row_open': (f) =>
    `La ligne ${number(f['row'])} ne finit jamais : une case y est bien trop longue. Corrigez-la dans le tableur, puis envoyez de nouveau.`,
  'intake.columns_twice': (f) =>
    `Deux colonnes sont « ${fieldLabel(f['field'])} ». Gardez la bonne, et ignorez l’autre.`,
  'intake.sheet_taken': () => 'Cette feuille est déjà enregistrée, ou n’a rien à lire. Choisissez-en une autre.',
  'imports.sheet_taken': () => 'Cette feuille vient d’être enregistrée. Rien n’a été fait deux fois.',
  'intake.sheets_differ': (f) =>
    `La feuille « ${f['sheet']} » n’a pas les mêmes titres : prenez-la après celle-ci, à part.`,
  'intake.file_rows_wrong': (f) =>
    `${plural(Number(f['wrong'] ?? 0), 'ligne est', 'lignes sont')} en erreur : rien n’a été enregistré. Corrigez le fichier, ou enregistrez seulement les bonnes lignes.`,
  'intake.file_many_devices': (f) =>
    `${capital(manyInWords(Number(f['count'])))} ? C’est beaucoup pour un fichier : confirmez ce nombre (${number(f['count'])}).`,
  'intake.file_became_wrong': () =>
    'Depuis que vous avez vérifié ce fichier, une de ses lignes au moins est devenue fausse. Rien n’a été enregistré. Regardez les lignes signalées, puis décidez.',
  'intake.sheet_empty': () => 'Ce fichier est vide. Choisissez-en un autre.',
  'intake.sheet_no_rows': (f) =>
    `Ce fichier n’a aucune ligne sous ses titres (ligne ${f['row']}). Vérifiez que vous avez enregistré la bonne feuille.`,
  'intake.sheet_no_header': () =>
    'Aucune ligne ne ressemble à des titres de colonnes. Écrivez sur la première ligne : Type, Marque, Modèle, Numéro de série.',
  'intake.row_remark_left_out': () => 'Une partie de la remarque n’est pas gardée : elle nomme peut-être une personne.',
  'intake.row_swollen_battery': () =>
    'Batterie gonflée, d’après le fichier : danger. Ne la chargez pas, mettez l’appareil à part.',
  'intake.sheet_a_letter': () =>
    'C’est un message, pas une liste. Recopiez-en les appareils dans un tableur, un par ligne ou une sorte par ligne, sous les titres Type, Marque, Modèle, Numéro de série et Quantité. S’il y en a peu, ajoutez-les à ce don un par un.',
  'intake.sheet_counts_across': (f) =>
    `Ce tableau compte des appareils par colonne (« ${f['typed']} »…), comme un inventaire de salles. Faites une ligne par sorte d’appareil, sous les titres Type et Quantité, puis envoyez-le de nouveau.`,
  'intake.sheet_on_its_side': () =>
    'Dans cette liste, les titres sont les uns sous les autres et chaque colonne est un appareil. Dans le tableur, copiez-la, puis « Collage spécial », « Transposer », et envoyez le fichier ainsi fait.',
  'intake.sheet_too_many_columns': (f) =>
    `La ligne ${f['row']} a ${f['columns']} colonnes : ${f['limit']} au plus. Gardez les colonnes utiles, puis envoyez de nouveau.`,
  'intake.sheet_quote_open': (f) =>
    `Un guillemet ouvert à la ligne ${f['row']} n’est jamais fermé. Corrigez cette ligne dans le tableur, puis envoyez de nouveau.`,
  'intake.row_category_missing': () => 'Le type d’appareil manque.',
  'intake.row_category_unknown': (f) =>
    `« ${f['typed']} » n’est pas un type connu : écrivez portable, fixe, tablette, écran…`,
  'intake.row_category_unsure': (f) =>
    `« ${f['typed']} » (${BECAUSE_WORDS[f['because'] as Because]}) : lu « ${isCategory(f['guess']) ? categoryLabel(f['guess']) : '?'} », à vérifier.`,
  'intake.row_category_to_check': (f) => `« ${f['typed']} » : noté « Autre », le type est à vérifier sur l’appareil.`,
  'intake.answer_unknown': () =>
    'Un mot de ce fichier a été compris autrement entre-temps : relisez la page, puis répondez de nouveau.',
  'intake.words_of_the_bank': () =>
    'Pour tous les fichiers de la banque, c’est la banque qui répond. Choisissez ce fichier ou ce donateur.',
  'intake.words_asked': (f) => `${plural(Number(f['count']), 'mot est', 'mots sont')} encore à préciser.`,
  'intake.row_serial_missing': () => 'Pas de numéro de série.',
  'intake.row_serial_generic': (f) =>
    `« ${f['typed']} » ne distingue pas cet appareil : gardé, mais il faudra son étiquette.`,
  'intake.row_serial_duplicate': (f) => `Même numéro de série que la ${rowOf(f)}.`,
  'intake.row_serial_maybe_duplicate': (f) =>
    `Même numéro de série que la ${rowOf(f)}, mais une des deux n’a pas de marque : est-ce le même appareil ? Répondez dans « Ce que nous avons compris ».`,
  'intake.row_serial_maybe_known': (f) =>
    `${f['code'] ? `L’appareil ${f['code']}` : 'Un appareil de la banque'} a ce numéro de série, mais un des deux n’a pas de marque : est-ce le même ? Répondez dans « Ce que nous avons compris ».`,
  'intake.row_serial_rounded': (f) =>
    `« ${f['typed']} » a été arrondi ou transformé par le tableur : mettez la colonne en texte et réécrivez le numéro.`,
  'intake.row_two_serials': (f) =>
    `Deux numéros de série (« ${f['typed']} ») : si ce sont deux appareils, mettez-les sur deux lignes ; sinon, dites quelle colonne lire, ou n’en laissez qu’un.`,
  'intake.row_asset_number_duplicate': (f) => `Même numéro d’inventaire que la ${rowOf(f)}.`,
  'intake.row_asset_number_rounded': (f) =>
    `« ${f['typed']} » a été arrondi ou transformé par le tableur : mettez la colonne en texte et réécrivez le numéro.`,
  'intake.row_note': (f) => `Note sur la cellule : « ${f['said']} ».`,
  'intake.row_condition_unknown': (f) => `État « ${f['typed']} » non compris : noté « pas essayé ».`,
  'intake.row_given_unsure': (f) =>
    `« ${f['typed']} » : cet appareil est-il donné ? Répondez dans « Ce que nous avons compris » : rien n’est enregistré sans votre réponse.`,
  'intake.row_quantity_unknown': (f) =>
    `Quantité « ${f['typed']} » non comprise : écrivez un nombre entier de 1 à ${number(f['max'])}.`,
  'intake.row_quantity_many': (f) =>
    `${capital(manyInWords(Number(f['quantity']), f['category']))} ? Répondez dans « Ce que nous avons compris » : rien n’est enregistré sans votre réponse.`,
  'intake.row_quantity_and_number': (f) =>
    `Quantité ${number(f['quantity'])}, mais un seul numéro : écrivez une ligne par appareil, ou ôtez le numéro.`,
  'intake.row_purchase_unknown': (f) => `Date d’achat « ${f['typed']} » non comprise : laissée de côté.`,
  'intake.row_cell_error': (f) => `Une case contient une erreur du tableur (${f['typed']}) : réécrivez-la.`,
  'intake.row_cell_formula': (f) =>
    `Une case contient une formule sans son résultat (${f['typed']}) : ouvrez le fichier dans le tableur, enregistrez-le, puis renvoyez-le.`,
  'intake.row_too_long': (f) => `Un texte a ${f['length']} caractères : ${f['limit']} au plus.`,
  'intake.row_shifted': (f) => `La ligne a ${f['cells']} cases pour ${f['columns']} colonnes : elle est décalée.`,
  'intake.row_serial_known': (f) =>
    `Numéro de série déjà enregistré${f['code'] ? ` : c’est l’appareil ${f['code']}` : ' à la banque'}.`,
  'intake.row_number_known': (f) => `Numéro déjà pris${f['code'] ? ` par l’appareil ${f['code']}` : ''}.`,
  'intake.row_number_of_gone': () => 'Ce numéro était celui d’un appareil sorti : il ne sera pas repris.',
};

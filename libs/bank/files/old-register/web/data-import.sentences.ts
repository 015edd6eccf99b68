import { DATA_IMPORT_STATES, type DataImportState } from '#bank/files/old-register';
import type { Sentences } from '#platform/http';
import { formatNumber } from '#platform/ui';
import { capital, manyInWords, NO_SHEET_WAITS } from '../../engine/web/file.words.js';

const stateWords = (state: unknown): string =>
  DATA_IMPORT_STATES[state as DataImportState]?.label.toLowerCase() ?? String(state);

const NOT_A_TABLE: Readonly<Record<string, string>> = {
  image: 'Ce fichier est une image, pas un tableau',
  pdf: 'Ce fichier est un PDF, pas un tableau',
  zip: 'Ce fichier est une archive, pas un tableau',
  xls: 'Ce fichier est un classeur Excel d’avant 1997',
  protected: 'Ce classeur est protégé par un mot de passe : ôtez-le d’abord',
  numbers: 'Ce fichier est un classeur Numbers (Apple) : exportez-le vers Excel',
  xlsb: 'Ce fichier est un classeur Excel binaire (.xlsb)',
  document: 'Ce fichier est un document de texte, pas un tableau',
  markup: 'Ce fichier est une page web, pas un tableau',
  broken: 'Ce classeur est abîmé ou incomplet',
  too_large: 'Ce classeur est beaucoup trop grand une fois ouvert',
  unsafe: 'Ce classeur contient ce qu’aucun tableur n’écrit',
};

const files: Sentences = {
  'data_import.file_missing': () => 'Choisissez le fichier de l’ancien outil.',
  'data_import.issuer_missing': () =>
    'Écrivez le nom de l’ancien outil, par exemple GLPI : il dira d’où viennent les numéros.',
  'data_import.issuer_too_long': (f) => `Un nom de ${f['max']} caractères au plus.`,
  'data_import.became_wrong': () =>
    'Depuis l’aperçu, des lignes sont devenues des doublons. Rien n’a été repris : relisez-les, puis reprenez les bonnes.',
  'data_import.file_twice': (f) =>
    `Ce même fichier est déjà là${f['filename'] ? ` (« ${f['filename']} », ${stateWords(f['state'])})` : ''}. Rien n’a été fait deux fois.`,
  'data_import.not_now': (f) =>
    f['state']
      ? `Ce fichier est « ${stateWords(f['state'])} » : ce n’est plus possible. Rechargez la page.`
      : NO_SHEET_WAITS,
  'data_import.nothing_good': () => 'Aucune ligne ne peut être reprise. Corrigez les correspondances ou le fichier.',
  'data_import.rows_wrong': (f) =>
    `${f['count']} ligne(s) ont une erreur : corrigez-les, ou reprenez seulement les bonnes lignes.`,
  'data_import.many_devices': (f) =>
    `Ce fichier fait ${manyInWords(Number(f['count']))} (${formatNumber(Number(f['count']))}). Au-delà de ${formatNumber(Number(f['unasked']))}, dites ce nombre pour les reprendre.`,
  'data_import.failed': () =>
    'La reprise n’a pas pu se faire, plusieurs fois de suite. Rien n’a été enregistré. Prévenez l’administrateur.',
  'data_import.column_twice': (f) =>
    `La colonne « ${f['title']} » est choisie deux fois : une colonne ne dit qu’une chose.`,
  'data_import.too_many_values': (f) =>
    `La colonne « ${f['title']} » contient plus de 500 mots différents : ce n’est sans doute pas la bonne.`,
  'data_import.value_unmapped': (f) =>
    `Dites ce que veut dire ${((f['values'] as string[] | undefined) ?? []).map((v) => (v ? `« ${v} »` : 'une case vide')).join(', ')}${Number(f['count']) > 5 ? `, et ${Number(f['count']) - 5} autres` : ''}.`,
  'data_import.place_missing': () =>
    'Choisissez le lieu habituel : celui des appareils dont le fichier ne dit pas où ils sont.',
  'data_import.sheet_not_text': (f) =>
    `${NOT_A_TABLE[String(f['kind'])] ?? 'Ce fichier n’est pas un tableau'}. Dans GLPI : « Exporter », puis « CSV ». Dans un tableur : « Enregistrer sous », puis « CSV » ou « XLSX ».`,
  'data_import.sheet_empty': () => 'Ce fichier est vide. Choisissez-en un autre.',
  'data_import.sheet_no_header': () =>
    'Aucune ligne ne ressemble à des titres de colonnes. Il en faut au moins deux, par exemple : Numéro d’inventaire, Statut.',
  'data_import.sheet_no_rows': () =>
    'Ce fichier n’a aucune ligne sous ses titres. Vérifiez que vous avez choisi la bonne feuille.',
  'data_import.sheet_too_many_columns': (f) => `Ce fichier a ${f['columns']} colonnes : ${f['limit']} au plus.`,
  'data_import.sheet_too_many_rows': (f) => `Ce fichier a plus de ${f['limit']} lignes : coupez-le en plusieurs.`,
  'data_import.sheet_broken': (f) =>
    `La lecture s’est arrêtée à la ligne ${f['row']} : un guillemet n’y est jamais fermé, ou la ligne est abîmée.`,
};

const rows: Sentences = {
  'data_import.row_state_unmapped': (f) => `État « ${f['typed']} » sans correspondance.`,
  'data_import.row_no_identity': () =>
    'Ni ancien numéro, ni numéro de série, ni quantité : rien ne distingue cet appareil.',
  'data_import.row_name_of_person': () =>
    'Le nom de la machine semble être celui d’une personne : l’appareil est repris, ce nom n’est pas gardé.',
  'data_import.row_counts_in_words': (f) =>
    `« ${f['typed']} » semble compter ${f['count']} appareils, et une ligne sans quantité n’en fait qu’un. Mettez ce nombre dans une colonne « Quantité », puis renvoyez le fichier.`,
  'data_import.row_given_unsure': (f) => `« ${f['typed']} » : à reprendre ou non ? Dites-le dans les correspondances.`,
  'data_import.row_quantity_unknown': (f) =>
    `Quantité « ${f['typed']} » non comprise : écrivez un nombre entier de 1 à ${formatNumber(Number(f['max']))}.`,
  'data_import.row_quantity_many': (f) =>
    `${capital(manyInWords(Number(f['quantity']), f['category']))} ? Répondez dans « Les quantités » : rien n’est repris sans votre réponse.`,
  'data_import.row_quantity_and_number': (f) =>
    `Quantité ${formatNumber(Number(f['quantity']))}, mais un seul numéro : écrivez une ligne par appareil, ou ôtez le numéro.`,
  'data_import.row_serial_generic': (f) => `« ${f['typed']} » n’est pas un vrai numéro de série.`,
  'data_import.row_serial_rounded': (f) =>
    `« ${f['typed']} » a été arrondi ou transformé par le tableur : mettez la colonne en texte.`,
  'data_import.row_two_serials': (f) =>
    `Deux numéros de série (« ${f['typed']} ») : si ce sont deux appareils, mettez-les sur deux lignes ; sinon, n’en laissez qu’un.`,
  'data_import.row_number_rounded': (f) =>
    `« ${f['typed']} » a été arrondi ou transformé par le tableur : mettez la colonne en texte.`,
  'data_import.row_number_is_code': (f) =>
    `« ${f['typed'] ?? f['code']} » est un code de la banque, pas un ancien numéro : cet appareil est peut-être déjà ici.`,
  'data_import.row_number_duplicate': (f) => `Même numéro que la ligne ${f['firstRow']}.`,
  'data_import.row_serial_duplicate': (f) => `Même numéro de série que la ligne ${f['firstRow']}.`,
  'data_import.row_serial_maybe_duplicate': (f) =>
    `Même numéro de série que la ligne ${f['firstRow']}, mais une des deux n’a pas de marque : est-ce le même appareil ?`,
  'data_import.row_serial_maybe_known': (f) =>
    `L’appareil ${f['code']} a ce numéro de série, mais un des deux n’a pas de marque : est-ce le même ?`,
  'data_import.row_cell_formula': (f) =>
    `Une case contient une formule sans son résultat (${f['typed']}) : ouvrez le fichier dans le tableur, enregistrez-le, puis renvoyez-le.`,
  'data_import.row_number_known': (f) => `Numéro déjà repris : c’est l’appareil ${f['code']}.`,
  'data_import.row_serial_known': (f) => `Numéro de série déjà enregistré : c’est l’appareil ${f['code']}.`,
  'data_import.row_category_missing': (f) => `Type d’appareil non compris${f['typed'] ? ` : « ${f['typed']} »` : ''}.`,
  'data_import.row_remark_left_out': () =>
    'Une partie de la remarque n’est pas gardée : elle nomme peut-être une personne.',
  'data_import.row_swollen_battery': () =>
    'Batterie gonflée, d’après le fichier : danger. Ne la chargez pas, mettez l’appareil à part.',
  'data_import.row_category_to_check': (f) =>
    `« ${f['typed']} » : noté « Autre », le type est à vérifier sur l’appareil.`,
  'data_import.row_structure_missing': () =>
    'Remis, mais par aucune structure : choisissez-en une dans les correspondances.',
  'data_import.sheet_taken': () => 'Cette feuille est déjà reprise, ou n’a rien à lire. Choisissez-en une autre.',
  'data_import.row_date_unreadable': (f) => `« ${f['typed']} » n’est pas une date lisible.`,
  'data_import.row_date_future': (f) => `« ${f['typed']} » est dans le futur.`,
  'data_import.row_date_unsure': (f) => `« ${f['typed']} » : jour ou mois d’abord ? Date laissée de côté.`,
  'data_import.row_date_missing': () => 'Date de remise non connue.',
  'data_import.row_purchase_left': (f) =>
    `Date d’achat « ${f['typed']} » non comprise : laissée de côté. Écrite « 12/03/2021 », elle est gardée.`,
  'data_import.row_warranty_left': (f) =>
    `Fin de garantie « ${f['typed']} » sans jour certain : laissée de côté. Écrite « 12/03/2027 », elle est gardée.`,
  'data_import.row_cost_left': (f) =>
    `Coût « ${f['typed']} » : pas un montant certain en euros, laissé de côté. Écrit « 1234,50 », il est gardé.`,
  'data_import.row_cost_unlikely': (f) =>
    `Coût « ${f['typed']} » : si élevé que c’est peut-être une date ou une erreur, laissé de côté.`,
  'data_import.row_cost_of_several': (f) =>
    `Coût « ${f['typed']} » pour ${formatNumber(Number(f['quantity']))} appareils : de chacun ou de tous ? Laissé de côté.`,
  'data_import.row_supplier_person': () => 'Le fournisseur semble être une personne : son nom n’est pas gardé.',
  'data_import.row_supplier_long': (f) =>
    `Le nom du fournisseur a ${f['length']} caractères : ${f['limit']} au plus, il est laissé de côté.`,
  'data_import.row_too_long': (f) => `Un texte a ${f['length']} caractères : ${f['limit']} au plus.`,
  'data_import.row_shifted': () => 'La ligne a plus de cases que de titres : elle est décalée.',
};

const logs: Sentences = {
  'data_import.logs_missing': () => 'Choisissez au moins un journal, ou un ZIP qui en contient.',
  'data_import.logs_not_read': () => 'Ces journaux sont encore en cours de lecture. Attendez qu’ils soient tous lus.',
  'data_import.archive_broken': () =>
    'Ce ZIP est abîmé, ou protégé par un mot de passe. Refaites-le, puis envoyez-le de nouveau.',
  'data_import.archive_too_large': (f) =>
    `Ce dossier est trop grand : ${f['files']} fichiers et ${f['megabytes']} Mo au plus, une fois ouvert. Envoyez-le en plusieurs fois.`,
  'data_import.nothing_to_sign': () =>
    'Aucun effacement n’est prêt à être signé : il faut qu’un inventaire fait depuis la reprise montre le même disque.',
};

export const dataImportSentences: Sentences = { ...files, ...rows, ...logs };

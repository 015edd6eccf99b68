import type { Because } from '#bank/files/words';
import { SHEET_FIELDS, type SheetField } from '#bank/intake';

const FIELDS: Readonly<Record<SheetField, string>> = {
  category: 'Type d’appareil',
  make: 'Marque',
  model: 'Modèle',
  serial: 'Numéro de série',
  assetNumber: 'Numéro d’inventaire',
  condition: 'État',
  quantity: 'Quantité',
  purchased: 'Date ou année d’achat',
  screenSerial: 'Numéro de série de l’écran',
  imei: 'IMEI, en plus du numéro de série',
  given: 'À donner ou à garder',
};

export const fieldLabel = (field: unknown): string => FIELDS[field as SheetField] ?? String(field);

export const FIELD_OPTIONS = SHEET_FIELDS.map((value) => ({ value, label: FIELDS[value] }));

export const BECAUSE_WORDS: Readonly<Record<Because, string>> = {
  words: 'd’après les mots',
  model_line: 'd’après le modèle',
  maker_of_computers: 'd’après la marque',
  maker_of_printers: 'd’après la marque',
  maker_of_both: 'un ordinateur ou une imprimante ?',
  title: 'd’après le titre de la colonne',
  default: 'comme vous l’avez dit pour tout le fichier',
  empty: 'case vide',
  answered: 'dit par une personne',
  as_typed: 'gardé comme écrit',
  nothing_known: 'mot inconnu',
  unknown_words: 'un mot n’est pas compris',
  vague: 'trop vague',
  accessory: 'accessoire ou pièce : est-ce un appareil ?',
  office_telephone: 'téléphone de bureau ou radio : est-ce un appareil à reprendre ?',
  two_things: 'deux choses dans une case',
  several: 'plusieurs appareils dans une case',
  either: 'l’un ou l’autre',
  doubt: 'le donateur doute',
  contradiction: 'se contredit',
  mixed: 'dit deux choses',
  spelling: 'faute de frappe ?',
  rounded: 'arrondi par le tableur',
  both_orders: 'jour ou mois d’abord ?',
  short_year: 'jour, mois ou année d’abord ?',
  same_serial: 'déjà vu, mais une fois sans sa marque : est-ce le même appareil ?',
  many: 'une très grande quantité',
  not_given: 'semble dire que l’appareil n’est pas donné',
  bare_answer: 'oui ou non, mais à quelle question ?',
};

import type { Because } from '#vocabulary';

/** Why a word of a donor's list was read so, or has to be asked about, in a few words. */
export const BECAUSE_WORDS: Readonly<Record<Because, string>> = {
  words: 'd’après les mots',
  model_line: 'd’après le modèle',
  maker_of_computers: 'd’après la marque',
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
  many: 'une très grande quantité',
  bare_answer: 'oui ou non, mais à quelle question ?',
};

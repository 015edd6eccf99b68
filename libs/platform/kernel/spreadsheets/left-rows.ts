import { plainWords } from '../text/plain-words.js';
import { says, type TableRow } from './table.js';

/** Why a row of a list is none of the things that it lists. */
export type LeftRow = 'titles_again' | 'total' | 'section' | 'footer' | 'comment';

export interface ListLayout {
  /** None when the list has no titles. */
  readonly titles: readonly string[];
  readonly read: readonly number[];
  /** Columns that identify a thing: a serial, an inventory number. */
  readonly numbers: readonly number[];
  /** Columns that alone say what a thing is: its kind, its model. */
  readonly naming: readonly number[];
  /** A column that says nothing of the list: what was wrong with a row that comes back. */
  readonly ignored?: number;
}

const TOTAL =
  /^(?:(?:sous|grand|s) ?)?tota(?:l|ux)\b|^(?:nombre|nb|nbre|somme|effectif)\b.*(?:\btotal\b|\d$)|^(?:somme|effectif)$|\btotal$|^soit \d+\b/;
/** « Nombre de PC », with a figure beside it; « Soit 42 appareils ». */
const COUNTED = /^(?:nombre|nb|nbre|effectif|quantite|qte)\b/;
/** « Somme Portable », « Sous-total Dell » beside a figure, as a pivot writes them. */
const SUBTOTAL = /^(?:somme|sous total|s total)\b/;
const LABELLED_TOTAL = /^(?:nombre|nb|nbre|somme|effectif)\b.*:\s*$/i;
const FOOTER =
  /^(?:page|p) \d+(?: (?:sur|de|of) )?(?: ?\d+)?$|^.{3,60} page \d+(?: (?:sur|de|of))?(?: \d+)?$|^(?:signature|visa|cachet)\b|^l[ea] (?:directeur|directrice|maire|responsable|presidente?)\b|^(?:imprime|edite|genere|exporte|extrait|etabli|arrete|mise? a jour|derniere mise a jour|document (?:edite|genere|imprime))\b.*\b(?:le|du|par|depuis|au)\b|^date d (?:edition|impression|extraction)\b|^fait a\b|^liste (?:arretee|etablie|editee|mise a jour)\b|^fin d[eu]\b|^fin$|^copyright\b|^(?:document )?confidentiel\b/;
/** « P-12 » is a thing's number; a page is written « p. 12 ». */
const NUMBERED = /^p[^.\s\d]\s*\d/i;
const PAGES = /^\d{1,4}\s*\/\s*\d{1,4}$/;
const COMMENT =
  /^\s*(?:\*|(?:n\.?\s?b\.?|nota(?: bene)?|note|remarques?|attention|l[ée]gende|commentaires?|observations?|rappel|info(?:rmation)?s?)\s*[:：]|nota\b|n\.b\.)/i;
/** « Rouge », « en jaune »: the key to the colours of a list. */
const COLOUR =
  /^(?:(?:en|fond|ligne|case|cellule|surligne|surlignee)s? )*(?:rouge|vert|verte|jaune|orange|bleu|bleue|gris|grise|rose|violet|violette|noir|blanc)s?$/;
const COLOUR_MEANS = /^([\p{L} ]{3,30}?)\s*(?:[:=→]|->?)\s*\S/u;
const PLACE =
  /^(?:batiment|bat|salle|etage|bureau|site|service|direction|departement|ecole|college|lycee|agence|lot|zone|niveau|rdc|rez de chaussee|palette|armoire|local|antenne|mairie|mediatheque|bibliotheque|creche)\b/;
/** A count or an amount; what a formula would have counted. */
const FIGURE = /^[-+]?[\d\s.,\u00a0\u202f]{1,20}\s?(?:€|%|eur|euros|ht|ttc)?$|^=(?:SUM|SUBTOTAL|COUNTA?|COUNTIFS?)\b/i;
/** « Ordinateurs portables », « Écrans »: a title above several; a single device is in the singular. */
const SEVERAL = /^(?:\S+ )*(?!(?:souris|tapis|gps|bus|os)$)\S{3,}[sx]$/;
/** « 12 PC portables » are twelve of them, and no title. */
const SO_MANY = /^\d{1,5} (?!eme\b|er\b|e\b)/;
/** A code has more digits than any count. */
const MOST_FIGURES = 6;
const SENTENCE_LETTERS = 80;
const SENTENCE_WORDS = 10;
/** A single cell is a title only in a list of so many columns. */
const SECTIONS_FROM = 3;

/**
 * Whether a row is something else than a thing of its list: titles that come again on each page, sums, titles of sections, page footers, remarks. A
 * row with a serial or a number is a thing, unless it is only a sum.
 * @returns `empty` when only the ignored column has text; null for a row of the list
 */
export function whyLeft(row: TableRow, layout: ListLayout): LeftRow | 'empty' | null {
  const filled = filledOf(row.cells, layout.ignored);
  const [first] = filled;
  if (first === undefined) return 'empty';
  if (row.pivot) return 'total';
  if (titlesAgain(row.cells, layout)) return 'titles_again';
  const numbered = filled.some((column) => layout.numbers.includes(column));
  const identified = numbered || filled.some((column) => layout.naming.includes(column));
  if (isTotal(row.cells, filled, { numbered, identified })) return 'total';
  if (filled.length > 2) return null;
  const text = row.cells[first]!.trim();
  const words = plainWords(text.slice(0, SENTENCE_LETTERS));
  const known = filled.some((c) => c !== first && layout.numbers.includes(c) && /\d/.test(row.cells[c]!));
  if ((!known && FOOTER.test(words) && !NUMBERED.test(text)) || (!identified && PAGES.test(text))) return 'footer';
  if (!numbered && filled.length === 2 && COLOUR.test(words)) return 'comment';
  if (filled.length > 1) return null;
  if (!numbered && COLOUR.test(plainWords(COLOUR_MEANS.exec(text)?.[1] ?? ''))) return 'comment';
  if (COMMENT.test(text) || isSentence(text)) return 'comment';
  const wide = layout.titles.filter(says).length >= SECTIONS_FROM;
  if (row.spanned || (wide && !numbered && (!identified || PLACE.test(words) || /[:：]$/.test(text)))) return 'section';
  if (wide && !numbered && layout.numbers.length && SEVERAL.test(words) && !SO_MANY.test(words)) return 'section';
  return null;
}

/** Why a row is left out as long as nobody asks for hidden rows, or those struck through. */
export const whyUnseen = ({ hidden, struck }: TableRow, wanted: boolean): 'struck' | 'hidden' | null => {
  if (wanted) return null;
  if (struck) return 'struck';
  return hidden ? 'hidden' : null;
};

function filledOf(cells: readonly string[], ignored: number | undefined): number[] {
  const filled: number[] = [];
  for (let i = 0; i < cells.length; i += 1) if (i !== ignored && says(cells[i]!)) filled.push(i);
  return filled;
}

function titlesAgain(cells: readonly string[], { titles, read }: ListLayout): boolean {
  if (!titles.length || !read.length) return false;
  return read.every((column) => same(cells[column], titles[column]));
}

const same = (cell: string | undefined, title: string | undefined): boolean =>
  cell === title || (cell ?? '').trim().toLowerCase() === (title ?? '').trim().toLowerCase();

function isTotal(
  cells: readonly string[],
  filled: readonly number[],
  { numbered, identified }: { readonly numbered: boolean; readonly identified: boolean },
): boolean {
  const others = filled.filter((column) => !isFigure(cells[column]!));
  if (others.length === 0) return !identified;
  if (others.length > 1 && filled.length > 3) return false;
  const text = cells[others[0]!]!.trim();
  const words = plainWords(text.slice(0, SENTENCE_LETTERS));
  const counted = others.length === 1 && filled.length > 1 && (COUNTED.test(words) || SUBTOTAL.test(words));
  const named = counted || TOTAL.test(words) || LABELLED_TOTAL.test(text);
  return named && (others.length === 1 || !numbered);
}

export function isFigure(cell: string): boolean {
  const text = cell.trim();
  return FIGURE.test(text) && (text.startsWith('=') || text.replace(/\D/g, '').length <= MOST_FIGURES + 4);
}

const isSentence = (text: string): boolean =>
  text.length > SENTENCE_LETTERS || text.split(/\s+/).length >= SENTENCE_WORDS;

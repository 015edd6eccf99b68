import type { Token } from '../phrase.js';

/** A participle, as far as its accent is typed: it worked once. */
export const ONCE = /\b(?:fonctionn?|march|d[ée]marr?|tourn)ée?s?(?!\p{L})/u;

const MONTH =
  '(?:janvier|janv|février|fevrier|fev|fév|mars|avril|avr|mai|juin|juillet|juil|août|aout|septembre|sept|octobre|oct|novembre|nov|décembre|decembre|dec|déc)';
/** « Le 14/02 », « au 12/09/24 »: what may be a mark out of ten needs a word before it. */
const SHORT_DATE = /(?<=\b(?:le|au|du|depuis))\s+(\d{1,2})[/.-](\d{1,2})(?:[/.-]\d\d)?\b/gi;
const isDay = (day: number, month: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= (month === 2 ? 29 : 31);
/** « Testé OK le 12/03/2025 », « vérifié mars 2024 », « en panne depuis 2 ans »: when, of which only the year says something. */
export const datesAsYears = (text: string): string =>
  text
    .replace(/(?:\b\d{1,2}[/.-])?\b\d{1,2}[/.-]((?:19|20)\d\d)\b/g, '$1')
    .replace(new RegExp(`(?:\\d{1,2} )?(?<!\\p{L})${MONTH}\\.? ((?:19|20)\\d\\d)`, 'giu'), '$1')
    .replace(SHORT_DATE, (all, day: string, month: string) => (isDay(+day, +month) ? ' 2000' : all))
    .replace(new RegExp(`\\b\\d{1,2}(?:er)? (?<!\\p{L})${MONTH}(?!\\p{L})`, 'giu'), '2000')
    .replace(/\bservi (?:\d{1,2}|un|deux|trois|quatre|cinq) (?:ans?|mois|semaines?)\b/gi, 'peu servi')
    .replace(/(?<=[(,] ?)\d{1,2} (?:ans?|mois)(?!\p{L})/giu, '2000')
    .replace(/(?<=depuis )\d{1,2} (?:ans?|mois|semaines?|jours?)\b/gi, 'longtemps');

/** « Ne démarre toujours pas », « ne fonctionne vraiment plus »: as without the adverb. */
export const plainer = (text: string): string =>
  text
    // « Fonctionne +/- », « ok ± », « marche plus ou moins ».
    .replace(
      /\+ ?(?:[\\/]|ou|et)? ?[-–—−](?![\p{L}\d])|[-–—−] ?[\\/] ?\+|±|(?<!\p{L})plus ou moins(?!\p{L})/giu,
      ' parfois ',
    )
    .replace(/\btj(?:r?s|ours)\b/gi, 'toujours')
    .replace(/(?<=(?:^|\s)ne (?:s['’ ])?\p{L}+) ?\+(?![\p{L}\d])/giu, ' plus')
    .replace(/(?<=\p{L} )(?:absolument|vraiment|même|meme|toujours|carrément) (?=(?:pas|plus)(?!\p{L}))/giu, '');

/** « HS depuis 2021 », « depuis longtemps »; what charges no more « longtemps » is something else. */
export const isTime = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]!.text === 'longtemps' ? tokens[at - 1]?.stem === 'depui' : YEAR.test(tokens[at]!.text);
const YEAR = /^(?:19|20)\d\d$/;

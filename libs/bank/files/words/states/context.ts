import type { Condition } from '#bank/devices';
import { type Token, tokensOf } from '../phrase.js';
import { STATE_WORDS } from './state-words.js';

/** Why nobody knows: « faute de temps », « avant don », of which one word may be any. */
const WHY_UNKNOWN = /^(?:faute|manque|avant|car)$/;
/** Behind what stands since when, where, by whom or why it is so: « depuis la rentrée », « suite à un orage », « sur les coins ». */
const CONTEXT: Readonly<Record<Condition, RegExp>> = {
  works: /^(?:depuis|dans|par)$/,
  worn: /^(?:depuis|dans|par|sur)$/,
  faulty: /^(?:depuis|dans|par|suite|apres|malgre|pendant|chez)$/,
  unknown: /^(?:depuis|dans|par|suite|apres)$/,
};
/**
 * What takes nothing from a thing that works or is worn, by the word before it: behind « dans l’ », « depuis un » or « par le » another
 * noun may be « absolu », « live » or « feu ».
 */
const HARMLESS: Readonly<Record<string, RegExp>> = {
  depuis:
    /^(?:rentree|achat|acquisition|debut|an|annee|mois|semaine|trimestre|semestre|jour|week|vacances|noel|toussaint|paques|ete|hiver|automne|printemps|livraison|reception|installation|demenagement|confinement|covid)$/,
  dans: /^(?:boite|caisse|tiroir|coffre|local|atelier|chambre|salon|cuisine|hall|reserve|remise|stock|classe|gymnase|amphi|vestiaire|infirmerie|studio|batiment|maison|appartement|ludotheque|musee)$/,
  par: /^(?:soleil|lumiere|frottement|equipe|si)$/,
  sur: /^(?:dessu|coin|angle|arete|bord|bordure|tranche|contour|arriere|face|surface|pourtour|cadre|socle|plateau|poignee)$/,
};
const ARTICLE = /^(?:le|la|les|l|un|une|son|sa|notre|malgre)$/;
/** « HS dans le doute », « en panne la plupart du temps ». */
const HEDGED = /^(?:temps|passe|papier|principe|moitie|plupart|limite|ensemble|doute|cas|mesure|fond|majorite)$/;
const INFINITIVE = /^(?!re?(?:test|verif|control|evalu|confirm|voir))\p{L}{3,}(?:er|ir|re)$/u;

/** How many words say since when, where or why it is so, of which one may be any noun behind its article; 0 where none do. */
export function reasonAt(tokens: readonly Token[], at: number, states: ReadonlySet<Condition>): number {
  const { text } = tokens[at]!;
  if ((STATE_WORDS.at(tokens, at)?.length ?? 1) > 1) return 0;
  if (states.has('unknown') && WHY_UNKNOWN.test(text)) return nounBehind(tokens, at, /^(?:part|odd)$/);
  const [state, another] = states;
  if (!state || another) return 0;
  // What is to become of what is broken takes nothing from it, nor what was tried.
  if (state === 'faulty' && /^(?:meme|autre)$/.test(text)) return 1;
  if (
    state === 'faulty' &&
    text === 'a' &&
    INFINITIVE.test(tokens[at + 1]?.text ?? '') &&
    !STATE_WORDS.at(tokens, at + 1)
  )
    return 2;
  const length = CONTEXT[state].test(text) ? nounBehind(tokens, at, null) : 0;
  const noun = tokens[at + length - 1];
  if (length === 0 || !noun || !ARTICLE.test(tokens[at + length - 2]!.text)) return 0;
  const takesNothing =
    state === 'works' || state === 'worn' ? HARMLESS[text]?.test(noun.stem) : !HEDGED.test(noun.text);
  return takesNothing ? length : 0;
}

/** How many words go up to the noun behind a small word, which nothing is known of, or which is one of some. */
function nounBehind(tokens: readonly Token[], at: number, known: RegExp | null): number {
  let end = at + 1;
  while (end < tokens.length && STATE_WORDS.at(tokens, end)?.entry === 'detail') end += 1;
  const last = tokens[end];
  const word = STATE_WORDS.at(tokens, end)?.entry;
  return last && /^\p{L}+$/u.test(last.text) && (!word || known?.test(word)) ? end + 1 - at : 0;
}

/** How many words say under which system it was tried, « sous Windows 10 »: what works there works. */
export function systemAt(tokens: readonly Token[], at: number, states: ReadonlySet<Condition>): number {
  if (!states.has('works') || states.has('faulty')) return 0;
  if (!/^(?:sous|avec)$/.test(tokens[at]!.text) || !SYSTEM.test(tokens[at + 1]?.text ?? '')) return 0;
  let end = at + 2;
  while (/^(?:\d{1,2}(?:d\d+)?|pro|home|xp|vista|mint)$/.test(tokens[end]?.text ?? '')) end += 1;
  return end - at;
}
const SYSTEM = /^(?:windows|win|win(?:7|8|10|11)|w(?:7|8|10|11)|linux|ubuntu|debian|mint|xp|vista|macos)$/;

/** « OK pour l’école » says where it may go. */
export const isFor = (tokens: readonly Token[], at: number): boolean =>
  tokens.slice(Math.max(0, at - 2), at).some(({ text }) => text === 'pour');

export const VERB = /^(?:fonct|font|march|demar|redemar|allum|boot|charg|repond|tourn)/;
const ACCESSORY = /^(?:boite|emballage|carton|adaptateur|station|dock)$/;

/** A sign that may be « plus », « fonctionne + depuis hier », as no part or accessory follows it; « bon+ » is none. */
export function isPlus(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]!.text !== '+') return false;
  let next = at + 1;
  while (/^(?:\+|un|une|le|la|l|son|sa|\d+)$/.test(tokens[next]?.text ?? '')) next += 1;
  return next === tokens.length
    ? VERB.test(tokens[at - 1]?.stem ?? '')
    : STATE_WORDS.at(tokens, next)?.entry !== 'part' && !ACCESSORY.test(tokens[next]!.stem);
}

/** « Fonctionne un peu »; « un peu usé » is as it says. */
export const isHardly = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]!.text === 'un' &&
  tokens[at + 1]?.text === 'peu' &&
  !/^(?:worn|bad|faulty)$/.test(STATE_WORDS.at(tokens, at + 2)?.entry ?? '');

/** « OK mairie », « bon DSI »: who agreed, perhaps. */
export const isAgreed = (tokens: readonly Token[], at: number): boolean =>
  /^(?:ok|bon)$/.test(tokens[at - 1]?.stem ?? '') && AGREES.test(tokens[at]!.stem);
const AGREES =
  /^(?:mairie|maire|direction|directeur|directrice|dsi|dg|dgs|siege|service|agence|ecole|college|lycee|secretaire|secretariat|comptable|compta|technicien|informaticien|prestataire|prof|professeur)$/;

/** Behind what a name may follow, of words that say nothing else: « par Sébastien », « poste de Nathalie ». */
const OF_SOMEBODY = /^(?:par|de|d)$/;
const THEIRS = /^(?:poste|pc|ordi|ordinateur|portable|bureau|machine)$/;

/** How many tokens behind a place or a small word say only which or who: « salle 204 », « école Jean Moulin », « par Sébastien ». */
export function namedAt(
  tokens: readonly Token[],
  at: number,
  word: 'detail' | 'place',
  names: ReadonlySet<string>,
): number {
  const isNew = (i: number): boolean =>
    i < tokens.length && !STATE_WORDS.at(tokens, i) && !OF_A_FATE.test(tokens[i]!.text);
  const isName = (i: number): boolean => isNew(i) && names.has(tokens[i]!.text);
  if (word === 'detail') {
    const before = tokens[at - 1]!.text;
    const theirs =
      before === 'par' ||
      (before === 'avec' && /^(?:voir|vu)$/.test(tokens[at - 2]?.text ?? '')) ||
      (OF_SOMEBODY.test(before) && THEIRS.test(tokens[at - 2]?.text ?? ''));
    return theirs && isName(at) ? 1 : 0;
  }
  const numbered = /^(?:n|no|numero)$/.test(tokens[at]?.text ?? '') ? 1 : 0;
  if (/^[a-z]?\d{1,4}[a-z]?$/.test(tokens[at + numbered]?.text ?? '')) return numbered + 1;
  // « Bureau des élections », « école de la Fontaine ».
  const of = /^(?:de|du|des|d)$/.test(tokens[at]?.text ?? '')
    ? /^(?:la|l)$/.test(tokens[at + 1]?.text ?? '')
      ? 2
      : 1
    : 0;
  const isOffice = /^(?:bureau|service)$/.test(tokens[at - 1]!.stem);
  if (of > 0 && (isName(at + of) || (isOffice && isNew(at + of) && OF_AN_OFFICE.test(tokens[at + of]!.stem))))
    return of + 1;
  if (!isName(at)) return 0;
  return isName(at + 1) ? 2 : 1;
}

/** Where what stands there goes: « salle des épaves », « bureau du casseur ». */
export const OF_A_FATE =
  /ment$|^(?:epave|dechet|ferraill|destruct|demoli|demont|demantel|invend|inutil|irrecup|rebut|perdu|perte|sinistr|repar|depann|recup|recycl|broy|decharge|debarras|liquid|encombr|vol|litige|retour|ordure|poubelle|mort|cass|abandon|oubli|accident|catastroph|incend|feu|fum|brul|inond|humid|chance|miracle|erreur|hasard|defaut|douteu|bof|avant|autrefois|bientot|jadis|merd)/;
/** « Bureau des élections »: who sits there; « bureau des rejets » is no office. */
const OF_AN_OFFICE =
  /^(?:election|sport|fete|culture|jeunesse|logement|urbanisme|personnel|paie|courrier|scolarite|inscription|association|senior|environnement|communication|patrimoine|archive|travau|travail|espace|jardin|tourisme|emploi|formation|enfance|famille|sante|handicap|musique|budget|finance|achat|ressource|population|formalite|paye|eau|vie)$/;

/** Words with a capital in a text that has small ones: what may be a name. */
export function namesIn(typed: string): ReadonlySet<string> {
  if (!/(?<![\p{L}\d])\p{Ll}{3,}/u.test(typed)) return new Set();
  const found = typed.match(/(?<!\p{L})\p{Lu}\p{Ll}{2,}(?!\p{L})/gu) ?? [];
  return new Set(found.flatMap((name) => tokensOf(name).map(({ text }) => text)));
}

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
    .replace(
      /(?<=\p{L} )(?:mis )?(?:[àa] part|en dehors de) (?=(?:la |le |l['’])?(?:batterie|autonomie|coque|capot|pied)(?!\p{L}))/giu,
      'sauf ',
    )
    // « S'éteint au bout de 5 min », « redémarre toutes les heures ».
    .replace(
      /\b(s['’ ]?(?:[ée]teint|arr[êe]te)|red[ée]marre) (?:(?:au bout d|apr[eè]s |toutes les |en |chaque )['’e]? ?)(?:\d+|quelques|une|un|cinq|dix|vingt|trente)? ?(?:min(?:ute)?s?|mn|secondes?|sec|heures?|h)\b/giu,
      '$1 tout seul',
    )
    .replace(/(?<=(?:^|\s)ne (?:s['’ ])?\p{L}+) ?\+(?![\p{L}\d])/giu, ' plus')
    .replace(/(?<=\p{L} )(?:absolument|vraiment|même|meme|toujours|carrément) (?=(?:pas|plus)(?!\p{L}))/giu, '');

/** « HS depuis 2021 », « depuis longtemps »; what charges no more « longtemps » is something else. */
export const isTime = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]!.text === 'longtemps' ? tokens[at - 1]?.stem === 'depui' : YEAR.test(tokens[at]!.text);
const YEAR = /^(?:19|20)\d\d$/;

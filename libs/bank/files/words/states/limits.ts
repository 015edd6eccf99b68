import type { Token } from '../phrase.js';

/** What takes away from what comes before it: « marche mais lent », « OK sauf batterie »; « batterie HS sinon OK » says it first. */
const EXCEPT = /^(?:sauf|mais|excepte|hormis|cependant|toutefois|sinon)$/;
/** Behind these a part alone says that it does not work. */
const WITHOUT_PART = /^(?:sauf|excepte|hormis)$/;

/** What wears while a device works on. Of what it does besides (« sauf le wifi », « clavier »), some say that it is broken: that is asked. */
const PART = '(?:batterie|autonomie|charniere|coque|capot|pied|couvercle|trappe|cache|dos|facade|socle|boitier|chassi)';
const SMALL = '(?:(?:la|le|l|les|un|une|deux|2|son|sa|ses|petit|petite|peu|tre|trop|assez|plutot|legerement) )*';
const LESS =
  '(?:hs|ko|morte?|cassee?|fendue?|felee?|fissuree?|abimee?|naze|nase|foutue?|cuite|rincee|epuisee|en fin de vie|usee?|usagee?|defectueu(?:x|se)|fatiguee?|faible|reduite|a prevoir|limitee|courte|manquante?|absente?|a changer|a remplacer|(?:ne )?tient (?:plus?|pas)(?: la charge| charge)?)';
const SLOW =
  '(?:lente?|au ralenti|lenteur|rame|longue?)(?: (?:au|a l|a le|a) (?:demarrage|demarrer|allumage|allumer))?';
const NOISY = '(?:bruyante?|bruit(?: (?:de |du )?(?:ventilateur|ventilo))?|(?:ventilateur|ventilo) bruyant)';

const LIMITED = new RegExp(
  `^${SMALL}(?:(?:est )?${SMALL}(?:${SLOW}|${NOISY})|${PART} (?:est |sont )?${SMALL}${LESS})$`,
);
const BARE_PART = new RegExp(`^${SMALL}${PART}$`);
/** « Fonctionne sur secteur »: beside a battery that is broken. */
const ON_MAINS =
  /^(?:uniquement|seulement|que)? ?sur (?:le )?secteur ?(?:uniquement|seulement)?$|^branchee?(?: sur (?:le )?secteur)?$/;

export interface TwoSides {
  /** What is said of the device as a whole. */
  readonly whole: readonly Token[];
}

/** The whole of a phrase that tells of a battery that wears, and of nothing else: a laptop works on with its mains. */
const WORN_BATTERY = new RegExp(
  `^(?:${SMALL}(?:batterie|autonomie) (?:est )?${SMALL}${LESS}|${SMALL}(?:changement|remplacement) (?:de |de la )?batterie(?: a prevoir| a faire| necessaire)?|battery (?:needs? (?:to be )?(?:replacement|replacing|replaced)|dead|worn|weak|bad)|prevoir (?:une |le changement de |changement )?batterie(?: neuve)?)$`,
);
export const isWornBattery = (tokens: readonly Token[]): boolean => WORN_BATTERY.test(stems(tokens));

const stems = (tokens: readonly Token[]): string => tokens.map(({ stem }) => stem).join(' ');

function sidesAt(tokens: readonly Token[], at: number): TwoSides | null {
  const sign = tokens[at]!.text;
  const before = tokens.slice(0, sign !== ',' && tokens[at - 1]?.text === ',' ? at - 1 : at);
  const after = tokens.slice(at + 1);
  const limits = (side: readonly Token[]): boolean => LIMITED.test(stems(side));
  if (limits(after) || (WITHOUT_PART.test(sign) && BARE_PART.test(stems(after)))) return { whole: before };
  if (WITHOUT_PART.test(sign) || !limits(before)) return null;
  return { whole: /batterie/.test(stems(before)) ? onMains(after) : after };
}

/** Without « sur secteur uniquement » behind what works. */
function onMains(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex((_, i) => i > 0 && ON_MAINS.test(stems(tokens.slice(i))));
  return at < 0 ? tokens : tokens.slice(0, at);
}

/**
 * A phrase that says of the device as a whole one thing, and beside it that it is slow, or that a part that wears is worn or broken:
 * « fonctionne mais lent », « OK sauf batterie », « batterie HS, marche sur secteur ». Null where it is not wholly that.
 */
export function beforeLimit(written: readonly Token[]): TwoSides | null {
  // « OK (batterie HS) ».
  const tokens = written.flatMap((t) => (t.text === ')' ? [] : t.text === '(' ? [COMMA] : [t]));
  const marks = tokens.flatMap(({ text }, i) => (EXCEPT.test(text) ? [i] : []));
  const commas = tokens.flatMap(({ text }, i) => (text === ',' ? [i] : []));
  const at = marks.length === 1 ? marks[0]! : marks.length === 0 && commas.length === 1 ? commas[0]! : -1;
  if (at > 0 && at < tokens.length - 1) return sidesAt(tokens, at);
  return marks.length + commas.length === 0 ? unmarked(tokens) : null;
}

const COMMA: Token = { text: ',', stem: ',' };

/** « OK batterie HS », « fonctionne au ralenti »: two things without a sign between them. */
function unmarked(tokens: readonly Token[]): TwoSides | null {
  const at = tokens.findIndex((_, i) => i > 0 && WHOLE.test(stems(tokens.slice(0, i))) && isLess(tokens.slice(i)));
  return at < 0 ? null : { whole: tokens.slice(0, at) };
}
const isLess = (tokens: readonly Token[]): boolean => isWornBattery(tokens) || stems(tokens) === 'au ralenti';
const WHOLE = /^(?:ok|bon etat|tre bon etat|bon etat general|fonctionne|marche|fonctionnel(?:le)?)$/;

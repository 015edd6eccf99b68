import type { EntityManager } from 'typeorm';
import { DECLARED, type DeclaredState, isCategory } from '#bank/devices';
import { PEOPLE_ANSWERS } from '#bank/files/engine';
import {
  type DonatedAnswer,
  isDonatedAnswer,
  isStatedOrder,
  placeInName,
  readKind,
  readKindOfRow,
  SOMEBODY,
} from '#bank/files/words';
import { isQuantity, isSameSerial, TO_CHECK } from '#bank/intake';
import { type Reader, rows } from '#platform/database';
import { isId, plainWords, sha256 } from '#platform/kernel';
import { isAsked, isDateField, type MappedField } from './sheet-columns.js';

export const ANSWERS = {
  /** State, kind, quantity: these rows are left where they are. */
  skip: 'skip',
  /** Structure: none, or the bank itself. */
  none: 'none',
  /** Structure or place: made when the rows are taken over. */
  make: 'new',
  /** Place: the one chosen for rows that do not say. */
  default: 'default',
  byModel: 'by_model',
  /** State, category: as far as it is known, and the device is marked. */
  toCheck: TO_CHECK,
  unknown: 'unknown',
} as const;

export const ORIGINS = ['public_body', 'company', 'sole_trader', 'association', 'person', 'unknown'] as const;
export type OldOrigin = (typeof ORIGINS)[number];

export interface Known {
  readonly id: string;
  readonly name: string;
}

/** « le 12/03/2024 », « en 2021 », in `plainWords`. */
const WHEN =
  '(?:(?:depuis|le|en|depuis le) )?(?:\\d{1,2} \\d{1,2} (?:\\d{2}|\\d{4})|\\d{4} \\d{2} \\d{2}|(?:\\d{1,2} )?(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre) \\d{4}|(?:19|20)\\d{2})';
/** A word of a structure's name: none that says what became of the device since. */
const NAME =
  '(?!(?:a|au|aux|en|par|puis|non|pas|pour|mais|sauf|ou|avec|sans|hs)\\b|(?:retour|rend|repri|recu|restitu|propos|attente|recycl|rebut|deee|detrui|jete|perdu|vole|disparu|casse|panne|repar|stock|atelier|verif|confirm|prev|annul|refus|don|fournis|reserv|test|efface))\\p{L}+';
const STRUCTURE = `(?:beneficiaires?|structures?(?: beneficiaires?)?|particuliers?|familles?|personnes?(?: accompagnees?)?|emmaus(?: connect| france)?|secours (?:populaire|catholique|islamique)|croix rouge(?: francaise)?|restos du coeur|(?:ccas|mairie|ville|commune|ecole|college|lycee|universite|asso|associations?|fondation|centre social|mission locale|mediatheque|bibliotheque)(?: (?:de la|de l|du|des|de|d) ${NAME}(?: ${NAME}){0,2})?)`;
const TO_WHOM = `(?:chez|aux|au|a)(?: (?:la|le|les|l|une?|des))? ${STRUCTURE}`;

/** Phrases in `plainWords`, of which the whole cell has to be made: « à recycler » is not recycled, « remis en stock » not handed over. */
// biome-ignore format: lists to scan
const STATE_WORDS: readonly (readonly [DeclaredState, string])[] = [
  ['to_be_proven', '(?:non|pas(?: encore)?) (?:remis|attribue|livre|distribue|donne)e?s?|a (?:remettre|attribuer|livrer|distribuer|donner)|not (?:yet )?(?:assigned|delivered)|unassigned'],
  ['lost', 'lost stolen|perdu vole|(?:declare )?(?:perdu|vole|disparu)e?s?|introuvables?|lost|stolen'],
  ['given_back', '(?:rendu|restitue|remis|retourne)e?s? (?:au|aux|a son|a leur|a l ancien) donateurs?|(?:returned|given back) to (?:the )?donor|given back'],
  ['dismantled', '(?:pour )?pieces(?: detachees)?|demontee?s?(?: pour pieces)?|cannibalisee?s?|cannibali[sz]ed|dismantled|for parts'],
  ['recycled', 'recyclee?s?|recycled|(?:en )?(?:deee|weee)|(?:(?:mise?s?|jetee?s?) )?au rebut|rebut|dechets?|(?:(?:mise?s?|jetee?s?) )?a la benne|benne|scrap(?:ped)?|disposed(?: of)?|detruite?s?|destroyed'],
  ['handed_over', `(?:remise?s?|attribuee?s?|distribuee?s?|donnee?s?|vendue?s?|cedee?s?|livree?s?|dotee?s?|en pret)(?: ${TO_WHOM})?|(?:en service|en production) ${TO_WHOM}|sortie?s?|(?:chez (?:les? |un )?)?beneficiaires?|handed over|assigned|given|delivered|on loan|loaned`],
  ['to_be_proven', '(?:en |in |au |dans le )?stock|recue?s?|(?:en |a l )?atelier|(?:en |en cours de )?(?:reparation|reconditionnement|maintenance|test|tests|effacement|collecte)|(?:repare|reconditionne|teste|efface|reserve|collecte)e?s?|prete?s?(?: a (?:remettre|donner|distribuer|attribuer|livrer))?|available|disponibles?|dispo|(?:in |under )repair|repaired|nouveau|nouvelle|new|hs|(?:en )?panne|en cours|a (?:traiter|tester|reparer|reconditionner|effacer)|ready to deploy|deployable|pret a (?:etre )?deploye[re]?|(?:pending )?out for (?:diagnostics|repair)|undeployable|non deployable|broken(?: not fixable)?|casse(?: non reparable)?|(?:en )?attente|pending'],
];
/** Snipe-IT writes the kind of a state behind its name: « Ready to Deploy (Deployable) ». */
const META = /\s*\((?:deployable|undeployable|deployed|pending|archived)\)\s*$/i;
/** « Remis en service » is back from where it was. */
const BACK = /\bremise?s? en (?:service|production|pret|stock|atelier|etat|circulation)\b/;
const WHOLE_STATES = STATE_WORDS.map(
  ([state, words]) =>
    [state, new RegExp(`^(?:${words})(?: (?:(?:et|ou|and|or) )?(?:${words})){0,2}(?: ${WHEN})?$`, 'u')] as const,
);

const PUBLIC =
  /mairie|ville|commune|departement|conseil|region|prefecture|sous prefecture|metropole|agglo|communaute|universite|college|lycee|ecole|rectorat|hopital|chu\b|aphp|ap hp|caf\b|cpam|urssaf|pole emploi|france travail|ministere|etat\b|dgfip|tresor|sdis|gendarmerie|police|ccas|epci|ept\b|syndicat mixte|office public/;
const COMPANY =
  /\b(?:sa|sas|sarl|sasu|eurl|snc|scop|gie|group|groupe|banque|assurances?|societe|entreprise|france sa|ltd|gmbh|inc)\b/;
const ASSOCIATION = /\b(?:asso|associations?|fondation|emmaus|secours|croix rouge)\b/;
const TRADES_ALONE =
  /\b(?:ei|eirl|(?:auto|micro) ?entrepreneure?|(?:auto|micro) ?entreprise|(?:entreprise|entrepreneure?) individuel(?:le)?|profession liberale|liberal)\b/;
const PERSON = /\b(?:m|mr|mme|mlle|monsieur|madame|particuliers?)\b/;

const OF_SOMEBODY: Readonly<Partial<Record<MappedField, string | null>>> = {
  structure: null,
  place: ANSWERS.default,
  donor: 'person',
};

/**
 * What a value most probably means, or null when a person has to say. Never decides: what is suggested is shown, and changed
 * at will.
 */
export function suggest(field: MappedField, value: string, known: readonly Known[]): string | null {
  const words = plainWords(value.slice(0, 160));
  // Which structure somebody has it from is not said; who gives is a person; where a person is, is no place.
  if (value === SOMEBODY && field in OF_SOMEBODY) return OF_SOMEBODY[field] ?? null;
  if (field === 'state') {
    const id = words.replaceAll(' ', '_');
    if (DECLARED.includes(id as DeclaredState)) return id;
    // « Vendu ? », or more than was read: whoever knows says.
    if (value.includes('?') || value.length > 160 || BACK.test(words)) return null;
    const named = plainWords(value.replace(META, ''));
    return WHOLE_STATES.find(([, whole]) => whole.test(named))?.[0] ?? null;
  }
  if (field === 'category') {
    if (!words) return ANSWERS.byModel;
    const { meaning, sureness, because } = readKind(value);
    // « Tout-en-un » is a printer of some makers: each row's maker says.
    if (sureness === 'sure')
      return readKindOfRow(value, 'HP', '').because === 'maker_of_both' ? ANSWERS.byModel : meaning;
    // « PC », « Ordinateur »: what a row's model says.
    return because === 'vague' ? ANSWERS.byModel : null;
  }
  // Nobody guesses whether a day is the third of April or the fourth of March, two machines one, or five thousand meant.
  if (isAsked(field)) return null;
  if (field === 'donor')
    return TRADES_ALONE.test(words)
      ? 'sole_trader'
      : PERSON.test(words)
        ? 'person'
        : PUBLIC.test(words)
          ? 'public_body'
          : ASSOCIATION.test(words)
            ? 'association'
            : COMPANY.test(words)
              ? 'company'
              : 'unknown';
  const near = nearest(lastPart(value), known) ?? nearest(value, known);
  if (near) return near;
  if (field === 'place') return ANSWERS.default;
  return !words || /^(?:entite racine|root entity|banque|stock)\b/.test(plainWords(lastPart(value)))
    ? ANSWERS.none
    : ANSWERS.make;
}

const UNANSWERED: Readonly<Record<string, string>> = {
  people: 'people',
  state: TO_CHECK,
  category: TO_CHECK,
  place: ANSWERS.default,
  structure: ANSWERS.none,
  // Of one serial twice, the second is not taken over.
  serial: 'same',
  // Of five thousand that are hardly meant, none.
  quantity: ANSWERS.skip,
  given: 'kept' satisfies DonatedAnswer,
};

/** What a word is taken for that nobody wants to answer: each device of it is to be looked at. */
export const toCheck = (field: string): string => UNANSWERED[field] ?? 'unknown';

const SOMEBODY_KEY = plainWords(SOMEBODY);
export const isSomebody = (key: string): boolean => key === SOMEBODY_KEY;

export function fits(
  { field, key, target }: { readonly field: MappedField; readonly key: string; readonly target: string },
  ids: ReadonlySet<string>,
): boolean {
  if (target === ANSWERS.make && isSomebody(key)) return false;
  if (field === 'people') return PEOPLE_ANSWERS.some((answer) => answer === target);
  if (target === TO_CHECK) return field === 'state' || field === 'category';
  if (field === 'state') return target === ANSWERS.skip || DECLARED.some((s) => s === target);
  if (field === 'category') return target === ANSWERS.byModel || target === ANSWERS.skip || isCategory(target);
  if (isDateField(field)) return isStatedOrder(target);
  if (field === 'serial') return isSameSerial(target);
  if (field === 'given') return isDonatedAnswer(target);
  if (field === 'quantity') return target === ANSWERS.skip || isQuantity(target);
  if (field === 'donor') return ORIGINS.some((o) => o === target);
  if (field === 'structure')
    return target === ANSWERS.none || target === ANSWERS.make || (isId(target) && ids.has(target));
  return target === ANSWERS.default || target === ANSWERS.make || (isId(target) && ids.has(target));
}

/** « Entité racine > CCAS de Bagneux »: GLPI names things by their whole path. */
export const lastPart = (value: string): string =>
  value
    .split(/\s*>\s*/)
    .at(-1)!
    .trim();

/** The one thing of ours whose name is the same words, or shares most of them; null when none does or two do equally. */
export function nearest(value: string, known: readonly Known[]): string | null {
  const words = wordsOf(value);
  if (!words.size) return null;
  const scored = known
    .map((k) => ({ id: k.id, score: likeness(words, wordsOf(k.name)) }))
    .filter((k) => k.score >= 0.6)
    .sort((a, b) => b.score - a.score);
  return scored[0] && scored[0].score !== scored[1]?.score ? scored[0].id : null;
}

const SMALL_WORDS = new Set(['de', 'du', 'des', 'la', 'le', 'les', 'l', 'd', 'et', 'a', 'the', 'of']);
const wordsOf = (text: string): Set<string> =>
  new Set(
    plainWords(text.slice(0, 160))
      .split(' ')
      .filter((w) => w && !SMALL_WORDS.has(w)),
  );

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const word of a) if (b.has(word)) both += 1;
  return a.size + b.size === 0 ? 0 : (2 * both) / (a.size + b.size);
}

export const valueKey = (value: string): string => plainWords(value.slice(0, 160)) || value.trim().toLowerCase();

/** The name of the field in which a person says what a word means: short, whatever the word. */
export const valueName = (field: MappedField, key: string): string => `value.${field}.${sha256(key).slice(0, 12)}`;

/** A column of thousands of different words is no state, place or structure: the wrong column was chosen. */
export const VALUES_LIMIT = 500;

export interface KnownThings {
  readonly structures: Known[];
  readonly places: Known[];
}

/** Our structures and places, to look for those that the old words name. */
export async function knownThings(on: Reader): Promise<KnownThings> {
  const structures = await rows<Known>(
    on,
    `SELECT id, name FROM people.organisation WHERE kind = 'structure' AND active ORDER BY name COLLATE "fr-x-icu"`,
  );
  const places = await rows<Known>(
    on,
    `WITH RECURSIVE tree AS (
       SELECT p.id, p.name::text AS path, o.name AS organisation, o.kind FROM people.place p JOIN people.organisation o ON o.id = p.organisation_id
       WHERE p.parent_id IS NULL AND p.active AND o.active AND o.kind = ANY (logistics.holding_kinds())
       UNION ALL SELECT p.id, t.path || ' › ' || p.name, t.organisation, t.kind FROM people.place p JOIN tree t ON p.parent_id = t.id WHERE p.active)
     SELECT id, CASE WHEN path LIKE organisation || '%' THEN path ELSE organisation || ' › ' || path END AS name
     FROM tree ORDER BY kind <> 'bank', organisation COLLATE "fr-x-icu", path COLLATE "fr-x-icu"`,
  );
  return { structures, places };
}

/** The communes around the bank, as names of machines may say them. */
export async function communesAround(on: Reader): Promise<ReadonlySet<string>> {
  const around = await rows<{ name: string }>(
    on,
    `SELECT c.name FROM territory.commune c WHERE c.departement = ANY (ARRAY(
       SELECT h.departement FROM people.organisation o JOIN territory.commune h ON h.code = o.commune_code))`,
  );
  return new Set(around.map(({ name }) => placeInName(name)).filter(Boolean));
}

/** The bank's first site: where rows go that do not say. */
export async function placeOfTheBank(tx: EntityManager): Promise<string | null> {
  const [place] = await rows<{ id: string }>(
    tx,
    `SELECT p.id FROM people.place p JOIN people.organisation o ON o.id = p.organisation_id
     WHERE o.kind = 'bank' AND p.parent_id IS NULL AND p.active ORDER BY p.created_at, p.id LIMIT 1`,
  );
  return place?.id ?? null;
}

/** A place by its own name, without what it lies in. */
export const placeName = (place: Known): Known => ({ id: place.id, name: place.name.split(' › ').at(-1)! });

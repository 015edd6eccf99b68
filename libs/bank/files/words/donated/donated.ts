import { plainWords } from '#platform/kernel';
import { Lexicon, tokensOf } from '../phrase.js';
import { ask, type Reading, remembering, sure } from '../reading.js';

/** What a title asks of a device: whether it is given, whether it is kept, for whom it is kept, or what becomes of it. */
type DonatedTitle = 'given' | 'kept' | 'for_whom' | 'what';

const THING =
  '(?:pc|ordinateurs?|postes?|materiels?|equipements?|appareils?|machines?|unites?|biens?|articles?|de la mairie)';
const BEFORE = '(?:ce qui est|les|le|on|peut etre|est|peuvent etre)';
const ASKED = '(?:(?: ou)? (?:non|pas|garder|a garder|conserver|a conserver|garde|conserve))?(?: o n| oui non)?';
const E = '(?:e|ee|es|ees)';

const TITLES: readonly (readonly [DonatedTitle, string])[] = [
  [
    'for_whom',
    `(?:reserv|gard|conserv|donn|promis|ced|vend|pret|sorti|vol|perd)(?:e|ee|es|ees|u|ue|us|ues|is|ise|ation)? (?:(?:a|au|aux|pour|par|chez)(?: .{1,40})?|le)`,
  ],
  [
    'kept',
    `(?:a |on |est )?(?:garder|gard${E}|conserver|conserv${E}|maintenir|maintenu)|(?:ne pas|pas a|a ne pas|non|pas) (?:donner|donn${E}|donnables?|dispo|disponibles?|prendre|reprendre|enlever|cedables?)|indispo|indisponibles?|(?:a )?(?:reserver|reserv${E}|reservations?|resa)|(?:deja )?(?:vendus?|vendues?)|a vendre|ventes?|(?:encore |toujours )(?:utilis${E}|en service|en utilisation)|en cours d utilisation|a rendre|loue|louee|location|en location|leasing|en pret|perdu|perdu ou vole|vole|vol|deja (?:donn${E}|parti|partis|sorti|sortis|enleve)|a exclure|exclus?|exclusion|a ignorer`,
  ],
  [
    'given',
    `(?:a |pour |en |bon pour |ok pour |accord pour |propose a )?(?:donner|donn${E}|ceder|ced${E}|cession|cedables?|donnables?|recuperer|enlever|collecter|emporter|reprendre)(?: possible)?(?: a la banque| pour la banque)?|(?:dispo|disponibles?|disponibilites?)(?: pour (?:le |un )?don)?|don possible|(?:pour|bon pour|ok pour|accord pour|propose au) (?:le )?don|dons?(?: o n| oui non)|accord(?: de| du| pour)? don`,
  ],
  [
    'what',
    'devenir|que faire|qu en faire|suite a donner|decisions?|sort|sort du materiel|don ou garde|garde ou don|donner ou garder|garder ou donner|donne ou garde|garde ou donne',
  ],
];
const WHOLE = TITLES.map(
  ([title, words]) =>
    [
      title,
      new RegExp(`^(?:(?:${THING}|${BEFORE}) )*(?:${words})(?: ${THING})?${title === 'for_whom' ? '' : ASKED}$`),
    ] as const,
);

export const readDonatedTitle = remembering((title: string): DonatedTitle | null => {
  // « Don » alone is a donation's number.
  const words = plainWords(title.slice(0, 80)) + (/^\s*dons?\s*\?\s*$/i.test(title) ? ' oui non' : '');
  return WHOLE.find(([, known]) => known.test(words))?.[0] ?? null;
});

export const DONATED_ANSWERS = ['given', 'kept'] as const;
export type DonatedAnswer = (typeof DONATED_ANSWERS)[number];
export const isDonatedAnswer = (said: unknown): said is DonatedAnswer =>
  DONATED_ANSWERS.some((given) => given === said);

type GivenWord = DonatedAnswer | 'yes' | 'no' | 'small';

/** Whole phrases win over their words, so that a negation is read with what it denies. */
const WORDS = new Lexicon<GivenWord>((word) => word !== 'small')
  .add('yes', 'oui, o, yes, y, x, ok, vrai, true, v, 1')
  .add('no', 'non, n, no, faux, false, 0')
  .add(
    'given',
    `a donner, donner, donne, donnee, don, pour don, pour le don, on donne, je donne, oui a donner, a ceder, ceder, cede, cedee, cedable, donnable, bon pour don, bon pour le don, ok pour don, don possible, peut etre donne, peut etre donnee, disponible, dispo,
    a recuperer, a enlever, a emporter, a collecter, a prendre, pour la banque, banque du numerique, pour la banque du numerique, non reserve, non reservee, pas reserve, pas reservee, non vendu, pas vendu, a reconditionner, en surplus, surplus, libre, libere`,
  )
  .add(
    'kept',
    `a garder, garder, garde, gardee, on garde, je garde, a conserver, conserver, conserve, conservee, on conserve, reserve, reservee, a reserver, reservation, vendu, vendue, deja vendu, a vendre, en vente, vente, vendu en l etat, ne pas donner, pas a donner, a ne pas donner, pas pour le don, pas de don, non donne, non donnee, pas donne, pas donnee, non donnable,
    non a donner, on ne donne pas, ne se donne pas, non disponible, non dispo, pas disponible, pas dispo, plus disponible, plus dispo, indisponible, indispo, ne pas prendre, ne pas reprendre, ne pas enlever, ne pas emporter, ne pas toucher, pas a prendre, pas touche, encore utilise, encore utilisee, toujours utilise, toujours utilisee, encore en service, toujours en service, en cours d utilisation, perdu, perdue, vole, volee, disparu, disparue, introuvable,
    jete, jetee, deja jete, deja donne, deja donnee, deja parti, deja partie, deja sorti, deja enleve, deja enlevee, donne a, donnee a, donne au, donnee au, donne aux, donnee aux, deja recycle, loue, louee, en location, location, leasing, en leasing, a rendre, a rendre au loueur, rendu, rendue, rendu au loueur, en pret, retire, retiree, retire du don, retiree du don, annule, annulee, exclu, exclue, a exclure, hors don, hors liste`,
  )
  .add(
    'small',
    // Returned by whoever used it: it is there.
    `rendu par, rendue par, restitue par, restituee par, en reserve, a la reserve, la reserve, de reserve, dans la reserve, le, la, les, pour, de, du, des, l, d, il, elle, est, sera, (, ), pc, poste, materiel, appareil, machine, ordinateur, ecran, ce, cet, cette, celui ci, celle ci, deja, svp, merci, bien`,
  );

/** « ✓ », or one to three times the letter x, as lists are marked; the sign of a box with a cross may be either. */
const BOX = /^(?:[✓✔☑✅]️?|x{1,3})$/iu;
const EMPTY = /^[-–—_./\s]*$/;

const PAUSE = { entry: 'small', length: 1 } as const;

/** What a phrase says by itself, with « oui » and « non » apart; null for what was not wholly understood. */
const ofPhrase = remembering((text: string): Exclude<GivenWord, 'small'> | null => {
  if (BOX.test(text.trim())) return 'yes';
  const tokens = tokensOf(text);
  const said = new Set<GivenWord>();
  for (let i = 0; i < tokens.length; ) {
    const found = tokens[i]!.text === ',' ? PAUSE : WORDS.at(tokens, i);
    if (!found) return null;
    if (found.entry !== 'small') said.add(found.entry);
    i += found.length;
  }
  const [first, second, ...more] = said;
  if (first === undefined || first === 'small' || more.length) return null;
  if (second === undefined) return first;
  // « Non, à garder », « oui, à donner »; but « non, à donner » says two things.
  const agrees = said.has('no') ? said.has('kept') && 'kept' : said.has('given') && 'given';
  return agrees || null;
});

/**
 * Whether a device is given, by a cell below the title of its column: « oui » means one thing under « À donner » and another
 * under « À garder ». What is not wholly understood is asked; so is an empty cell where others say yes.
 */
export function readDonatedCell(title: string, text: string): Reading<DonatedAnswer> {
  const asks = readDonatedTitle(title);
  const marks = asks === 'kept' || asks === 'for_whom';
  // Where some are marked as kept, the others are not.
  if (EMPTY.test(text)) return marks ? { meaning: 'given', sureness: 'sure', because: 'empty' } : ask('bare_answer');
  const said = ofPhrase(text);
  if (said === 'given' || said === 'kept') return sure(said);
  if (said === null) return ask('nothing_known');
  if (asks === null || asks === 'what') return ask('bare_answer');
  return sure((said === 'yes') === marks ? 'kept' : 'given', 'title');
}

const MAY_SAY_KEPT =
  /gard|conserv|r[eé]serv|vend|vente|donn|dispo|pas (?:\S+ )?(?:prendre|touche|enlev|emport)|reprendre|utilis|perdu|vol[eé]|disparu|introuv|jet[eé]|parti|enlev|lou[eé]|location|leasing|rend|pr[eê]t|retir|annul|exclu|hors|service/i;
/** What is kept, lost or sold of a device that is given: its disk, its password. */
const OF_A_PART =
  /disque|\bdd\b|ssd|hdd|chargeur|alim|batterie|licence|c[aâ]ble|souris|clavier|housse|carte|mot de passe|mdp|code|facture|garantie/i;

/**
 * What a cell of any column says by itself of a device that is not given: « à garder »; « volé … » of « volé en 2021 », without what
 * stands beside it. Null when it says no such thing.
 */
export const saysRetained = (text: string): string | null => (MAY_SAY_KEPT.test(text) ? keptWords(text) : null);

/** « Disque dur : retiré »: what stands below speaks of a part, whatever becomes of the device. */
export const isOfAPart = (title: string): boolean => OF_A_PART.test(title);

/** Makes of « vendu » « pas vendu », where the lexicon has no such phrase. */
const DENIES = /^(?:pas|jamais|si|sauf)$/;

const keptWords = remembering((text: string): string | null => {
  if (ofPhrase(text) === 'kept') return text.trim();
  if (OF_A_PART.test(text)) return null;
  const tokens = tokensOf(text);
  let kept: string | null = null;
  for (let i = 0; i < tokens.length; ) {
    const found = WORDS.at(tokens, i);
    const length = found?.length ?? 1;
    if (found?.entry === 'kept') {
      const words = tokens.slice(i, i + length).map((token) => token.text);
      kept ??= `${words.join(' ')} …`;
    } else if (found?.entry === 'given' || found?.entry === 'no' || DENIES.test(tokens[i]!.text)) return null;
    i += length;
  }
  return kept;
});

/**
 * Ten countable rules of plain words, for the lines of a paper that somebody reads with difficulty. They find faults; a text without one is not called
 * « facile à lire », which only readers concerned can say. A verb that is not on the list is not a verb: a new line adds its own.
 */
export interface Line {
  readonly text: string;
  readonly icon?: string;
}

export const RULES = [
  'twelve words at most',
  'one verb',
  'no passive',
  'no double negation',
  'no unexplained abbreviation',
  'no figure of speech',
  'numbers as digits',
  'one idea a line',
  'no cut word',
  'a pictogram for each action',
] as const;
export type Rule = (typeof RULES)[number];

const MOST_WORDS = 12;

/** Verbs as they are conjugated, those of the lines and the commonest others. */
const VERBS = new Set(
  `a ai as avez avons ont est es suis êtes sommes sont était sera serez fait faites font va allez vont peut pouvez peuvent pouvons doit devez doivent
  veut voulez veulent sait savez vient venez viennent dit dites met mettez garde gardent efface effacent sert donne donnent relie dure protège
  protègent montre connaît bloque bloquent paie paient paye répond répondons ouvre ouvrons ferme héberge héberge remplace remplacent fonctionne
  marche reçoit perd prend tient appelle demande contacte envoie utilise prévient rend vend achète reste devient pouvait avait aviez`.split(
    /\s+/,
  ),
);
/** Words in « -ez » that are no verbs. */
const NOT_VERBS = new Set(['chez', 'assez', 'nez', 'rez']);
const BEING = '(?:est|es|suis|êtes|sommes|sont|était|étaient|sera|seront|serez|été|être|soit)';
const PARTICIPLE = '\\p{L}+(?:é|ée|és|ées|ie?s?|ue?s?|ite?s?|rte?s?|ise?s?)';
/** Participles that go with « être » and suffer nothing, and words that only look like one. */
const ACTIVE =
  /^(?:venu|allé|arrivé|parti|resté|devenu|tombé|né|mort|entré|sorti|ici|aussi|ainsi|gratuit|petit|sous|plus|jamais|vous|nous|pris|depuis|puis|parmi)(?:e|s|es)?$/u;
const NEGATIVE = /^(?:pas|rien|aucune?|jamais|personne|ni|nul|nulle|guère)$/u;
const FIGURES = [
  'sous clé',
  'noir sur blanc',
  'clé en main',
  'en un clin d’œil',
  'coup de',
  'pas à pas',
  'main dans la main',
  'tomber en',
  'tombe en',
  'rendre l’âme',
  'mort',
  'vie de l’appareil',
  'seconde vie',
  'deuxième vie',
  'donner une vie',
  'porte ouverte',
  'frappez à',
  'à portée de main',
  'prendre soin',
  'voit le jour',
  'sur le bout',
  'casse-tête',
  'comme un',
  'comme une',
  'rame',
  'plante',
  'parle pour',
  'fait foi',
];
const NUMBERS =
  /^(?:zéro|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cent|cents|mille|dizaine|douzaine|centaine)s?$/u;
/** Words that join a second idea. */
const JOINS = /[;()]|\b(?:mais|puis|donc|car|qui|que|qu|dont|parce|puisque|lorsque|quand|si|ensuite|alors)\b/u;

/** Which rules a line breaks. @param explained abbreviations that another line of the same paper explains */
export function brokenRules(line: Line, explained: ReadonlySet<string> = new Set()): Rule[] {
  const found = new Set<Rule>();
  const { text } = line;
  const all = words(text);
  const sentences = text.split(/(?<=[.!?])\s+/).filter(Boolean);
  for (const sentence of sentences) {
    const own = words(sentence);
    if (own.length > MOST_WORDS) found.add('twelve words at most');
    if (verbsOf(own).length !== 1) found.add('one verb');
    if (isPassive(sentence)) found.add('no passive');
    if (negations(own) > 1) found.add('no double negation');
    if (isAction(own) && !line.icon) found.add('a pictogram for each action');
  }
  for (const word of abbreviations(text)) if (!explained.has(word)) found.add('no unexplained abbreviation');
  if (FIGURES.some((figure) => new RegExp(`(?<!\\p{L})${figure}(?!\\p{L})`, 'iu').test(text)))
    found.add('no figure of speech');
  if (all.some((word) => NUMBERS.test(word.toLowerCase()))) found.add('numbers as digits');
  if (sentences.length !== 1 || JOINS.test(text.toLowerCase()) || /\bet\b(?=[^.]*\p{L}+ez\b)/u.test(text))
    found.add('one idea a line');
  if (/\u00ad|\p{L}-(?:\s|$)|…|\.\.\./u.test(text)) found.add('no cut word');
  return RULES.filter((rule) => found.has(rule));
}

/** The abbreviations that lines explain: « La CNIL protège … », « Le code PIN protège … » say what each is or does. */
export function explainedBy(lines: readonly Line[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { text } of lines) {
    const subject = /^(?:La|Le|L’)\s?(?:\p{Ll}+ )*(\p{Lu}{2,}) (?:protège|relie|est|sert)/u.exec(text);
    if (subject) found.add(subject[1]!);
  }
  return found;
}

/** « l’appareil » is two words, « aujourd’hui » and « 40,00 » one; marks are none. */
const words = (text: string): string[] => text.match(/\p{L}+(?:’(?=hui\b)\p{L}+)?|\d+(?:[ ,.:]\d+)*/gu) ?? [];

const verbsOf = (sentence: readonly string[]): string[] =>
  sentence.filter((word, i) => {
    const low = word.toLowerCase();
    if (/\p{L}ez$/u.test(low) && !NOT_VERBS.has(low)) return true;
    // « l’offre », « la garde », « une marche » are things; « à » is no verb.
    const before = sentence[i - 1]?.toLowerCase() ?? '';
    return VERBS.has(low) && !/^(?:l|la|le|les|un|une|des|du|de|d|votre|vos|cette|cet|ce|ces)$/u.test(before);
  });

const isPassive = (sentence: string): boolean =>
  [
    ...sentence
      .toLowerCase()
      .matchAll(new RegExp(`(?<!\\p{L})${BEING}(?: (?:pas|bien|déjà|toujours|été))* (${PARTICIPLE})(?!\\p{L})`, 'gu')),
  ].some(([, participle]) => !ACTIVE.test(participle!));

/** « ne … pas » is one, « sans » another. */
const negations = (sentence: readonly string[]): number => {
  const low = sentence.map((word) => word.toLowerCase());
  const particles = low.filter((word) => NEGATIVE.test(word)).length;
  const ne = low.filter((word) => word === 'ne' || word === 'n').length;
  return (
    Math.max(particles, ne) +
    low.filter((word) => word === 'sans' || /^(?:im|in|ir)(?:possible|utile|connu|terdit)/u.test(word)).length
  );
};

const isAction = ([first]: readonly string[]): boolean =>
  /\p{L}ez$/u.test(first ?? '') && !NOT_VERBS.has(first!.toLowerCase());

/** The code of a thing is none. */
const abbreviations = (text: string): string[] => [
  ...(text.match(/(?<![\p{L}\d-])\p{Lu}{2,}(?![\p{L}\d-])/gu) ?? []),
  ...(text.match(/(?<!\p{L})(?:n°|tél\.|etc\.|cf\.|ex\.|M\.|Mme|min\.|max\.|svp|qr)(?!\p{L})/giu) ?? []),
];

import type { Category } from '#bank/devices';
import type { Verdict } from '../codes.js';

/** The version of the sheet that is filled in today; sheets keep the one they were made with. */
export const TEMPLATE_VERSION = 2;

const COMPUTERS = ['laptop', 'desktop', 'all_in_one', 'tablet', 'smartphone'] as const;
const PRINTERS = ['printer', 'multifunction_printer'] as const;

/**
 * The points of the test sheet. `needed`: in these categories a device without it does not pass. `further`: it is a function of these too; a
 * device passes without it having been tried, which is then said wherever the device goes. Elsewhere "sans objet" is an answer. `only`: not
 * asked of any other kind. `asks`: what to do with a kind that has to be plugged to something first. Postgres computes the verdict from the
 * same table (`refurbishment.verdict_of`).
 */
export const TEST_POINTS = [
  {
    id: 'screen',
    label: 'Écran',
    ask: 'L’image est entière, sans tache ni rayure gênante.',
    icon: 'monitor',
    needed: ['laptop', 'all_in_one', 'tablet', 'smartphone', 'monitor'],
    further: ['desktop'],
    asks: { desktop: 'Branchez un écran : l’image est entière et nette.' },
  },
  {
    id: 'touch',
    label: 'Écran tactile',
    ask: 'Le doigt est suivi partout, jusqu’aux bords.',
    icon: 'pointer',
    needed: [],
    further: ['tablet', 'smartphone'],
    only: ['tablet', 'smartphone'],
  },
  {
    id: 'keyboard',
    label: 'Clavier et pointeur',
    ask: 'Toutes les touches et le pavé tactile répondent.',
    icon: 'keyboard',
    needed: ['laptop'],
    further: ['desktop', 'all_in_one'],
    asks: {
      desktop: 'Branchez un clavier et une souris : les touches et la souris répondent.',
      all_in_one: 'Avec un clavier et une souris : les touches et la souris répondent.',
    },
  },
  {
    id: 'sound',
    label: 'Son et micro',
    ask: 'On entend un son, et le micro enregistre.',
    icon: 'volume-2',
    needed: ['laptop', 'all_in_one', 'tablet', 'smartphone'],
    further: ['desktop'],
    asks: { desktop: 'Branchez un casque : on entend un son.' },
  },
  {
    id: 'camera',
    label: 'Caméra',
    ask: 'L’image de la caméra est nette.',
    icon: 'webcam',
    needed: [],
    further: ['tablet', 'smartphone'],
  },
  {
    id: 'call',
    label: 'Appels',
    ask: 'Avec une carte SIM : un appel passe, on entend et on est entendu.',
    icon: 'phone-call',
    needed: [],
    further: ['smartphone'],
    only: ['smartphone'],
  },
  {
    id: 'print',
    label: 'Impression',
    ask: 'Une page d’essai sort, lisible et sans traînée.',
    icon: 'printer',
    needed: [],
    further: PRINTERS,
    only: PRINTERS,
  },
  {
    id: 'scan',
    label: 'Copie et numérisation',
    ask: 'Une page copiée ou numérisée est lisible.',
    icon: 'scan-text',
    needed: [],
    further: ['multifunction_printer'],
    only: ['multifunction_printer'],
  },
  {
    id: 'network',
    label: 'Wi-Fi ou réseau',
    ask: 'Une page web s’ouvre.',
    icon: 'wifi',
    needed: [...COMPUTERS],
  },
  {
    id: 'ports',
    label: 'Prises',
    ask: 'Les prises USB, vidéo et de charge tiennent et fonctionnent.',
    icon: 'usb',
    needed: [...COMPUTERS, 'monitor', ...PRINTERS],
  },
  {
    id: 'battery',
    label: 'Batterie',
    ask: 'Débranché, l’appareil tient au moins une heure.',
    icon: 'battery-medium',
    needed: ['laptop', 'tablet', 'smartphone'],
  },
  {
    id: 'system',
    label: 'Système installé',
    ask: 'Le système démarre, sans compte ni mot de passe d’un ancien utilisateur.',
    icon: 'cpu',
    needed: [...COMPUTERS],
  },
  {
    id: 'charger',
    label: 'Chargeur ou câble',
    ask: 'Le bon chargeur ou le câble d’alimentation est avec l’appareil.',
    icon: 'plug',
    needed: [...COMPUTERS, 'monitor', ...PRINTERS],
  },
] as const satisfies readonly {
  id: string;
  label: string;
  ask: string;
  icon: string;
  needed: readonly Category[];
  further?: readonly Category[];
  only?: readonly Category[];
  asks?: Partial<Record<Category, string>>;
}[];

export type TestPoint = (typeof TEST_POINTS)[number]['id'];
/** `untested`: nobody could try it here. It never counts as good, and is said on the device's page and at the hand-over. */
export const ANSWERS = ['ok', 'ko', 'na', 'untested'] as const;
export type Answer = (typeof ANSWERS)[number];
export type Answers = Readonly<Record<TestPoint, Answer>>;

interface Point {
  readonly id: TestPoint;
  readonly icon: string;
  readonly label: string;
  readonly ask: string;
  readonly needed: readonly Category[];
  readonly further?: readonly Category[];
  readonly only?: readonly Category[];
  readonly asks?: Partial<Record<Category, string>>;
}
const POINTS: readonly Point[] = TEST_POINTS;

export interface PointAsked {
  readonly id: TestPoint;
  readonly icon: string;
  readonly label: string;
  readonly ask: string;
  readonly answers: readonly Answer[];
}

/** The points that the sheet of a kind of device asks, in the order of the hands, each with the answers it takes. */
export const pointsAsked = (category: Category): PointAsked[] =>
  POINTS.filter((p) => p.only?.includes(category) ?? true).map((p) => ({
    id: p.id,
    icon: p.icon,
    label: p.label,
    ask: p.asks?.[category] ?? p.ask,
    answers: ANSWERS.filter((a) =>
      a === 'na' ? !isFunction(p, category) : a === 'untested' ? !p.needed.includes(category) : true,
    ),
  }));

const isFunction = (p: Point, category: Category): boolean =>
  p.needed.includes(category) || (p.further?.includes(category) ?? false);

/** Kinds whose functions the sheet knows; of others nobody can say that all were tried. */
const KNOWN: ReadonlySet<Category> = new Set(POINTS.flatMap((p) => [...p.needed, ...(p.further ?? [])]));

export const triedPoints = (category: Category, answers: Partial<Answers>): TestPoint[] =>
  POINTS.filter((p) => answers[p.id] === 'ok' && (p.only?.includes(category) ?? true)).map((p) => p.id);

/** Functions of the kind that a sheet, of today or of a version before, does not say were tried. */
export const untestedPoints = (category: Category, answers: Partial<Answers>): TestPoint[] =>
  POINTS.filter((p) => {
    const answer = answers[p.id];
    return answer === 'untested' || (isFunction(p, category) && answer !== 'ok' && answer !== 'ko');
  }).map((p) => p.id);

/** True where a sheet, of any version, shows that every function of the kind was tried (code de la consommation, art. R. 122-4). */
export const everyFunctionTried = (category: Category, answers: Partial<Answers>): boolean =>
  KNOWN.has(category) && !untestedPoints(category, answers).length;

/** What stops a sheet from passing: points answered "ko" or not at all, and those the category needs and that are not "ok". */
export function pointsFailed(category: Category, answers: Partial<Answers>): TestPoint[] {
  return POINTS.filter((p) => {
    const answer = answers[p.id];
    return answer !== 'ok' && !((answer === 'na' || answer === 'untested') && !p.needed.includes(category));
  }).map((p) => p.id);
}

export const verdictOf = (category: Category, answers: Partial<Answers>): Verdict =>
  pointsFailed(category, answers).length ? 'failed' : 'passed';

/** What a grade means; the text is kept with each grading. Nothing is said to be like new (code de la consommation, art. R. 122-4). */
export const GRADES = {
  A: 'Très bon état : aucune trace visible à 50 cm, batterie qui tient bien ou remplacée.',
  B: 'Bon état : petites traces d’usage.',
  C: 'État correct : traces bien visibles.',
} as const;
export type Grade = keyof typeof GRADES;

export const SYSTEMS = [
  'Linux Mint 22 Xfce',
  'Linux Mint 21 Xfce',
  'Windows 11',
  'ChromeOS Flex',
  'Android',
  'iPadOS ou iOS',
] as const;

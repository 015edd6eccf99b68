import type { Category } from '#devices';
import type { Verdict } from './words.js';

/** The version of the sheet that is filled in today; sheets keep the one they were made with. */
export const TEMPLATE_VERSION = 1;

const COMPUTERS = ['laptop', 'desktop', 'all_in_one', 'tablet', 'smartphone'] as const;

/**
 * The nine points of the test sheet. `needed` are the categories in which a device without it does not pass; elsewhere
 * "sans objet" is an answer too. Postgres computes the verdict from the same table (`refurbishment.verdict_of`).
 */
export const TEST_POINTS = [
  {
    id: 'screen',
    label: 'Écran',
    ask: 'L’image est entière, sans tache ni rayure gênante.',
    icon: 'monitor',
    needed: ['laptop', 'all_in_one', 'tablet', 'smartphone', 'monitor'],
  },
  {
    id: 'keyboard',
    label: 'Clavier et pointeur',
    ask: 'Toutes les touches et le pavé tactile répondent.',
    icon: 'keyboard',
    needed: ['laptop'],
  },
  {
    id: 'sound',
    label: 'Son et micro',
    ask: 'On entend un son, et le micro enregistre.',
    icon: 'volume-2',
    needed: ['laptop', 'all_in_one', 'tablet', 'smartphone'],
  },
  { id: 'camera', label: 'Caméra', ask: 'L’image de la caméra est nette.', icon: 'webcam', needed: [] },
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
    needed: [...COMPUTERS, 'monitor', 'printer', 'multifunction_printer'],
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
    needed: [...COMPUTERS, 'monitor', 'printer', 'multifunction_printer'],
  },
] as const satisfies readonly {
  id: string;
  label: string;
  ask: string;
  icon: string;
  needed: readonly Category[];
}[];

export type TestPoint = (typeof TEST_POINTS)[number]['id'];
export const ANSWERS = ['ok', 'ko', 'na'] as const;
export type Answer = (typeof ANSWERS)[number];
export type Answers = Readonly<Record<TestPoint, Answer>>;

/** What stops a sheet from passing: points answered "ko", or "sans objet" where the category needs them. */
export function pointsFailed(category: Category, answers: Partial<Answers>): TestPoint[] {
  return TEST_POINTS.filter((p) => {
    const answer = answers[p.id];
    return answer !== 'ok' && !(answer === 'na' && !(p.needed as readonly Category[]).includes(category));
  }).map((p) => p.id);
}

/** The verdict, computed and never chosen. */
export const verdictOf = (category: Category, answers: Partial<Answers>): Verdict =>
  pointsFailed(category, answers).length ? 'failed' : 'passed';

/** What a grade means; the text is kept with each grading. Nothing is said to be like new (code de la consommation, art. R. 122-4). */
export const GRADES = {
  A: 'Très bon état : aucune trace visible à 50 cm, batterie qui tient bien ou remplacée.',
  B: 'Bon état : petites traces d’usage, tout fonctionne.',
  C: 'État correct : traces bien visibles, tout fonctionne.',
} as const;
export type Grade = keyof typeof GRADES;

/** Systems offered in the sheet; any other can be typed. */
export const SYSTEMS = [
  'Linux Mint 22 Xfce',
  'Linux Mint 21 Xfce',
  'Windows 11',
  'ChromeOS Flex',
  'Android',
  'iPadOS ou iOS',
] as const;

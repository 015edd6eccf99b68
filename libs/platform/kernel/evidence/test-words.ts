import { joined } from '../text/plain-words.js';

/** What may be said of a device's tests, from the least to the most. */
export const TEST_LEVELS = {
  untested: 'Pas testé',
  in_part: 'Testé en partie',
  tested: 'Testé',
  refurbished: 'Reconditionné',
} as const;
export type TestLevel = keyof typeof TEST_LEVELS;

export interface TestsWording {
  readonly level: TestLevel;
  /** Functions that were tried and work, and those that nobody tried, in words. */
  readonly tried: readonly string[];
  readonly untried: readonly string[];
  /** Somebody declared that there is no medium, in a machine that starts from one. */
  readonly noMedium: boolean;
}

/**
 * « pas testé : caméra »; of a machine that cannot do all that its kind does, « testé : écran, clavier ; sans disque »: never more than was tried.
 */
export function underTests({ level, tried, untried, noMedium }: TestsWording): string {
  if (level === 'untested') return joined(' ; ', 'pas de fiche de test réussie', noMedium ? NO_MEDIUM : '');
  return joined(
    ' ; ',
    level === 'refurbished' ? 'toutes ses fonctions ont été testées' : '',
    level === 'tested' && tried.length ? `testé : ${tried.join(', ')}` : '',
    untried.length ? `pas testé : ${untried.join(', ')}` : '',
    noMedium ? NO_MEDIUM : '',
  );
}

const NO_MEDIUM = 'sans disque ni autre support de stockage';

export function worksWords(level: TestLevel): string {
  if (level === 'untested') return 'Il n’a pas été testé.';
  return level === 'refurbished' ? 'Il fonctionne.' : TESTED_WORKS;
}

/** True of any device that may be handed over. */
export const TESTED_WORKS = 'Ce qui a été testé fonctionne.';

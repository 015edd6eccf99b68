import { everyFunctionTried, TEST_POINTS, untestedPoints } from './test-points.js';
import type { GateView } from './views.js';

const LEVELS = {
  untested: 'Pas testé',
  in_part: 'Testé en partie',
  tested: 'Testé',
  refurbished: 'Reconditionné',
} as const;

/** What may be said of a device's tests: a word, and what stands behind it. */
export interface SaidOfTests {
  readonly level: keyof typeof LEVELS;
  readonly main: string;
  readonly under: string | null;
  /** Functions that nobody tried, in words. */
  readonly untested: readonly string[];
}

/**
 * The only place that says "refurbished": every function of the kind was tested and works, and every medium is proven erased (code de la
 * consommation, art. R. 122-4). Anything else is said as what it is; an older sheet says what it had not asked.
 */
export function saidOfTests(g: Pick<GateView, 'category' | 'knowledge' | 'media' | 'sheet'>): SaidOfTests {
  const { category } = g;
  if (g.sheet?.verdict !== 'passed') return said('untested', 'pas de fiche de test réussie');
  const { answers } = g.sheet;
  const untested = untestedPoints(category, answers).map((id) =>
    TEST_POINTS.find((p) => p.id === id)!.label.toLowerCase(),
  );
  if (untested.length) return said('in_part', untestedWords(untested), untested);
  const erased = g.knowledge !== null && g.media.every((m) => m.proven);
  return everyFunctionTried(category, answers) && erased
    ? said('refurbished', 'toutes ses fonctions ont été testées')
    : said('tested', null);
}

const said = (level: SaidOfTests['level'], under: string | null, untested: readonly string[] = []): SaidOfTests => ({
  level,
  main: LEVELS[level],
  under,
  untested,
});

/** « pas testé : impression, son et micro ». */
const untestedWords = (untested: readonly string[]): string => `pas testé : ${untested.join(', ')}`;

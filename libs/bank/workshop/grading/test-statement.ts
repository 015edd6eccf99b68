import { TEST_LEVELS, type TestLevel, underTests } from '#platform/kernel';
import type { GateView } from '../bench/views.js';
import { everyFunctionTried, TEST_POINTS, triedPoints, untestedPoints } from './test-points.js';

export interface TestStatement {
  readonly level: TestLevel;
  readonly main: string;
  readonly under: string | null;
  readonly untested: readonly string[];
}

const labels = (points: readonly string[]): string[] =>
  points.map((id) => TEST_POINTS.find((p) => p.id === id)!.label.toLowerCase());
/** Kinds that start from a system on a medium: a printer with no disk lacks nothing. */
const STARTS_FROM_ONE: readonly string[] = TEST_POINTS.find(({ id }) => id === 'system')!.needed;

/** Destroyed or taken out: it is not in the machine any more. */
const isGone = ({ evidence }: GateView['media'][number]): boolean =>
  evidence?.kind === 'destroyed' || evidence?.kind === 'removed';

/**
 * The only place that decides on "refurbished": every function of the kind was tested and works, and every medium is proven erased (code de la
 * consommation, art. R. 122-4). A machine in which there is no disk, or none any more, cannot do all that its kind does, whatever its sheet
 * says. Anything else is said as what it is, function by function; an older sheet says what it had not asked.
 */
export function testStatement(g: Pick<GateView, 'category' | 'knowledge' | 'media' | 'sheet'>): TestStatement {
  const { category } = g;
  const noMedium = g.knowledge !== null && g.media.every(isGone) && STARTS_FROM_ONE.includes(category);
  const statement = (
    level: TestLevel,
    tried: readonly string[] = [],
    untried: readonly string[] = [],
  ): TestStatement => ({
    level,
    main: TEST_LEVELS[level],
    under: underTests({ level, tried, untried, noMedium }) || null,
    untested: untried,
  });
  if (g.sheet?.verdict !== 'passed') return statement('untested');
  const { answers } = g.sheet;
  const tried = labels(triedPoints(category, answers));
  const untried = labels(untestedPoints(category, answers));
  if (untried.length) return statement('in_part', tried, untried);
  const erased = g.knowledge !== null && g.media.every((m) => m.proven);
  return statement(everyFunctionTried(category, answers) && erased && !noMedium ? 'refurbished' : 'tested', tried);
}

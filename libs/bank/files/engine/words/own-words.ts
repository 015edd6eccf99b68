import type { RowProblem } from '../sheets/opened-file.js';

const OWN: ReadonlySet<string> = new Set(['typed', 'said', 'title', 'sheet']);

/** Problems without the sender's own words: a cell may say whose the thing is, to whoever may not know it. */
export const withoutOwnWords = <P extends RowProblem>(problems: readonly P[]): P[] =>
  problems.map((problem) => ({ ...problem, facts: withoutOwnFacts(problem.facts) }));

/** Facts without what stood in the file: what was typed in a cell or noted on it, what stands above a column, how a sheet is called. */
export const withoutOwnFacts = (facts: RowProblem['facts']): RowProblem['facts'] =>
  Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, OWN.has(name) ? '…' : fact]));

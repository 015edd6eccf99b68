import type { RowProblem } from './opened-file.js';

/** Problems without the sender's own words: a cell may say whose the thing is, to whoever may not know it. */
export const withoutOwnWords = <P extends RowProblem>(problems: readonly P[]): P[] =>
  problems.map((problem) =>
    'typed' in problem.facts ? { ...problem, facts: { ...problem.facts, typed: '…' } } : problem,
  );

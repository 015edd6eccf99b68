import { assembledIn, intrinsicsFrom, listsIn } from './assembled.mjs';
import { CannotEvaluate } from './choices.mjs';
import { Evaluator } from './evaluate.mjs';
import { callersIn, lineOf, openProgram, sqlCalls } from './program.mjs';

/**
 * Every statement of the program with its forms: its texts, and for each whether it is planned per call.
 * @param asked which calls; @param more a file to read with the program; @param alone reads nothing
 * but that file and what it imports; @param report hears what cannot be evaluated.
 */
export async function readStatements({ asked, more, alone, report }) {
  const opened = openProgram(more ? [more] : [], alone);
  const calls = sqlCalls(opened);
  const { assembled, missing } = await assembledIn(opened);
  const declared = await listsIn(opened);
  for (const { node, what } of [...missing, ...declared.missing]) report({ node }, what);
  const evaluator = new Evaluator({
    checker: opened.checker,
    callers: callersIn(opened),
    assembled,
    intrinsics: await intrinsicsFrom(),
  });
  const statements = calls.statements.filter(asked);
  for (const statement of statements) {
    const [, text, , options] = statement.node.arguments;
    try {
      statement.forms = evaluator.forms(text, options);
    } catch (error) {
      if (!(error instanceof CannotEvaluate)) throw error;
      statement.forms = [];
      report(statement, `${error.message} (${lineOf(error.node)})`);
    }
  }
  return { opened, statements: [...statements, ...declared.lists.filter(asked)], raw: calls.raw.filter(asked) };
}

/** What is wrong, a line each, with the statement's file, line and first words. */
export class Problems {
  #lines = new Set();

  add = (line) => this.#lines.add(line);

  report = ({ node }, what, text = '') => {
    const words = text.replace(/\s+/g, ' ').trim().slice(0, 60);
    this.add(`${lineOf(node)} ${words ? `“${words}…” ` : ''}${what}`);
  };

  /** Says them all; the process fails if there are any. Returns how many. */
  tell() {
    for (const line of [...this.#lines].sort()) console.error(line);
    if (this.#lines.size) process.exitCode = 1;
    return this.#lines.size;
  }
}

/**
 * An expected refusal: a rule of the bank that the request would break. `code` is stable (`feature.what`), documented by the API and turned into a
 * French sentence by the page; `facts` fill that sentence; `field` names the form field beside which it stands.
 */
export class RuleBroken extends Error {
  override readonly name = 'RuleBroken';
  constructor(
    readonly code: `${string}.${string}`,
    readonly facts: Readonly<Record<string, unknown>> = {},
    readonly field?: string,
  ) {
    super(code);
  }
}

/** Several refusals of one request; code, facts and field are the first one's. */
export class RulesBroken extends RuleBroken {
  constructor(readonly all: readonly RuleBroken[]) {
    super(all[0]!.code, all[0]!.facts, all[0]!.field);
  }
}

/** The refusals that an error holds; none for another error. */
export const refusalsIn = (error: unknown): readonly RuleBroken[] =>
  error instanceof RulesBroken ? error.all : error instanceof RuleBroken ? [error] : [];

/**
 * Asks all questions in turn before it refuses. Another error ends it at once.
 * @returns the answers
 * @throws RuleBroken of the one question that refused, RulesBroken of several
 */
export async function askAll<Q extends readonly (() => unknown)[]>(...questions: Q): Promise<Answers<Q>> {
  const broken: RuleBroken[] = [];
  const answers: unknown[] = [];
  for (const question of questions) {
    try {
      answers.push(await question());
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      broken.push(...refusalsIn(error));
    }
  }
  if (broken.length > 1) throw new RulesBroken(broken);
  if (broken[0]) throw broken[0];
  return answers as Answers<Q>;
}

type Answers<Q extends readonly (() => unknown)[]> = { [I in keyof Q]: Awaited<ReturnType<Q[I]>> };

/** Not there, or not the actor's to see: the two must be indistinguishable. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
  constructor(readonly what = 'thing') {
    super(`not found: ${what}`);
  }
}

import { RuleBroken, RulesBroken, refusalsIn } from '#platform/kernel';
import type { FieldProblem } from '#platform/ui';
import { Invalid, leadOfRule } from '../refusals/refusals.js';
import { sentenceOfRule } from '../refusals/sentences.js';

/** The problems that a form shows; null for a failure that is not about what was typed. */
export function problemsOf(error: unknown): FieldProblem[] | null {
  if (error instanceof Invalid) return [...error.problems];
  return error instanceof RuleBroken ? refusalsIn(error).map(problemOf) : null;
}

export const problemOf = (rule: RuleBroken): FieldProblem => ({
  field: rule.field ?? '',
  code: rule.code,
  message: sentenceOfRule(rule),
  ...leadOfRule(rule),
});

/** A refusal with those of all other rules that can be judged of what was typed, so that a form reports all at once. Other errors pass unchanged. */
export async function withAllRules<F extends object>(
  error: unknown,
  form: F | null,
  judge: (given: Partial<F>, refused: ReadonlySet<string>) => Promise<unknown>,
): Promise<unknown> {
  const invalid = error instanceof Invalid ? error : null;
  const first = refusalsIn(error);
  const given = invalid ? (invalid.valid as Partial<F>) : form;
  if (!given || !(invalid || first.length)) return error;
  const refused = new Set(invalid?.problems.map((p) => p.field));
  const others = await judge(given, refused).then(
    () => [],
    (found: unknown) => {
      if (!(found instanceof RuleBroken)) throw found;
      return refusalsIn(found);
    },
  );
  const reported = new Set([...refused, ...first.map((rule) => rule.field ?? rule.code)]);
  const further = others.filter((rule) => !reported.has(rule.field ?? rule.code));
  if (!further.length) return error;
  return invalid
    ? new Invalid([...invalid.problems, ...further.map(problemOf)], invalid.valid)
    : new RulesBroken([...first, ...further]);
}

export function valuesOf(body: unknown): Record<string, string> {
  const entries = Object.entries((body ?? {}) as Record<string, unknown>).filter(
    ([name]) => !/^_|password/i.test(name),
  );
  return Object.fromEntries(entries.map(([name, v]) => [name, Array.isArray(v) ? v.join(',') : String(v ?? '')]));
}

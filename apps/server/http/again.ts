import { RuleBroken } from '#kernel';
import type { FieldProblem } from '../ui/index.js';
import { Invalid, leadOfRule } from './refusals.js';
import { sentenceOfRule } from './sentences.js';

/** What a form shows beside its fields; null for a failure that is not about what was typed. */
export function problemsOf(error: unknown): FieldProblem[] | null {
  if (error instanceof Invalid) return [...error.problems];
  if (error instanceof RuleBroken)
    return [{ field: error.field ?? '', code: error.code, message: sentenceOfRule(error), ...leadOfRule(error) }];
  return null;
}

/** What was typed, to show it again: never a password. */
export function valuesOf(body: unknown): Record<string, string> {
  const entries = Object.entries((body ?? {}) as Record<string, unknown>).filter(
    ([name]) => !/^_|password/i.test(name),
  );
  return Object.fromEntries(entries.map(([name, v]) => [name, Array.isArray(v) ? v.join(',') : String(v ?? '')]));
}

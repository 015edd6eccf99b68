import { RuleBroken } from '#platform/kernel';
import { pgErrorOf } from '../connections/pg-error.js';

type Code = RuleBroken['code'];

const constraints = new Map<string, { code: Code; field?: string | undefined }>();

/**
 * Says which rule a constraint enforces, so that a race lost in Postgres reads like the earlier check. Called once by the library that owns the
 * table, beside its service.
 */
export function mapConstraint(constraint: string, code: Code, field?: string): void {
  constraints.set(constraint, { code, field });
}

/**
 * The rule that a Postgres error tells of: raised by a trigger (`ERRCODE 'BN001'`, the message is the code, the detail is JSON facts) or a constraint
 * named with `mapConstraint`. Null for anything else, which is a fault and not a refusal.
 */
export function ruleFromPg(error: unknown): RuleBroken | null {
  const pg = pgErrorOf(error);
  if (pg.code === 'BN001') return new RuleBroken(pg.message as Code, factsOf(pg.detail));
  const rule = pg.code?.startsWith('23') && pg.constraint ? constraints.get(pg.constraint) : undefined;
  return rule ? new RuleBroken(rule.code, {}, rule.field) : null;
}

function factsOf(detail: string | undefined): Record<string, unknown> {
  if (!detail) return {};
  try {
    const facts: unknown = JSON.parse(detail);
    return facts !== null && typeof facts === 'object' ? (facts as Record<string, unknown>) : {};
  } catch {
    return { detail };
  }
}

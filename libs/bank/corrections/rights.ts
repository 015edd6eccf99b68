import { type Actor, NotFound, type Right, RuleBroken, reaches } from '#platform/kernel';
import { ALONE, CORRECTIONS, type CorrectionKind, type CorrectionReason } from './kinds.js';

/** What is asked of the thing that is put right. */
export interface Mistaken {
  /** The organisation that made the entry. */
  readonly organisationId: string | null;
  /** Whether the time in which it puts its own entry right is still running. */
  readonly open: boolean;
}

const RELATIONS = {
  own: (organisation: string, { organisationId }: Mistaken) => organisation === organisationId,
};

/** The right to put one kind of mistake right, for a route's policy. */
export const correctionRight = (kind: CorrectionKind): Right => ({
  name: `correct.${kind}`,
  by: CORRECTIONS[kind].by,
});

/** Whether the table lets this actor put it right now. */
export const mayCorrect = (actor: Actor, kind: CorrectionKind, thing: Mistaken): boolean =>
  reaches(actor, thing.open ? CORRECTIONS[kind].by : CORRECTIONS[kind].late, RELATIONS, thing);

/** @throws NotFound for whoever has nothing to do with it; RuleBroken `corrections.too_late`, `corrections.reason_missing`. */
export function mustMayCorrect(actor: Actor, kind: CorrectionKind, thing: Mistaken, reason: unknown): void {
  const { by, alone } = CORRECTIONS[kind];
  const reasons: readonly CorrectionReason[] = CORRECTIONS[kind].reasons;
  if (!reaches(actor, by, RELATIONS, thing)) throw new NotFound('correction');
  if (!mayCorrect(actor, kind, thing)) throw new RuleBroken('corrections.too_late', { until: ALONE[alone] });
  if (!reasons.some((known) => known === reason)) throw new RuleBroken('corrections.reason_missing', {}, 'reason');
}

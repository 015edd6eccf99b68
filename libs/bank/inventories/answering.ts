import type { EntityManager } from 'typeorm';
import { type Actor, operatorOf } from '#platform/kernel';
import { Received } from './received.entity.js';
import type { DiscardReason } from './received.views.js';

/** Closes a question: a person said which device its document is of. */
export async function attachQuestion(
  tx: EntityManager,
  actor: Actor,
  id: string,
  to: { readonly deviceId: string; readonly snapshotId: string },
): Promise<void> {
  await tx.update(Received, id, { state: 'attached', matchedBy: 'person', ...to, ...decidedBy(actor) });
}

/** Closes a question: a person said why its document leads to no device. */
export async function discardQuestion(
  tx: EntityManager,
  actor: Actor,
  id: string,
  reason: DiscardReason,
): Promise<void> {
  await tx.update(Received, id, { state: 'discarded', decisionReason: reason, ...decidedBy(actor) });
}

/** What the machine said is not kept longer than the question. */
const decidedBy = (actor: Actor) => ({
  inventory: null,
  decidedAt: () => 'platform.now()',
  decidedBy: operatorOf(actor),
});

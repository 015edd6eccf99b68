import type { EntityManager } from 'typeorm';
import type { RemainingThing, TakenBack, Withdrawing } from '#bank/files/engine';
import { rows } from '#platform/database';
import type { Actor } from '#platform/kernel';
import { dropNumbers } from '../line-number.js';
import { SIM_FACTS, SIM_LIFECYCLE, type SimFacts } from '../sim.lifecycle.js';
import { changeSims } from '../sim-changes.js';
import { dropCodes } from '../sim-codes.js';

/** A card that a structure has, or had, is no mistake of a list any more. */
const WHY = { allotted: 'sims.kept_at_structure', handed_out: 'sims.moved_on', ended: 'sims.moved_on' } as const;

/**
 * Takes back the cards that a list made and that are in stock still: their codes and numbers go, and their card numbers are free
 * again. The others stay where they are.
 */
export async function withdrawCards(
  tx: EntityManager,
  actor: Actor,
  { batches, tell }: Withdrawing,
): Promise<TakenBack> {
  let withdrawn = 0;
  const kept: RemainingThing[] = [];
  for await (const batch of batches) {
    const lineOf = new Map(batch.map(({ line, id }) => [id, line]));
    const cards = await rows<SimFacts>(
      tx,
      `SELECT ${SIM_FACTS} FROM sims.sim s WHERE s.id = ANY($1) AND s.status <> 'withdrawn' ORDER BY s.id FOR UPDATE`,
      [[...lineOf.keys()]],
    );
    const free = cards.filter((card) => SIM_LIFECYCLE.steps.withdraw.from.some((from) => from === card.status));
    await changeSims(tx, actor, 'withdraw', free);
    const ids = free.map((card) => card.id);
    await dropCodes(tx, ids);
    await dropNumbers(tx, ids);
    withdrawn += free.length;
    for (const { id, iccid, status } of cards)
      if (status !== 'in_stock' && status !== 'withdrawn')
        kept.push({ line: lineOf.get(id)!, id, code: iccid, state: status, why: WHY[status] });
    await tell(withdrawn);
  }
  return { withdrawn, kept: kept.sort((a, b) => a.line - b.line) };
}

import type { EntityManager } from 'typeorm';
import { columnTable, ruleFromPg, run } from '#platform/database';
import { type Actor, NotFound, RuleBroken } from '#platform/kernel';
import type { ItemState } from './word-lists.js';
import type { BulkContext, BulkWork } from './works.js';

export type ItemRefusal = Pick<RuleBroken, 'code' | 'facts'> | null;

/** To whoever does not see it now, whatever it is. */
const NOT_SEEN: ItemRefusal = { code: 'bulk.not_seen', facts: {} };

function refusalOf(error: unknown): ItemRefusal {
  if (error instanceof NotFound) return NOT_SEEN;
  const rule = error instanceof RuleBroken ? error : ruleFromPg(error);
  if (!rule) throw error;
  return { code: rule.code, facts: rule.facts };
}

/** Asks of each thing whether it is refused, and changes nothing. */
export async function judgeEach(
  tx: EntityManager,
  actor: Actor,
  work: BulkWork,
  ids: readonly string[],
  context: BulkContext,
  lock = false,
) {
  const { things, judge } = await work.look(tx, actor, ids, context, lock);
  const refusals = new Map<string, ItemRefusal>(ids.map((id) => [id, NOT_SEEN]));
  for (const thing of things) {
    refusals.set(thing.id, null);
    try {
      judge(thing);
    } catch (error) {
      refusals.set(thing.id, refusalOf(error));
    }
  }
  return { refusals, good: things.filter(({ id }) => !refusals.get(id)) };
}

/** Carries out a part: all that is not refused together, and where a rule says no to that, each by itself, so that one stops no other. */
export async function carryOutPart(
  tx: EntityManager,
  actor: Actor,
  work: BulkWork,
  ids: readonly string[],
  context: BulkContext,
): Promise<{ refusals: ReadonlyMap<string, ItemRefusal>; resultId: string | null }> {
  let { resultId } = context;
  const all = await judgeEach(tx, actor, work, ids, context, true).catch((error: unknown) => {
    // Of none of them any more: what they were to go into has gone.
    const refusal = refusalOf(error);
    return { refusals: new Map<string, ItemRefusal>(ids.map((id) => [id, refusal])), good: [] };
  });
  const { refusals, good } = all;
  const attempt = async (things: typeof good): Promise<ItemRefusal> => {
    try {
      // A transaction within one is a point to which it goes back.
      const made = await tx.transaction((inner) => work.carryOut(inner, actor, things, { ...context, resultId }));
      resultId = made ?? resultId;
      return null;
    } catch (error) {
      return refusalOf(error);
    }
  };
  if (!good.length || !(await attempt(good))) return { refusals, resultId };
  for (const thing of good) refusals.set(thing.id, await attempt([thing]));
  return { refusals, resultId };
}

const ITEMS = columnTable({ thing_id: 'uuid', refusal: 'text', facts: 'jsonb' });

export async function recordItems(
  tx: EntityManager,
  actId: string,
  refusals: ReadonlyMap<string, ItemRefusal>,
  ended: boolean,
): Promise<void> {
  const items = [...refusals].map(([thing_id, refusal]) => ({
    thing_id,
    refusal: refusal?.code ?? null,
    facts: refusal?.facts ?? {},
  }));
  const [done, refused]: ItemState[] = ended ? ['done', 'refused'] : ['waiting', 'waiting'];
  await run(
    tx,
    `UPDATE bulk.item i SET refusal = x.refusal, facts = x.facts, state = CASE WHEN x.refusal IS NULL THEN $4 ELSE $5 END
     FROM (${ITEMS.select}) x WHERE i.act_id = $6 AND i.thing_id = x.thing_id`,
    [...ITEMS.values(items), done, refused, actId],
  );
}

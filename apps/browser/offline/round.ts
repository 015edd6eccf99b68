import type { DeskMember } from '../../../libs/platform/contract/index.js';
import { problemOf, type SendOutcome } from './answer.js';
import type { Item } from './outbox.js';
import type * as store from './store.js';

const DAY = 24 * 3600 * 1000;
/** The server remembers a key for 30 days; a day of margin. */
const REMEMBERED = 29 * DAY;

/** What a round needs of the store; `./store.js` on a phone. */
export type Store = Pick<typeof store, 'all' | 'change' | 'remove' | 'noteSent'>;

/** Why a round ended: null, nothing is left to try; `busy`, another tab is sending. */
export type Stopped = 'later' | 'sign_in' | 'other_person' | 'busy' | null;

export interface Round {
  stopped: Stopped;
  outcomes: ReadonlyMap<number, SendOutcome>;
}

/**
 * Sends what `me` has waiting: in order, one at a time, each marked as tried before it leaves. A device that the server fails on does not hold up the
 * next one; two in a row end the round.
 */
export async function sendAll(by: {
  store: Store;
  me: DeskMember;
  post: (item: Item) => Promise<SendOutcome>;
  now: () => number;
}): Promise<Round> {
  const { store, me, post, now } = by;
  const outcomes = new Map<number, SendOutcome>();
  let failed = 0;
  let stopped: Stopped = null;
  for (const { seq } of await store.all()) {
    const item = await store.change(seq, (one) => leaving(one, me, now()));
    if (item?.state !== 'waiting') continue;
    const outcome = await post(item);
    outcomes.set(seq, outcome);
    if (outcome.kind === 'done' || outcome.kind === 'refused') {
      await settle(store, item, outcome, now());
      failed = 0;
      continue;
    }
    stopped = outcome.kind;
    failed += 1;
    if (outcome.kind !== 'later' || !outcome.server || failed > 1) break;
  }
  return { stopped, outcomes };
}

async function settle(
  store: Store,
  item: Item,
  outcome: Extract<SendOutcome, { kind: 'done' | 'refused' }>,
  now: number,
): Promise<void> {
  if (outcome.kind === 'done') {
    await store.remove(item.seq, (one) => one.key === item.key);
    // It has left, whether or not that can be stored.
    await store.noteSent(item.member, now).catch(() => undefined);
  } else
    await store.change(item.seq, (one) =>
      one.key === item.key ? { ...one, state: 'refused', problem: outcome.problem } : null,
    );
}

/** An item as it leaves; null when it is another person's, refused, or gone. */
function leaving(item: Item, me: DeskMember, now: number): Item | null {
  if (item.member !== me.id || item.state !== 'waiting') return null;
  if (item.triedAt !== null && now - item.triedAt > REMEMBERED)
    return { ...item, state: 'refused', problem: problemOf(0, { code: 'desk.too_old' }) };
  return { ...item, tries: item.tries + 1, triedAt: item.triedAt ?? now };
}

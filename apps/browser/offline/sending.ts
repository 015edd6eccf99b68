import type { DeskMember } from '../../../libs/platform/contract/index.js';
import type { SendOutcome } from './answer.js';
import { type Item, pause } from './outbox.js';
import type { Stopped } from './round.js';
import { send, tellOthers } from './sender.js';
import * as store from './store.js';

type Listener = (items: Item[]) => void;

/** Until somebody signs in, which brings another page, nothing can leave. */
const needsSomebodyElse = (why: Stopped): boolean => why === 'sign_in' || why === 'other_person';

/** `sync` is not in TypeScript's library: no standard yet. */
type WithSync = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } };

/** Sends what the person `me` stores here, again and again until all is sent, and tells listeners what is stored. */
export class Sending {
  private readonly listeners = new Set<Listener>();
  private rounds = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Why the last round ended; null: all is sent. */
  stopped: Stopped = null;

  constructor(readonly me: DeskMember) {}

  async watch(listener: Listener): Promise<void> {
    this.listeners.add(listener);
    listener(await store.all());
  }

  async changed(): Promise<Item[]> {
    const items = await store.all();
    for (const listener of this.listeners) listener(items);
    return items;
  }

  /** Something was stored or corrected: tells everybody, and sends. Gives the outcomes of what left. */
  async sendNow(): Promise<ReadonlyMap<number, SendOutcome>> {
    tellOthers();
    await this.changed();
    this.rounds = 0;
    return this.round();
  }

  /** Sends once what waits, and plans the next round when something still does. */
  async round(): Promise<ReadonlyMap<number, SendOutcome>> {
    clearTimeout(this.timer);
    const { stopped: why, outcomes } = await send(this.me);
    if (why !== 'busy') this.stopped = why;
    const items = outcomes.size ? await this.changed() : await store.all();
    if (items.some((item) => item.member === this.me.id && item.state === 'waiting')) {
      await askWorker();
      // A round of another tab ends by itself.
      if (!needsSomebodyElse(why)) this.timer = setTimeout(() => void this.round(), pause(this.rounds++));
    }
    if (needsSomebodyElse(why)) await this.changed();
    return outcomes;
  }

  async own(): Promise<Item[]> {
    return (await store.all()).filter((item) => item.member === this.me.id);
  }
}

/** Asks the browser to wake the service worker when the network is back, whether or not a page is open. */
async function askWorker(): Promise<void> {
  const worker: WithSync | undefined = await navigator.serviceWorker?.getRegistration();
  await worker?.sync?.register('envoi').catch(() => undefined);
}

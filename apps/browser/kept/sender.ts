import type { DeskMember } from '../../../libs/platform/contract/desk.js';
import { readAnswer, type SendOutcome } from './answer.js';
import type { Item } from './item.js';
import { formOf } from './outbox.js';
import { type Round, sendAll } from './round.js';
import * as store from './store.js';

// Sends what is stored, from a page or from the service worker: the same form, to the same address, as without a script.

const PATIENCE = 120_000;
const channel = globalThis.BroadcastChannel ? new BroadcastChannel('bn-collecte') : null;

export const onElsewhere = (listener: () => void): void => channel?.addEventListener('message', listener);
export const tellOthers = (): void => channel?.postMessage('changed');

async function post(item: Item): Promise<SendOutcome> {
  const body = new FormData();
  for (const [name, value] of formOf(item, Date.now())) body.append(name, value);
  for (const photo of item.photos) body.append('photo', new Blob([photo.bytes], { type: photo.type }), photo.name);
  try {
    const answer = await fetch(`/dons/${item.donation.id}/appareils`, {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
      credentials: 'same-origin',
      redirect: 'error',
      signal: AbortSignal.timeout?.(PATIENCE),
    });
    return await readAnswer(answer);
  } catch {
    return { kind: 'later', server: false };
  }
}

/** Sends what this person has waiting, unless another tab does: then `stopped` is `busy`. */
export async function send(me: DeskMember): Promise<Round> {
  const work = () => sendAll({ store, me, post, now: Date.now });
  const alone = (lock: Lock | null): Round | Promise<Round> =>
    lock ? work() : { stopped: 'busy', outcomes: new Map() };
  const round = await (navigator.locks ? navigator.locks.request('bn-envoi', { ifAvailable: true }, alone) : work());
  if (round.outcomes.size) tellOthers();
  return round;
}

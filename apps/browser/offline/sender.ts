import type { DeskData, DeskMember } from '../../../libs/platform/contract/index.js';
import { readAnswer, type SendOutcome } from './answer.js';
import { formOf, type Item } from './outbox.js';
import { type Round, sendAll } from './round.js';
import * as store from './store.js';
import { type DeskRecord, saveDesk } from './store.js';

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

/** Asks the server for what the desk may show without a network, and stores it; null without an answer. */
export async function refreshDesk(me: DeskMember): Promise<DeskRecord | null> {
  const signal = AbortSignal.timeout?.(8000);
  const answer = await fetch('/collecte/donnees', { headers: { accept: 'application/json' }, signal }).catch(
    () => null,
  );
  const fresh: DeskData | null = answer?.ok ? await answer.json().catch(() => null) : null;
  // Somebody else may have signed in meanwhile in another tab.
  if (fresh?.me?.id !== me.id) return null;
  const record = { ...fresh, me, at: Date.now() };
  await saveDesk(record);
  return record;
}

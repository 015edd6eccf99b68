import { countWords, pause } from 'asset(outbox.js)';
import { onElsewhere, send, tellOthers } from 'asset(sender.js)';
import * as store from 'asset(store.js)';

// On every page of those who log devices: counts what this phone keeps, sends it when it can, and warns before signing out.

const said = document.querySelector('meta[name=membre]')?.content;
/** Who works here. Without a network, the page comes from this phone, and so does who was here last. */
const record = store.canKeep() ? await store.desk().catch(() => undefined) : undefined;
export const me = said ? JSON.parse(said) : (record?.me ?? null);
export const works = Boolean(store.canKeep() && me);

/** A record younger than this needs no asking on pages that do not show it, in ms. */
const FRESH = 600_000;
const listeners = new Set();
let rounds = 0;
let timer;
/** Why the last round ended: null (all is sent), `later`, `sign_in`, `other_person`. */
export let stopped = null;

/** Calls `listener` with every item, now and whenever they change. */
export async function watch(listener) {
  listeners.add(listener);
  listener(await store.all());
}

export async function changed() {
  const items = await store.all();
  for (const listener of listeners) listener(items);
  return items;
}

/** Something was kept or corrected: says so everywhere, and sends. Gives what became of each item that left. */
export async function sendNow() {
  tellOthers();
  await changed();
  rounds = 0;
  return round();
}

async function round() {
  clearTimeout(timer);
  const { stopped: why, outcomes } = await send(me);
  if (why !== 'busy') stopped = why;
  const items = outcomes.size ? await changed() : await store.all();
  const waiting = items.some((item) => item.member === me.id && item.state === 'waiting');
  if (waiting) {
    const worker = await navigator.serviceWorker?.getRegistration();
    await worker?.sync?.register('envoi').catch(() => undefined);
    // Signing in brings another page; a round of another tab ends by itself.
    if (why !== 'sign_in' && why !== 'other_person') timer = setTimeout(round, pause(rounds++));
  }
  if (why === 'sign_in' || why === 'other_person') await changed();
  return outcomes;
}

/** Asks the server anew for what the desk may show without a network; null without an answer. */
export async function refreshDesk() {
  const signal = AbortSignal.timeout?.(8000);
  const answer = await fetch('/collecte/donnees', { headers: { accept: 'application/json' }, signal }).catch(
    () => null,
  );
  const fresh = answer?.ok ? await answer.json().catch(() => null) : null;
  // In another tab, somebody else may have come in meanwhile: theirs is not for this page.
  if (fresh?.me?.id !== me.id) return null;
  const record = { ...fresh, at: Date.now() };
  await store.saveDesk(record);
  return record;
}

function count(items) {
  const box = document.querySelector('[data-kept]');
  if (!box) return;
  // Where the list of them is shown, its title says it.
  box.hidden = items.length === 0 || document.querySelector('[data-view=list]:not([hidden])') !== null;
  if (items.length) box.querySelector('[data-kept-count]').textContent = countWords(items);
}

/** Asks, in a dialog of the page; true to sign out all the same. */
function leaves(items) {
  const dialog = document.querySelector('[data-sign-out]');
  dialog.querySelector('[data-sign-out-count]').textContent = countWords(items);
  const [stay, go] = dialog.querySelectorAll('button');
  return new Promise((done) => {
    stay.onclick = () => dialog.close('');
    go.onclick = () => dialog.close('go');
    dialog.onclose = () => done(dialog.returnValue === 'go');
    dialog.returnValue = '';
    dialog.showModal();
  });
}

async function signOut(event) {
  const form = event.target;
  if (form.getAttribute('action') !== '/deconnexion') return;
  event.preventDefault();
  event.stopPropagation();
  const own = async () => (await store.all()).filter((item) => item.member === me.id);
  if ((await own()).length) await Promise.race([round(), new Promise((done) => setTimeout(done, 5000))]);
  const left = await own();
  if (left.length && !(await leaves(left))) return;
  await store.forgetDesk();
  form.submit();
}

if (works) {
  // What was kept for somebody else to choose from is not for who comes now.
  if (record && record.me.id !== me.id) await store.forgetDesk();
  addEventListener('submit', signOut, { capture: true });
  await watch(count);
  onElsewhere(changed);
  addEventListener('online', sendNow);
  addEventListener('pageshow', (event) => event.persisted && sendNow());
  document.addEventListener('visibilitychange', () => !document.hidden && round());
  void round();
  const old = !record || record.me.id !== me.id || Date.now() - record.at > FRESH;
  if (said && old && !document.querySelector('[data-desk]')) void refreshDesk();
  navigator.serviceWorker?.register('/sw.js').catch(() => undefined);
}

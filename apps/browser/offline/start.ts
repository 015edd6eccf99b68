import type { DeskMember } from '../../../libs/platform/contract/index.js';
import { elementIn } from '../page/element.js';
import { countWords, type Item, sentWords } from './outbox.js';
import { onElsewhere, refreshDesk } from './sender.js';
import { Sending } from './sending.js';
import * as store from './store.js';
import { forgetDesk } from './store.js';

/** Pages that do not show a younger record do not ask for a new one, in ms. */
const FRESH = 600_000;
/** For how long it is said that all has left, in ms. */
const LATELY = 600_000;
/** The last departure that a page of this tab reported: it is not reported twice. */
const REPORTED = 'bn-parties';
const reportedBefore = sessionStorage.getItem(REPORTED);

export interface Offline {
  sending: Sending;
  record: store.DeskRecord | undefined;
}

/** Counts and sends what this phone stores for the person signed in. Null where nothing can be stored, or nobody is known. */
export async function startOffline(): Promise<Offline | null> {
  if (!store.canKeep()) return null;
  const signedIn = document.querySelector<HTMLMetaElement>('meta[name=membre]')?.content;
  const last = await store.desk().catch(() => undefined);
  // Without a network, the page and the last person come from the phone.
  const me: DeskMember | undefined = signedIn ? JSON.parse(signedIn) : last?.me;
  if (!me) return null;
  const record = last?.me.id === me.id ? last : undefined;
  // Stored for somebody else.
  if (last && !record) await store.forgetDesk();
  const sending = new Sending(me);
  guardSignOut(sending);
  await sending.watch((items) => {
    showCount(items);
    void showSent(me, items);
  });
  listen(sending);
  const old = !record || Date.now() - record.at > FRESH;
  if (signedIn && old && !document.querySelector('[data-desk]')) void refreshDesk(me);
  navigator.serviceWorker?.register('/sw.js').catch(() => undefined);
  return { sending, record };
}

function listen(sending: Sending): void {
  onElsewhere(() => void sending.changed());
  addEventListener('online', () => void sending.sendNow());
  addEventListener('pageshow', (event) => {
    if (event.persisted) void sending.sendNow();
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void sending.round();
  });
  void sending.round();
}

/** When all of somebody's devices have left: how many, and when the last one did. On one page, within ten minutes. */
async function showSent(me: DeskMember, items: readonly Item[]): Promise<void> {
  const box = document.querySelector<HTMLElement>('[data-sent]');
  if (!box) return;
  const sent = items.some((item) => item.member === me.id) ? undefined : await store.sent(me.id);
  const news = sent && Date.now() - sent.at < LATELY && String(sent.at) !== reportedBefore;
  box.hidden = !news;
  if (!news) return;
  elementIn(box, '[data-sent-words]').textContent = sentWords(sent);
  sessionStorage.setItem(REPORTED, String(sent.at));
}

function showCount(items: readonly Item[]): void {
  const box = document.querySelector<HTMLElement>('[data-kept]');
  if (!box) return;
  // Where they are listed, the title says it.
  box.hidden = items.length === 0 || document.querySelector('[data-view=list]:not([hidden])') !== null;
  if (items.length) elementIn(box, '[data-kept-count]').textContent = countWords(items);
}

const PATIENCE = 5000;

function leaves(items: readonly Item[]): Promise<boolean> {
  const dialog = elementIn<HTMLDialogElement>(document, '[data-sign-out]');
  elementIn(dialog, '[data-sign-out-count]').textContent = countWords(items);
  const [stay, go] = dialog.querySelectorAll('button');
  return new Promise((done) => {
    if (stay) stay.onclick = () => dialog.close('');
    if (go) go.onclick = () => dialog.close('go');
    dialog.onclose = () => done(dialog.returnValue === 'go');
    dialog.returnValue = '';
    dialog.showModal();
  });
}

/** Before somebody signs out: sends what it can, and says what would stay on the phone. */
function guardSignOut(sending: Sending): void {
  const signOut = async (form: HTMLFormElement): Promise<void> => {
    if ((await sending.own()).length)
      await Promise.race([sending.round(), new Promise((done) => setTimeout(done, PATIENCE))]);
    const left = await sending.own();
    if (left.length && !(await leaves(left))) return;
    await forgetDesk();
    form.submit();
  };
  addEventListener(
    'submit',
    (event) => {
      const form = event.target as HTMLFormElement;
      if (form.getAttribute('action') !== '/deconnexion') return;
      event.preventDefault();
      event.stopPropagation();
      void signOut(form);
    },
    { capture: true },
  );
}

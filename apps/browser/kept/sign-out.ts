import { elementIn } from '../page/element.js';
import type { Item } from './item.js';
import { countWords } from './outbox.js';
import type { Sending } from './sending.js';
import { forgetDesk } from './store.js';

const PATIENCE = 5000;

/** Asks in a dialog; true to sign out all the same. */
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
export function guardSignOut(sending: Sending): void {
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

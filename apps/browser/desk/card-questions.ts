import type { Item } from '../kept/item.js';
import { corrected, mayChange } from '../kept/outbox.js';
import * as store from '../kept/store.js';
import { elementIn } from '../page/element.js';
import type { Desk } from './desk.js';

/** Puts a question in place of a card's buttons; they come back when it is answered no. */
function ask(card: HTMLElement, question: HTMLElement, yes: () => Promise<unknown>): HTMLButtonElement | undefined {
  const buttons = elementIn(card, '[data-acts]');
  buttons.hidden = true;
  card.append(question);
  const [agree, refuse] = question.querySelectorAll('button');
  agree?.addEventListener('click', () => void yes());
  refuse?.addEventListener('click', () => {
    question.remove();
    buttons.hidden = false;
  });
  return refuse;
}

/** Thrown away only once it was said twice. */
export function askToDrop({ area, sending }: Desk, card: HTMLElement, item: Item): void {
  ask(card, area.copy('sure'), async () => {
    await store.remove(item.seq, mayChange);
    await sending.sendNow();
  })?.focus();
}

/** Which other donation it belongs to. */
export function askWhereTo({ area, sending, record }: Desk, card: HTMLElement, item: Item): void {
  const others = (record?.donations ?? []).filter((d) => d.id !== item.donation.id);
  if (!others.length) {
    const link = { href: '/dons/nouveau', text: 'Nouveau don' };
    const text = 'Ouvrez-en un, puis revenez ici.';
    area.say({ tone: 'attention', title: 'Aucun autre don n’est ouvert.', text, link });
    return;
  }
  const choice = area.copy('donations');
  const select = elementIn<HTMLSelectElement>(choice, 'select');
  select.append(...others.map((d) => new Option(`${d.number}, ${d.donor}`, d.id)));
  ask(card, choice, async () => {
    const donation = others.find((d) => d.id === select.value);
    if (donation) await store.change(item.seq, (kept) => corrected(kept, { donation }, crypto.randomUUID()));
    await sending.sendNow();
  });
  select.focus();
}

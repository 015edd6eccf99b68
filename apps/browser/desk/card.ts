import { deviceWords } from '../../../libs/bank/devices/device/categories.js';
import {
  DEVICE_FIELD_NAMES,
  type DeviceField,
  deviceField,
  wordsOfField,
} from '../../../libs/bank/devices/device/device-fields.js';
import type { KeptCardName } from '../../../libs/platform/contract/desk.js';
import type { Item } from '../kept/item.js';
import { corrected, mayChange, takenOver } from '../kept/outbox.js';
import * as store from '../kept/store.js';
import { elementIn, made } from '../page/element.js';
import { maybeSlot, slot } from './area.js';
import { type Desk, when } from './desk.js';
import { linkToSeen, sentenceOf } from './seen-device.js';

/** One device stored here: its state, the server's answer, what was typed, and what a person may do about it. */
export function cardOf(desk: Desk, item: Item): HTMLElement {
  const { area, sending } = desk;
  const name: KeptCardName = item.member === sending.me.id ? item.state : 'foreign';
  const node = area.copy(name);
  const { category = null, make, model } = item.fields;
  slot(node, 'words').textContent = deviceWords({ category, make, model });
  slot(node, 'facts').append(...factsOf(item));
  say(node, 'operator', String(item.operator));
  say(node, 'sentence', sentenceOf(item.problem));
  say(node, 'tries', item.tries ? 'Essayé, sans réponse encore. Un second envoi ne fera rien en double.' : '');
  const seen = maybeSlot<HTMLAnchorElement>(node, 'seen');
  const link = linkToSeen(item.problem);
  if (seen && link) Object.assign(seen, { href: link.href, textContent: link.text, hidden: false });
  const may = mayChange(item);
  offer(node, 'correct', may && `/dons/${item.donation.id}/appareils/nouveau?garde=${item.seq}`);
  offer(node, 'drop', may && (() => askToDrop(desk, node, item)));
  offer(node, 'move', () => askWhereTo(desk, node, item));
  offer(node, 'take', async () => {
    await store.change(item.seq, (kept) => takenOver(kept, sending.me));
    await sending.sendNow();
  });
  return node;
}

function say(node: HTMLElement, name: string, text: string): void {
  const found = maybeSlot(node, name);
  if (found) found.textContent = text;
}

/** Gives a button its address or its work, or hides it. */
function offer(node: HTMLElement, name: string, what: string | false | (() => unknown)): void {
  const button = node.querySelector<HTMLAnchorElement | HTMLButtonElement>(`[data-act="${name}"]`);
  if (!button) return;
  if (!what) button.hidden = true;
  else if (typeof what === 'function') button.addEventListener('click', what as () => void);
  else (button as HTMLAnchorElement).href = what;
}

/** Shown in the card's title. */
const IN_TITLE: readonly DeviceField[] = ['category', 'make', 'model'];

/** What was typed, a line each; without empty fields. */
function factsOf({ fields, photos, donation, writtenAt }: Item): HTMLElement[] {
  const rows: [name: string, text: string | undefined][] = [
    ['Don', `${donation.number}, ${donation.donor}`],
    ['Étiquette', fields.code],
    ...DEVICE_FIELD_NAMES.filter((name) => !IN_TITLE.includes(name)).map((name): [string, string] => [
      deviceField(name).label,
      wordsOfField(name, fields[name] ?? null),
    ]),
    ['N° d’inventaire', fields.assetNumber],
    ['Photos', photos.length ? String(photos.length) : ''],
    ['Écrit', when(writtenAt)],
  ];
  return rows.flatMap(([name, text]) =>
    text ? [made('div', {}, made('dt', { textContent: name }), made('dd', { textContent: text }))] : [],
  );
}

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

function askToDrop({ area, sending }: Desk, card: HTMLElement, item: Item): void {
  ask(card, area.copy('sure'), async () => {
    await store.remove(item.seq, mayChange);
    await sending.sendNow();
  })?.focus();
}

function askWhereTo({ area, sending, record }: Desk, card: HTMLElement, item: Item): void {
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

import { deviceWords } from '../../../libs/bank/devices/device/categories.js';
import {
  DEVICE_FIELD_NAMES,
  type DeviceField,
  deviceField,
  wordsOfField,
} from '../../../libs/bank/devices/device/device-fields.js';
import type { ItemCardName } from '../../../libs/platform/contract/index.js';
import { corrected, countWords, type Item, mayChange, takenOver } from '../offline/outbox.js';
import type { Stopped } from '../offline/round.js';
import * as store from '../offline/store.js';
import { elementIn, newElement } from '../page/element.js';
import { maybeSlot, slot } from './area.js';
import { type Desk, linkToSeen, sentenceOf, when } from './desk.js';

const WHY: Readonly<Record<string, string>> = {
  later: 'Pas de réseau, ou le serveur ne répond pas : l’envoi reprendra tout seul.',
  sign_in: 'Vous n’êtes plus connecté : connectez-vous, et l’envoi reprendra.',
  other_person: 'Une autre personne est connectée sur ce téléphone : rechargez cette page.',
} satisfies Partial<Record<NonNullable<Stopped>, string>>;

export function showItems(desk: Desk, items: Item[]): void {
  const { area, sending } = desk;
  const section = area.root.querySelector<HTMLElement>('[data-part="kept"]');
  if (!section) return;
  const { me, stopped } = sending;
  const mine = items.filter((item) => item.member === me.id || item.organisation === me.organisation);
  const strangers = items.length - mine.length;
  section.hidden = items.length === 0;
  if (items.length) elementIn(section, 'h2').textContent = countWords(items);
  const waiting = mine.some((item) => item.member === me.id && item.state === 'waiting');
  area.part('why').textContent = waiting ? (WHY[stopped ?? ''] ?? 'Envoi en cours…') : '';
  area.part('sign-in').hidden = !waiting || stopped !== 'sign_in';
  area.part('send').hidden = !waiting || stopped === 'sign_in';
  area.part('elsewhere').textContent = strangers
    ? `Dont ${strangers} d’une autre organisation : qui les a écrits les enverra en se connectant ici.`
    : '';
  const order = (item: Item): number => (item.state === 'refused' ? 0 : 1);
  mine.sort((a, b) => order(a) - order(b) || a.seq - b.seq);
  drawCards(desk, mine);
}

/** A card with an open question stays as long as its item is unchanged, whatever comes and goes around it. */
function drawCards(desk: Desk, items: readonly Item[]): void {
  const list = desk.area.part('list');
  const asSeen = (item: Item): string => [item.seq, item.member, item.state, item.donation.id].join(' ');
  const shown = new Set(items.map(asSeen));
  const deciding = new Map<string, Element>();
  for (const card of [...list.children] as HTMLElement[]) {
    const { asSeen: as = '' } = card.dataset;
    if (card.querySelector('[data-acts][hidden]') && shown.has(as)) deciding.set(as, card);
    else card.remove();
  }
  let next = list.firstElementChild;
  for (const item of items) {
    const stays = deciding.get(asSeen(item));
    // Moving a card would close its open list of choices.
    if (stays && stays === next) {
      next = next.nextElementSibling;
      continue;
    }
    const card = (stays as HTMLElement) ?? cardOf(desk, item);
    card.dataset['asSeen'] = asSeen(item);
    list.insertBefore(card, next);
  }
}

export function showDonations({ area, record }: Desk, items: readonly Item[]): void {
  const list = area.root.querySelector('[data-part="donations"]');
  if (!list || !record) return;
  list.replaceChildren(
    ...record.donations.map((d) => {
      const tile = area.copy('donation');
      elementIn<HTMLAnchorElement>(tile, 'a').href = `/dons/${d.id}/appareils/nouveau`;
      slot(tile, 'donor').textContent = d.donor;
      const here = items.filter((item) => item.donation.id === d.id).length;
      slot(tile, 'number').textContent = `${d.number} · ${d.progress}${here ? ` · ${here} ici` : ''}`;
      return tile;
    }),
  );
  area.part('none').hidden = record.donations.length > 0;
}

export function showWho({ area, record }: Desk): void {
  const who = area.root.querySelector('[data-part="who"]');
  if (who && record) who.textContent = `Opérateur n° ${record.me.operator}. Liste des dons du ${when(record.at)}.`;
}

/** One device stored here: its state, the server's answer, what was typed, and what a person may do about it. */
function cardOf(desk: Desk, item: Item): HTMLElement {
  const { area, sending } = desk;
  const name: ItemCardName = item.member === sending.me.id ? item.state : 'foreign';
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
    await store.change(item.seq, (stored) => takenOver(stored, sending.me));
    await sending.sendNow();
  });
  return node;
}

function say(node: HTMLElement, name: string, text: string): void {
  const found = maybeSlot(node, name);
  if (found) found.textContent = text;
}

function offer(node: HTMLElement, name: string, what: string | false | (() => unknown)): void {
  const button = node.querySelector<HTMLAnchorElement | HTMLButtonElement>(`[data-act="${name}"]`);
  if (!button) return;
  if (!what) button.hidden = true;
  else if (typeof what === 'function') button.addEventListener('click', what as () => void);
  else (button as HTMLAnchorElement).href = what;
}

const IN_TITLE: readonly DeviceField[] = ['category', 'make', 'model'];

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
    text
      ? [newElement('div', {}, newElement('dt', { textContent: name }), newElement('dd', { textContent: text }))]
      : [],
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
    if (donation) await store.change(item.seq, (stored) => corrected(stored, { donation }, crypto.randomUUID()));
    await sending.sendNow();
  });
  select.focus();
}

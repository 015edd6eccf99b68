import type { Item } from '../kept/item.js';
import { countWords } from '../kept/outbox.js';
import type { Stopped } from '../kept/round.js';
import { elementIn } from '../page/element.js';
import { slot } from './area.js';
import { cardOf } from './card.js';
import { type Desk, when } from './desk.js';

const WHY: Readonly<Record<string, string>> = {
  later: 'Pas de réseau, ou le serveur ne répond pas : l’envoi reprendra tout seul.',
  sign_in: 'Vous n’êtes plus connecté : connectez-vous, et l’envoi reprendra.',
  other_person: 'Une autre personne est connectée sur ce téléphone : rechargez cette page.',
} satisfies Partial<Record<NonNullable<Stopped>, string>>;

/** The devices stored here, a card each, refused ones first. */
export function showKept(desk: Desk, items: Item[]): void {
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

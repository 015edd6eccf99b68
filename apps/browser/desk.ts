import type { DeskDonation } from '../../libs/platform/contract/index.js';
import { Area } from './desk/area.js';
import type { Desk } from './desk/desk.js';
import { DeviceForm } from './desk/device-form.js';
import { showDonations, showItems, showWho } from './desk/waiting-cards.js';
import { refreshDesk } from './offline/sender.js';
import { startOffline } from './offline/start.js';
import * as store from './offline/store.js';
import { elementIn } from './page/element.js';

// The desk on a phone: which donation, what is stored here and its outcome. Without a network the page itself comes from the phone: the shell, which
// is nobody's and shows one of its views.

const ADDRESS = /^\/dons\/([0-9a-f-]{36})\/appareils\/nouveau\/?$/;

/** The logging form, for a new device, or for the stored one that the address names. */
async function log(desk: Desk, donation: DeskDonation): Promise<void> {
  const { area, sending, record } = desk;
  const seq = Number(new URLSearchParams(location.search).get('garde'));
  const item = seq ? await store.one(seq) : undefined;
  const own = item?.member === sending.me.id ? item : null;
  const form = new DeviceForm(area, sending, donation, record?.suggestions ?? {}, own);
  const fresh = await refreshDesk(sending.me);
  if (fresh) form.suggest(fresh.suggestions);
}

async function list(desk: Desk): Promise<void> {
  const { area, sending } = desk;
  area.root.querySelector('[data-part="send"]')?.addEventListener('click', () => void sending.sendNow());
  showWho(desk);
  await sending.watch((items) => {
    showItems(desk, items);
    showDonations(desk, items);
  });
  const fresh = await refreshDesk(sending.me);
  if (!fresh) return;
  desk.record = fresh;
  showWho(desk);
  await sending.changed();
}

function view({ root }: Area, name: 'list' | 'log' | 'unknown' | 'stranger'): void {
  for (const part of root.querySelectorAll<HTMLElement>('[data-view]')) part.hidden = part.dataset.view !== name;
}

async function openShell(desk: Desk, asked: string | undefined): Promise<void> {
  const { area, sending } = desk;
  const donation = desk.record?.donations.find((d) => d.id === asked);
  view(area, asked ? (donation ? 'log' : 'unknown') : 'list');
  void sending.changed();
  if (!asked) return list(desk);
  if (!donation) return;
  area.part('about').textContent = `${donation.number}, ${donation.donor}`;
  const assetNumber = elementIn(area.root, 'form [name=assetNumber]').closest<HTMLElement>('.field');
  if (assetNumber) assetNumber.hidden = donation.kind === 'person' || donation.kind === 'sole_trader';
  await log(desk, donation);
}

async function open(area: Area): Promise<void> {
  const isShell = area.root.hasAttribute('data-shell');
  const offline = await startOffline();
  if (!offline) {
    if (isShell) view(area, 'stranger');
    return;
  }
  const desk: Desk = { area, ...offline };
  const asked = ADDRESS.exec(location.pathname)?.[1];
  if (isShell) await openShell(desk, asked);
  else if (asked) await log(desk, JSON.parse(area.root.dataset.donation ?? 'null'));
  else await list(desk);
}

void open(new Area(elementIn(document, '[data-desk]')));

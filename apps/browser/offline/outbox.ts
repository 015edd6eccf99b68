import type { DeskField } from '../../../libs/bank/devices/device/device-fields.js';
import type { DeskDonation, DeskMember, FieldProblem, ItemState } from '../../../libs/platform/contract/index.js';

// The rules of what is stored and sent later; without page, network or store.

export const newItem = (written: {
  me: DeskMember;
  donation: DeskDonation;
  fields: DeviceValues;
  photos: readonly ItemPhoto[];
  again: boolean;
  key: string;
  now: number;
}): NewItem => ({
  key: written.key,
  member: written.me.id,
  operator: written.me.operator,
  organisation: written.me.organisation,
  donation: written.donation,
  fields: written.fields,
  photos: written.photos,
  again: written.again,
  writtenAt: written.now,
  state: 'waiting',
  tries: 0,
  triedAt: null,
  problem: null,
});

/** Only what certainly made no device may be changed or thrown away: never sent, or refused by the server. */
export const mayChange = (item: NewItem): boolean => item.state === 'refused' || item.tries === 0;

type Corrections = Partial<Pick<NewItem, 'fields' | 'photos' | 'donation'>>;

/** The corrected item: another form, hence another key, but the time of its first writing. */
export const corrected = <I extends NewItem>(item: I, changes: Corrections, key: string): I | null =>
  mayChange(item) ? { ...item, ...changes, key, state: 'waiting', tries: 0, triedAt: null, problem: null } : null;

/** Somebody of the same organisation sends it as their own, with the key of whoever wrote it. */
export const takenOver = <I extends NewItem>(item: I, me: DeskMember): I | null =>
  item.organisation === me.organisation && item.member !== me.id
    ? {
        ...item,
        member: me.id,
        operator: me.operator,
        writer: item.writer ?? item.member,
        state: 'waiting',
        problem: null,
      }
    : null;

/** The fields that the server reads, the same at every try; `_…` are about the sending. */
export function formOf(item: NewItem, now: number): [name: string, value: string][] {
  const form: [string, string][] = [
    ...Object.entries(item.fields).filter(([, value]) => value !== ''),
    ['_key', item.key],
    ['_org', item.organisation],
    ['_member', item.member],
    ['_age', String(Math.max(0, Math.round((now - item.writtenAt) / 1000)))],
  ];
  if (item.writer) form.push(['_writer', item.writer]);
  // What was shown to a colleague proves nothing about the sender.
  else if (item.donation.shown) form.push(['_shown', item.donation.shown]);
  return form;
}

/** The wait before the next round, in ms: 5 s, doubled up to 5 minutes, give or take a tenth. */
export const pause = (rounds: number, chance = Math.random()): number =>
  Math.min(5000 * 2 ** rounds, 300_000) * (0.9 + 0.2 * chance);

const devices = (n: number): string => (n > 1 ? `${n} appareils` : `${n} appareil`);

/** « 3 saisies parties, la dernière à 15 h 12. »: what was typed has left, not the device. */
export function sentWords({ n, at }: { n: number; at: number }): string {
  const time = new Date(at);
  const clock = `${time.getHours()} h ${String(time.getMinutes()).padStart(2, '0')}`;
  return n > 1 ? `${n} saisies parties, la dernière à ${clock}.` : `1 saisie partie à ${clock}.`;
}

/** « 3 appareils gardés sur ce téléphone, 1 à vérifier. » */
export function countWords(items: readonly Pick<Item, 'state'>[]): string {
  const refused = items.filter((item) => item.state === 'refused').length;
  const stored = `${devices(items.length)} gardé${items.length > 1 ? 's' : ''} sur ce téléphone`;
  return `${stored}${refused ? `, ${refused} à vérifier` : ''}.`;
}

/** Bytes, not the blob: WebKit loses blobs in IndexedDB. */
export interface ItemPhoto {
  name: string;
  type: string;
  bytes: ArrayBuffer;
}

/** What was typed; fields that the form does not have are missing. */
export type DeviceValues = Partial<Record<DeskField, string>>;

/** Why a device was refused; `status` 0: not by the server. */
export interface ItemProblem {
  status: number;
  code: string;
  problems: readonly FieldProblem[];
  facts: Readonly<Record<string, unknown>>;
}

/** A device written and not sent yet. Its `key` is the form's idempotency key: an item whose answer was lost is sent again unchanged. */
export interface NewItem {
  key: string;
  /** The membership that sends it. */
  member: string;
  operator: number;
  organisation: string;
  /** The membership that wrote it, when a colleague took it over. */
  writer?: string;
  donation: DeskDonation;
  fields: DeviceValues;
  photos: readonly ItemPhoto[];
  again: boolean;
  writtenAt: number;
  state: ItemState;
  tries: number;
  triedAt: number | null;
  problem: ItemProblem | null;
}

export interface Item extends NewItem {
  seq: number;
}

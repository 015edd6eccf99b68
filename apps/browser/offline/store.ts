import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { DeskData, DeskMember } from '../../../libs/platform/contract/index.js';
import type { Item, NewItem } from './outbox.js';

// What this phone stores, in IndexedDB: `items` (devices written and not sent yet, in the order they were written), `desk` (one record) and `sent`
// (how many left here, by member). Without page or network.

/** Who works here, their open donations, suggestions; `at`: when the server gave them. */
export type DeskRecord = DeskData & { me: DeskMember; at: number };

export interface Sent {
  n: number;
  at: number;
}

interface Kept extends DBSchema {
  // The store gives an item its number.
  items: { key: number; value: NewItem & { seq?: number } };
  desk: { key: string; value: DeskRecord };
  sent: { key: string; value: Sent };
}

const NAME = 'bn-collecte';
/** Resolves once it is on the disk, so that a killed browser finds it again. */
const ON_DISK = { durability: 'strict' } as const;

let opening: Promise<IDBPDatabase<Kept>> | undefined;

/** Without a secure context or IndexedDB nothing is stored: the forms then work as they do without a script. */
export const canKeep = (): boolean =>
  globalThis.isSecureContext && Boolean(globalThis.indexedDB) && typeof globalThis.crypto?.randomUUID === 'function';

const forget = (): void => {
  opening = undefined;
};

function open(): Promise<IDBPDatabase<Kept>> {
  opening ??= openDB<Kept>(NAME, 2, {
    upgrade(db, before) {
      if (before < 1) {
        db.createObjectStore('items', { keyPath: 'seq', autoIncrement: true });
        db.createObjectStore('desk');
      }
      db.createObjectStore('sent');
    },
    // Another tab brings a newer version, or clears the site: this one closes, and opens again when needed.
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      forget();
    },
    terminated: forget,
  }).catch((error: unknown) => {
    forget();
    throw error;
  });
  return opening;
}

/** Stores a new item and gives its number. Rejects when the phone is full: then nothing was stored. */
export async function keep(item: NewItem): Promise<number> {
  const tx = (await open()).transaction('items', 'readwrite', ON_DISK);
  const [seq] = await Promise.all([tx.store.add(item), tx.done]);
  return seq;
}

export const all = async (): Promise<Item[]> => (await (await open()).getAll('items')) as Item[];

export const one = async (seq: number): Promise<Item | undefined> =>
  (await (await open()).get('items', seq)) as Item | undefined;

/** Changes an item in one transaction: null leaves it alone. Gives what is stored afterwards, or null. */
export async function change(seq: number, how: (item: Item) => Item | null): Promise<Item | null> {
  const tx = (await open()).transaction('items', 'readwrite', ON_DISK);
  const item = (await tx.store.get(seq)) as Item | undefined;
  const changed = item ? how(item) : null;
  await Promise.all([changed ? tx.store.put(changed) : null, tx.done]);
  return changed;
}

/** Removes an item, unless `only` refuses what is stored now. Gives whether it was removed. */
export async function remove(seq: number, only: (item: Item) => boolean): Promise<boolean> {
  const tx = (await open()).transaction('items', 'readwrite', ON_DISK);
  const item = (await tx.store.get(seq)) as Item | undefined;
  const goes = item !== undefined && only(item);
  await Promise.all([goes ? tx.store.delete(seq) : null, tx.done]);
  return goes;
}

export const desk = async (): Promise<DeskRecord | undefined> => (await open()).get('desk', 'one');

export async function saveDesk(record: DeskRecord): Promise<void> {
  const tx = (await open()).transaction('desk', 'readwrite', ON_DISK);
  await Promise.all([tx.store.put(record, 'one'), tx.done]);
}

export async function forgetDesk(): Promise<void> {
  const tx = (await open()).transaction('desk', 'readwrite', ON_DISK);
  await Promise.all([tx.store.clear(), tx.done]);
}

const dayOf = (at: number): string => new Date(at).toDateString();

/** Counts one more of this member's departures of a day. @public what `sendAll` needs of a store */
export async function noteSent(member: string, at: number): Promise<void> {
  const tx = (await open()).transaction('sent', 'readwrite');
  const before = await tx.store.get(member);
  const n = before && dayOf(before.at) === dayOf(at) ? before.n + 1 : 1;
  await Promise.all([tx.store.put({ n, at }, member), tx.done]);
}

export const sent = async (member: string): Promise<Sent | undefined> => (await open()).get('sent', member);

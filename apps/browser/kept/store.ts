import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { DeskData, DeskMember } from '../../../libs/platform/contract/desk.js';
import type { Item, NewItem } from './item.js';

// What this phone keeps, in IndexedDB: `items` (devices written and not sent yet, in the order they were written), `desk` (one
// record) and `sent` (how many left here, by member). No page and no network in here.

/** Who works here, their open donations, what to suggest; `at`: when the server said so. */
export type DeskRecord = DeskData & { me: DeskMember; at: number };

/** What left this phone on one day. */
export interface Sent {
  n: number;
  /** When the last one left. */
  at: number;
}

interface Kept extends DBSchema {
  // An item gets its number in the row from the store.
  items: { key: number; value: NewItem & { seq?: number } };
  desk: { key: string; value: DeskRecord };
  sent: { key: string; value: Sent };
}

const NAME = 'bn-collecte';
/** Done once it is on the disk, so that a killed browser finds it again. */
const ON_DISK = { durability: 'strict' } as const;

let opening: Promise<IDBPDatabase<Kept>> | undefined;

/** Without a secure context or IndexedDB nothing is kept: the forms then work as they do without a script. */
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
    // Another tab brings a newer version, or clears the site: this one makes way, and opens again when it needs to.
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

/** Writes a new item; gives its number in the row. Rejects when the phone is full: then nothing was kept. */
export async function keep(item: NewItem): Promise<number> {
  const tx = (await open()).transaction('items', 'readwrite', ON_DISK);
  const [seq] = await Promise.all([tx.store.add(item), tx.done]);
  return seq;
}

/** Every item, in the order written. */
export const all = async (): Promise<Item[]> => (await (await open()).getAll('items')) as Item[];

export const one = async (seq: number): Promise<Item | undefined> =>
  (await (await open()).get('items', seq)) as Item | undefined;

/** Reads an item and writes what `how` makes of it, in one go: null leaves it alone. Gives what is there afterwards, or null. */
export async function change(seq: number, how: (item: Item) => Item | null): Promise<Item | null> {
  const tx = (await open()).transaction('items', 'readwrite', ON_DISK);
  const item = (await tx.store.get(seq)) as Item | undefined;
  const changed = item ? how(item) : null;
  await Promise.all([changed ? tx.store.put(changed) : null, tx.done]);
  return changed;
}

/** Takes an item away, unless `only` says no of what is there now. Gives whether it went. */
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

/**
 * One more of this member has left; those of another day are no longer counted.
 * @public what `sendAll` needs of a store
 */
export async function noteSent(member: string, at: number): Promise<void> {
  const tx = (await open()).transaction('sent', 'readwrite');
  const before = await tx.store.get(member);
  const n = before && dayOf(before.at) === dayOf(at) ? before.n + 1 : 1;
  await Promise.all([tx.store.put({ n, at }, member), tx.done]);
}

/** What this member sent from here. */
export const sent = async (member: string): Promise<Sent | undefined> => (await open()).get('sent', member);

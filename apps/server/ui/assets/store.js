// What this phone keeps, in IndexedDB: `items` (devices written and not sent yet, in the order they were written) and
// `desk` (one record: who works here, their open donations, what to suggest). No page and no network in here.

const NAME = 'bn-collecte';
let opening;

/** Without a secure context or IndexedDB nothing is kept: the forms then work as they do without a script. */
export const canKeep = () =>
  Boolean(globalThis.isSecureContext && globalThis.indexedDB && globalThis.crypto?.randomUUID);

function open() {
  opening ??= new Promise((done, fail) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('items', { keyPath: 'seq', autoIncrement: true });
      request.result.createObjectStore('desk');
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      request.result.onclose = () => (opening = undefined);
      done(request.result);
    };
    request.onerror = () => fail(request.error);
  }).catch((error) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

/** Runs `work` in one transaction; done once it is on the disk, so that a killed browser finds it again. */
async function within(name, mode, work) {
  const db = await open();
  return new Promise((done, fail) => {
    const tx = db.transaction(name, mode, { durability: 'strict' });
    let result;
    tx.oncomplete = () => done(result);
    tx.onabort = () => fail(tx.error ?? new DOMException('aborted', 'AbortError'));
    work(tx.objectStore(name), (value) => {
      result = value;
    });
  });
}

const read = (name, ask) =>
  within(name, 'readonly', (store, give) => {
    const request = ask(store);
    request.onsuccess = () => give(request.result);
  });

/** Writes a new item; gives its number in the row. Rejects when the phone is full: then nothing was kept. */
export const keep = (item) =>
  within('items', 'readwrite', (store, give) => {
    const request = store.add(item);
    request.onsuccess = () => give(request.result);
  });

/** Every item, in the order written. */
export const all = () => read('items', (store) => store.getAll());
export const one = (seq) => read('items', (store) => store.get(seq));

/** Reads an item and writes what `change` makes of it, in one go: null leaves it alone. Gives what is there afterwards, or null. */
export const change = (seq, change) =>
  within('items', 'readwrite', (store, give) => {
    const request = store.get(seq);
    request.onsuccess = () => {
      const changed = request.result ? change(request.result) : null;
      if (changed) store.put(changed);
      give(changed);
    };
  });

/** Takes an item away; with `only`, unless it says no of what is there now. Gives whether it went. */
export const remove = (seq, only = () => true) =>
  within('items', 'readwrite', (store, give) => {
    const request = store.get(seq);
    request.onsuccess = () => {
      const goes = Boolean(request.result && only(request.result));
      if (goes) store.delete(seq);
      give(goes);
    };
  });

export const desk = () => read('desk', (store) => store.get('one'));
export const saveDesk = (record) => within('desk', 'readwrite', (store) => void store.put(record, 'one'));
export const forgetDesk = () => within('desk', 'readwrite', (store) => void store.clear());

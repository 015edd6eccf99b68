import { Worker } from 'node:worker_threads';
import { readInventories } from './formats.js';
import type { Inventory } from './inventory.js';
import { type Unreadable, unreadable } from './unreadable.js';

/** Read on the spot up to here: that takes some milliseconds, no more than the way to another thread and back. */
const SHORT = 256 * 1024;
/** No document of 20 MB takes a tenth of it. */
const LONGEST_MS = 60_000;
const IDLE_MS = 30_000;
const MEMORY_MB = 768;

/** What the thread answers: `read.worker.ts`. */
export type ReadApart = { readonly inventories: Inventory[] } | { readonly reason: Unreadable };

interface Asked {
  readonly resolve: (inventories: Inventory[]) => void;
  readonly reject: (why: Error) => void;
}
/** A thread and the document it is reading. */
interface Reader {
  readonly worker: Worker;
  asked: Asked | null;
}
let reader: Reader | null = null;
let idle: NodeJS.Timeout | undefined;
let turn: Promise<unknown> = Promise.resolve();

/**
 * What the machines of a document say of themselves, as `readInventories`; a long document is read in a thread of its own, one after the
 * other, so that nobody else waits for it.
 * @throws RuleBroken `devices.inventory_unreadable`.
 */
export async function inventoriesFrom(document: Uint8Array): Promise<Inventory[]> {
  if (document.length <= SHORT) return readInventories(document);
  const mine = turn.then(() => readApart(document));
  turn = mine.catch(() => undefined);
  return mine;
}

/** The same of a document of one machine. @throws RuleBroken `devices.inventory_unreadable`, `two_machines` for several. */
export async function inventoryFrom(document: Uint8Array): Promise<Inventory> {
  const [inventory, another] = await inventoriesFrom(document);
  if (another || !inventory) throw unreadable('two_machines');
  return inventory;
}

async function readApart(document: Uint8Array): Promise<Inventory[]> {
  clearTimeout(idle);
  reader ??= start();
  const { worker } = reader;
  // Ended in the middle of a document, it has no other answer than that.
  const late = setTimeout(() => void worker.terminate(), LONGEST_MS);
  try {
    return await new Promise<Inventory[]>((resolve, reject) => {
      reader!.asked = { resolve, reject };
      worker.postMessage(document);
    });
  } finally {
    clearTimeout(late);
    idle = setTimeout(() => {
      if (reader?.worker === worker) reader = null;
      void worker.terminate();
    }, IDLE_MS).unref();
  }
}

function start(): Reader {
  const isSource = import.meta.url.endsWith('.ts');
  const file = new URL(`./read.worker.${isSource ? 'ts' : 'js'}`, import.meta.url);
  const worker = new Worker(file, {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    ...(isSource ? { execArgv: ['--conditions=source', '--import', '@swc-node/register/esm-register'] } : {}),
  });
  const started: Reader = { worker, asked: null };
  const lost = (why: Error): void => {
    if (reader === started) reader = null;
    started.asked?.reject(why);
  };
  worker.on('message', (answer: ReadApart) => {
    if ('reason' in answer) started.asked?.reject(unreadable(answer.reason));
    else started.asked?.resolve(answer.inventories);
  });
  worker.on('error', (error: NodeJS.ErrnoException) =>
    lost(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? unreadable('too_large') : error),
  );
  worker.on('exit', () => lost(unreadable('too_large')));
  // A process that has nothing else to do ends; listening would have kept it.
  worker.unref();
  return started;
}

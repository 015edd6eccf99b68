import { parentPort } from 'node:worker_threads';
import { RuleBroken } from '#kernel';
import { readInventories } from './formats.js';
import type { ReadApart } from './reading.js';
import type { Unreadable } from './unreadable.js';

/** A thread that reads one document after another; what it cannot explain ends it. */
parentPort?.on('message', (document: Uint8Array) => {
  let answer: ReadApart;
  try {
    answer = { inventories: readInventories(document) };
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    answer = { reason: error.facts['reason'] as Unreadable };
  }
  parentPort?.postMessage(answer);
});

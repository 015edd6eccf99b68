import { readdir } from 'node:fs/promises';
import type { DataSource } from 'typeorm';
import { waitingMails } from '#bank/mails';
import { backupKeys, openRestoration, type RestorationView } from '#platform/backup';
import { lastNumbers } from '#platform/database';
import { backupFolder, dataFolder, isTrial } from '#platform/kernel';

/** The key to which backups are encrypted, as people tell it from another. */
export interface KeyInUse {
  /** The end of the public key: no secret. */
  readonly ending: string;
  readonly madeAt: Date;
}

/** What a bank knows of its backups, and of the one it came back from. */
export interface BackupFacts {
  /** The program makes them each night by itself: the bank is the embedded one. */
  readonly nightly: boolean;
  /** A trial bank, whose people are invented. */
  readonly trial: boolean;
  /** Null where backups are in clear. */
  readonly key: KeyInUse | null;
  /** The last one did not give again what was read, and lies aside. */
  readonly refused: boolean;
  /** While somebody has to look at what follows from a restore; null otherwise. */
  readonly restored: (RestorationView & { readonly heldMails: number; readonly lastNumbers: readonly string[] }) | null;
}

/** The end by which a key is told from another. */
const ENDING = 6;

/** What the page and its API say of backups. */
export async function backupFacts(db: DataSource): Promise<BackupFacts> {
  const [[key], restored, names] = await Promise.all([
    backupKeys(db),
    openRestoration(db),
    readdir(backupFolder()).catch(() => [] as string[]),
  ]);
  return {
    nightly: dataFolder() !== null,
    trial: isTrial(),
    key: key ? { ending: key.recipient.slice(-ENDING), madeAt: key.madeAt } : null,
    refused: names.some((name) => name.endsWith('.refused')),
    restored: restored && {
      ...restored,
      heldMails: await waitingMails(db),
      lastNumbers: await lastNumbers(db),
    },
  };
}

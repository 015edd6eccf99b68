import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { waitingMails } from '#bank/mails';
import { backupKeys, openRestoration, type RestorationView } from '#platform/backup';
import { asJob, lastNumbers, recordProof } from '#platform/database';
import { backupFolder, dataFolder, isTrial } from '#platform/kernel';

const LOOK_MS = 10 * 60_000;

/** Looks at the folder of backups from time to time, and notes the newest one that it sees, whoever made it. */
@Injectable()
export class SeenBackups implements OnModuleInit, OnModuleDestroy {
  private readonly log = new Logger('backup');
  private timer: NodeJS.Timeout | undefined;
  private noted = 0;

  constructor(@InjectDataSource() private readonly db: DataSource) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.note(), LOOK_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** @returns when the newest backup was made, also where it cannot be noted; null when none is seen. */
  async note(): Promise<Date | null> {
    const last = await lastBackupIn(backupFolder());
    if (last && last.getTime() > this.noted)
      await asJob(() => recordProof(this.db, 'backed_up', { at: last })).then(
        () => {
          this.noted = last.getTime();
        },
        (error: Error) => this.log.warn(error.message),
      );
    return last;
  }
}

/** The newest of our own backups in a folder, or what the backup service of `docker-compose.yml` says there (`last`). */
async function lastBackupIn(folder: string): Promise<Date | null> {
  const names = await readdir(folder).catch(() => [] as string[]);
  const backups = names.filter((name) => /^\d{4}-.*Z$/.test(name) || name === 'last');
  const times = await Promise.all(backups.map((name) => stat(join(folder, name)).then(({ mtime }) => mtime)));
  return times.sort((a, b) => b.getTime() - a.getTime())[0] ?? null;
}

/** The key to which backups are encrypted, as people tell it from another. */
interface KeyInUse {
  /** The end of the public key: no secret. */
  readonly ending: string;
  readonly madeAt: Date;
}

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

const ENDING = 6;

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

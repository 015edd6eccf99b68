import { tmpdir } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type MailCounts, MailService } from '#bank/mails';
import { type AuditHead, auditHead, type BankProof, bankProofs } from '#bank/people';
import {
  type ConnectionsInUse,
  connectionsOf,
  noSpaceSeen,
  rows,
  type WorkerSeen,
  workersSeen,
} from '#platform/database';
import { backupFolder, clock, dataFolder, diskOf, programVersion } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { type BackupFacts, backupFacts, SeenBackups } from './seen-backups.js';

export interface QueueStatus {
  readonly queue: string;
  /** Rows due now, counted up to 1,000. */
  readonly waiting: number;
  /** For how long the one that waits longest has been seen to wait, in seconds. */
  readonly oldestSeconds: number;
}

/** How the program does, for whoever runs it. Nothing of what people wrote is in it. */
export interface SystemStatus {
  /** In bytes; null when the database did not answer. */
  readonly databaseBytes: number | null;
  readonly workers: readonly WorkerSeen[];
  readonly queues: readonly QueueStatus[];
  readonly connections: ConnectionsInUse;
  /** When the last backup was made; null when none is seen, and nobody said so. */
  readonly lastBackup: Date | null;
  readonly backupFolder: string;
  readonly backups: BackupFacts;
  /** Whether what the bank must be able to prove was proven lately. */
  readonly proofs: readonly BankProof[];
  /** The last seal of the audit: noted elsewhere, it shows that the end was not cut off. */
  readonly auditHead: AuditHead | null;
  /** Where uploads arrive. */
  readonly diskFreeBytes: number;
  /** How large that disk is. */
  readonly diskBytes: number;
  /** Where the embedded bank's data lies; null for a Postgres elsewhere. */
  readonly dataFreeBytes: number | null;
  /** How large that disk is; null as above. */
  readonly dataDiskBytes: number | null;
  /** When Postgres last told this process that it has no space to write; null when it has not in the last minutes. */
  readonly databaseFullAt: Date | null;
  /** The longest that this process kept everybody waiting since the last look, in milliseconds. */
  readonly longestHoldMs: number;
  readonly startedAt: Date;
  /** What runs. */
  readonly versions: { readonly program: string; readonly node: string; readonly postgres: string };
  /** Mails that wait, and what became of those asked for in the last day. */
  readonly mails: MailCounts;
  /** Whether mail is set up. */
  readonly sendsMail: boolean;
}

const MOST = 1000;

/** Looks at the program and the machine; each look is a few short statements, and those of the same two seconds share one. */
@Injectable()
export class SystemStatusService {
  private readonly delay = monitorEventLoopDelay({ resolution: 20 });
  /** Since when each row has been seen to wait. */
  private readonly since = new Map<string, number>();
  private last: { readonly at: number; readonly status: Promise<SystemStatus> } | null = null;

  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly mails: MailService,
    private readonly backups: SeenBackups,
  ) {
    this.delay.enable();
  }

  /** @throws whatever keeps the database from answering. */
  look(): Promise<SystemStatus> {
    if (!this.last || clock.ms() - this.last.at > 2000) this.last = { at: clock.ms(), status: this.see() };
    return this.last.status;
  }

  private async see(): Promise<SystemStatus> {
    const longestHoldMs = Math.round(this.delay.max / 1e6);
    this.delay.reset();
    const data = dataFolder();
    const seen = await this.backups.note();
    const [size, workers, queues, mails, proofs, head, disk, dataDisk] = await Promise.all([
      rows<{ bytes: string; version: string }>(
        this.db,
        `SELECT pg_database_size(current_database())::text AS bytes, current_setting('server_version') AS version`,
      ),
      workersSeen(this.db),
      this.queues(),
      this.mails.counts(),
      bankProofs(this.db, data !== null),
      auditHead(this.db),
      diskOf(tmpdir()),
      data ? diskOf(data) : null,
    ]);
    const backups = await backupFacts(this.db);
    return {
      databaseBytes: Number(size[0]?.bytes ?? 0),
      workers,
      queues,
      connections: connectionsOf(this.db),
      lastBackup: proofs.find(({ kind }) => kind === 'backed_up')?.succeededAt ?? seen,
      backups,
      backupFolder: backupFolder(),
      proofs,
      auditHead: head,
      diskFreeBytes: disk?.free ?? 0,
      diskBytes: disk?.size ?? 0,
      dataFreeBytes: dataDisk?.free ?? null,
      dataDiskBytes: dataDisk?.size ?? null,
      databaseFullAt: noSpaceSeen(),
      longestHoldMs,
      startedAt: new Date(clock.ms() - process.uptime() * 1000),
      versions: { program: programVersion(), node: process.versions.node, postgres: size[0]?.version ?? '' },
      mails,
      sendsMail: this.mails.possible,
    };
  }

  private async queues(): Promise<QueueStatus[]> {
    const now = clock.ms();
    const seen = new Set<string>();
    const found: QueueStatus[] = [];
    for (const { queue, pending } of this.outbox.works) {
      const waiting = await pending(MOST);
      const since = waiting.map(({ id, attempt }) => {
        const key = `${queue} ${id} ${attempt}`;
        seen.add(key);
        if (!this.since.has(key)) this.since.set(key, now);
        return this.since.get(key)!;
      });
      found.push({ queue, waiting: waiting.length, oldestSeconds: Math.round((now - Math.min(now, ...since)) / 1000) });
    }
    for (const key of this.since.keys()) if (!seen.has(key)) this.since.delete(key);
    return found;
  }
}

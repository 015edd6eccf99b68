import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { run } from '#platform/database';

/** A row that waits for its work, and the number of the attempt. */
export interface PendingRow {
  readonly id: string;
  readonly attempt: number;
}

/** Work whose rows are the outbox: what the queue forgets, the rows still hold. */
export interface OutboxWork {
  /** Name of the queue and of its notification. */
  readonly queue: string;
  /** It takes in files: for how long it waits for Postgres. */
  readonly kind?: 'import';
  /** Rows whose work is not done and due now, oldest first. */
  readonly pending: (limit: number) => Promise<readonly PendingRow[]>;
  /**
   * Does the work of a row. May be called twice for one row, also at the same time by two processes; must leave the result of one. Doing nothing
   * because it is done, or because another does it, is success.
   */
  readonly process: (row: PendingRow) => Promise<void>;
  /** Records that an attempt failed: another one later, or none. */
  readonly failed: (row: PendingRow, error: Error) => Promise<void>;
}

/** Something to do at intervals, by one process of all. Must do no harm when done twice. */
export interface ScheduledWork {
  readonly name: string;
  readonly everyMs: number;
  readonly run: () => Promise<void>;
}

/** The channel of Postgres that wakes the runner; its payload is the queue. */
export const WAKE_CHANNEL = 'bn_outbox';

/** What libraries declare as work for the worker. Declaring runs nothing: the `OutboxRunner` of a worker does. */
@Injectable()
export class Outbox {
  readonly works: OutboxWork[] = [];
  readonly schedules: ScheduledWork[] = [];

  /** @throws when the queue is declared twice */
  register(work: OutboxWork): void {
    if (this.works.some((w) => w.queue === work.queue)) throw new Error(`the outbox ${work.queue} is declared twice`);
    this.works.push(work);
  }

  /** @throws when the name is declared twice */
  schedule(work: ScheduledWork): void {
    if (this.schedules.some((s) => s.name === work.name))
      throw new Error(`the schedule ${work.name} is declared twice`);
    this.schedules.push(work);
  }

  /** Runs all schedules once, one after another: what the night would do. */
  async runScheduled(): Promise<void> {
    for (const { run } of this.schedules) await run();
  }

  /** Wakes the runner when the transaction commits. Without it the row is found within a second. */
  async wake(tx: EntityManager, queue: string): Promise<void> {
    await run(tx, 'SELECT pg_notify($1, $2)', [WAKE_CHANNEL, queue]);
  }
}

const MINUTE = 60_000;
const DELAYS = [2_000, 15_000, MINUTE, 5 * MINUTE];

/** The wait after the `failures`-th failure, in milliseconds; null when it is time to give up and tell a person. */
export const backoff = (failures: number): number | null => DELAYS[failures - 1] ?? null;

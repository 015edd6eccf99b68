import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Queue, Worker } from 'bullmq';
import { asJob, asWork, Listening } from '#platform/database';
import { FORGOTTEN, QUEUE_SETTINGS, QueueBackend, type QueueSettings, type RowJob } from './backend.js';
import { Outbox, type OutboxWork, WAKE_CHANNEL } from './outbox.js';

const POLL_MS = 1_000;
const BATCH = 200;
/** A row still not done so long after it was enqueued is enqueued again; a job that is still there ignores it. */
const AGAIN_MS = 5_000;
const SCHEDULE_AGAIN_MS = 60_000;
/** A long sheet is drawn in less; a server that went away is not waited for. */
const CLOSING_MS = 20_000;

interface Lane {
  readonly work: OutboxWork;
  readonly queue: Queue<RowJob>;
  /** When each job was enqueued, so that it is not done every second. */
  readonly enqueued: Map<string, number>;
  busy: Promise<void> | null;
}

/**
 * The worker's loop: hands waiting rows to the queue, does their work, and runs the schedules. Any number of processes may run one: no state here or
 * in the queue is needed after a crash.
 */
@Injectable()
export class OutboxRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('worker');
  private readonly closing: (() => Promise<unknown>)[] = [];
  private readonly working = new Set<Promise<void>>();
  private lanes: Lane[] = [];
  private timers: NodeJS.Timeout[] = [];
  private stopped = false;
  private lastError = '';

  constructor(
    @Inject(QUEUE_SETTINGS) private readonly settings: QueueSettings,
    private readonly outbox: Outbox,
    private readonly listening: Listening,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const complain = (error: Error) => this.complain(error);
    const backend = new QueueBackend(this.settings, complain, () => this.forgetEnqueued());
    this.lanes = this.outbox.works.map((work) => ({
      work,
      queue: backend.queue<RowJob>(work.queue),
      enqueued: new Map(),
      busy: null,
    }));
    const workers = this.lanes.map((lane) => backend.worker<RowJob>(lane.work.queue, (row) => this.work(lane, row)));
    this.runSchedules(backend, workers);
    this.closing.push(
      () => Promise.all(this.lanes.map((lane) => lane.busy)),
      async () => {
        if (backend.lost) await Promise.allSettled(this.working);
      },
      () => Promise.all(workers.map((worker) => worker.close(backend.lost))),
      () => Promise.all(this.lanes.map((lane) => lane.queue.close())),
      () => backend.close(),
    );
    this.timers.push(setInterval(() => this.wake(null), POLL_MS));
    this.listening.hear(WAKE_CHANNEL, (queue) => this.wake(queue));
    this.wake(null);
  }

  /** Finishes the work at hand and takes no more; before the data source is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    for (const timer of this.timers) clearInterval(timer);
    for (const close of this.closing)
      await within(CLOSING_MS, close()).catch((error: Error) => this.log.warn(error.message));
  }

  private wake(queue: string | null): void {
    for (const lane of this.lanes) if (queue === null || lane.work.queue === queue) this.hand(lane);
  }

  /** One pass at a time for each queue; a call during one is served by the next poll. */
  private hand(lane: Lane): void {
    if (this.stopped || lane.busy) return;
    lane.busy = asJob(() => this.enqueue(lane))
      .catch((error: Error) => this.complain(error))
      .finally(() => {
        lane.busy = null;
      });
  }

  private async enqueue({ work, queue, enqueued }: Lane): Promise<void> {
    const now = performance.now();
    const waiting = (await work.pending(BATCH)).filter(
      (row) => (enqueued.get(jobId(row)) ?? Number.NEGATIVE_INFINITY) + AGAIN_MS <= now,
    );
    if (waiting.length === 0) return;
    // One by one: on Postgres a bulk makes a sequence for each queue, and the application's role makes nothing.
    await Promise.all(
      waiting.map((row) =>
        queue.add(work.queue as never, { id: row.id, attempt: row.attempt } as never, {
          ...FORGOTTEN,
          jobId: jobId(row),
        }),
      ),
    );
    for (const row of waiting) enqueued.set(jobId(row), now);
    for (const [id, at] of enqueued) if (at < now - 12 * AGAIN_MS) enqueued.delete(id);
  }

  private async work(lane: Lane, row: RowJob): Promise<void> {
    const work = asWork(lane.work.kind ?? 'job', () => this.process(lane, row));
    this.working.add(work);
    await work.finally(() => this.working.delete(work));
  }

  private async process({ work }: Lane, row: RowJob): Promise<void> {
    try {
      await work.process(row);
    } catch (error) {
      this.log.warn(`${work.queue} ${row.id}, attempt ${row.attempt}: ${(error as Error).stack ?? error}`);
      await work.failed(row, error as Error);
    }
  }

  private runSchedules(backend: QueueBackend, workers: Worker<never>[] | Worker<RowJob>[]): void {
    const { schedules } = this.outbox;
    if (schedules.length === 0) return;
    const queue = backend.queue<{ name: string }>('schedule');
    const worker = backend.worker<{ name: string }>('schedule', async ({ name }) =>
      asJob(async () => schedules.find((s) => s.name === name)?.run()),
    );
    (workers as Worker<never>[]).push(worker as unknown as Worker<never>);
    const plan = () =>
      Promise.all(
        schedules.map((s) =>
          queue.upsertJobScheduler(
            s.name,
            { every: s.everyMs },
            { name: s.name as never, data: { name: s.name } as never, opts: FORGOTTEN },
          ),
        ),
      )
        .then(() => undefined)
        .catch((error: Error) => this.complain(error));
    void plan();
    // A Redis that came back empty has forgotten the schedules too.
    this.timers.push(setInterval(() => void plan(), SCHEDULE_AGAIN_MS));
    this.closing.push(() => queue.close());
  }

  private forgetEnqueued(): void {
    for (const lane of this.lanes) lane.enqueued.clear();
    this.wake(null);
  }

  /** Logs a fault once, not every second while a server is away. */
  private complain(error: Error): void {
    const message = error.message || String((error as { code?: unknown }).code ?? error);
    if (message === this.lastError || this.stopped) return;
    this.lastError = message;
    this.log.warn(`${message}; going on by itself when it is back`);
  }
}

const jobId = ({ id, attempt }: RowJob): string => `${id}-${attempt}`;

/** The answer, or a failure after `ms`: a process that stops waiting loses nothing. */
async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`stopped without waiting more than ${ms / 1000} s`)), ms);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

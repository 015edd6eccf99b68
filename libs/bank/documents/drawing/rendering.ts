import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { SignatoriesService } from '#bank/people';
import { rows, run } from '#platform/database';
import { keyring, unseal, WorkThreads } from '#platform/kernel';
import { backoff, Outbox, type PendingRow } from '#platform/queue';
import { kindOf } from '../document-types.js';
import { DocumentsService } from '../documents.service.js';
import type { Progress } from '../paper/paper.js';
import { BlobStore } from '../store/blob-store.js';
import { picturesIn } from '../store/pictures.js';
import { type PaperRow, render } from './render.js';

const [MINUTE, HOUR] = [60_000, 3_600_000];
/** So often another worker takes over at once from one that died. */
const DEATHS = 5;
/** So often a paper is begun, over some two hours; then a person decides. */
const STARTS = 12;

/**
 * In how many milliseconds a paper is due again if this start ends with its worker: longer each time, so that a paper which kills its
 * workers leaves them to the others. After the last start at once: whoever comes then says that it failed.
 */
const dueAgain = (starts: number): number =>
  starts < DEATHS || starts >= STARTS ? 0 : Math.min(MINUTE * 2 ** (starts - DEATHS), HOUR);

type SealedRow = Omit<PaperRow, 'sealed'> & {
  readonly bytes: Buffer | null;
  readonly keyId: string | null;
  readonly length: number;
};

@Injectable()
export class Rendering implements OnModuleInit {
  private readonly log = new Logger('worker');

  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly blobs: BlobStore,
    private readonly documents: DocumentsService,
    private readonly signatories: SignatoriesService,
  ) {}

  onModuleInit(): void {
    this.outbox.register({
      queue: 'documents',
      pending: (limit) => this.pending(limit),
      process: (row) => this.process(row),
      failed: (row) => this.failed(row),
    });
    const erase = () => this.db.transaction((tx) => this.documents.eraseDue(tx));
    this.outbox.schedule({ name: 'documents-erase-due', everyMs: HOUR, run: async () => void (await erase()) });
    this.outbox.schedule({ name: 'people.forget-signatories', everyMs: HOUR, run: () => this.forgetSignatories() });
  }

  /** Who was authorised and signed nothing goes, with the picture of their signature. */
  private async forgetSignatories(): Promise<void> {
    await this.db.transaction(async (tx) => {
      for (const image of await this.signatories.forgetUnsigned(tx)) await this.blobs.drop(tx, image);
    });
  }

  private pending(limit: number): Promise<PendingRow[]> {
    return rows<PendingRow>(
      this.db,
      `SELECT id, attempt FROM documents.document WHERE state = ANY (documents.unmade_states()) AND due_at <= platform.now() ORDER BY due_at LIMIT $1`,
      [limit],
    );
  }

  /**
   * The lock on the row is the claim: it goes with a worker that dies, and whoever comes second passes by. The file, its chunks and the
   * state are one transaction.
   */
  private async process({ id }: PendingRow): Promise<void> {
    if (!(await this.begin(id))) return;
    await this.db.transaction(async (tx) => {
      const row = await this.claim(tx, id, `state = 'rendering'`);
      if (!row) return;
      await run(tx, `SET LOCAL idle_in_transaction_session_timeout = '5min'`);
      const { length, ...paper } = await this.rowOf(tx, id);
      const progress = new PaperProgress(this.db, id);
      const blob = await this.blobs.put(tx, drawn(paper, length, progress.told), 'application/pdf', {
        sealed: paper.sealed !== null,
      });
      await progress.over(tx);
      await run(
        tx,
        `UPDATE documents.document SET state = 'ready', blob_id = $2, pdf_sha256 = $3, pdf_size = $4, ready_at = platform.now(), error = NULL
         WHERE id = $1 AND state = 'rendering'`,
        [id, blob.id, blob.sha256, blob.size],
      );
    });
  }

  /** Marks the start, in a transaction of its own so that a death leaves a trace. False when there is nothing to do. */
  private begin(id: string): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      const row = await this.claim(tx, id, `state = ANY (documents.unmade_states()) AND due_at <= platform.now()`);
      if (!row) return false;
      if (row.starts >= STARTS) {
        this.log.error(`documents ${id}: ${row.starts} workers ended while they drew it; not begun again`);
        await run(
          tx,
          `UPDATE documents.document SET state = 'failed', error = 'documents.drawing_interrupted' WHERE id = $1`,
          [id],
        );
        return false;
      }
      if (row.starts >= DEATHS)
        this.log.error(`documents ${id}: ${row.starts} workers ended while they drew it; begun again, each time later`);
      await run(
        tx,
        `UPDATE documents.document SET state = 'rendering', starts = starts + 1,
           due_at = greatest(due_at, platform.now() + make_interval(secs => $2)) WHERE id = $1`,
        [id, dueAgain(row.starts + 1) / 1000],
      );
      return true;
    });
  }

  private async claim(tx: EntityManager, id: string, when: string): Promise<{ starts: number } | undefined> {
    const [row] = await rows<{ starts: number }>(
      tx,
      `SELECT starts FROM documents.document WHERE id = $1 AND ${when} FOR NO KEY UPDATE SKIP LOCKED`,
      [id],
    );
    return row;
  }

  private async rowOf(tx: EntityManager, id: string): Promise<PaperRow & Pick<SealedRow, 'length'>> {
    const [row] = await rows<SealedRow>(
      tx,
      `SELECT type, title, number, requested_at AS "requestedAt", facts, length(facts::text) AS length, facts_sha256 AS "factsSha256", secret, sealed_facts AS bytes, key_id AS "keyId"
       FROM documents.document WHERE id = $1`,
      [id],
    );
    const { bytes, keyId, ...paper } = row!;
    const sealed = keyId && bytes ? JSON.parse(unseal(keyring(), { keyId, bytes }, id).toString('utf8')) : null;
    const pictures = new Map<string, Buffer>();
    for (const blob of picturesIn(paper.facts)) pictures.set(blob, await this.blobs.bytes(blob, tx));
    return { ...paper, sealed, pictures };
  }

  private async failed({ id }: PendingRow): Promise<void> {
    await this.db.transaction(async (tx) => {
      const [row] = await rows<{ tries: number }>(
        tx,
        `SELECT tries FROM documents.document WHERE id = $1 AND state = ANY (documents.unmade_states()) FOR NO KEY UPDATE`,
        [id],
      );
      if (!row) return;
      const wait = backoff(row.tries + 1);
      await run(
        tx,
        `UPDATE documents.document SET state = $2, attempt = attempt + 1, tries = tries + 1, starts = 0, error = 'documents.rendering_failed',
           due_at = platform.now() + make_interval(secs => $3) WHERE id = $1`,
        [id, wait === null ? 'failed' : 'requested', (wait ?? 0) / 1000],
      );
    });
  }
}

/** Characters of facts: some fifty devices, which are drawn in some ten milliseconds. */
const SHORT = 16_000;

/** As many as a worker draws papers at once; each ends before Postgres ends the transaction that waits for it. */
const drawers = new WorkThreads<PaperRow, Uint8Array>({
  module: new URL('./draw.worker', import.meta.url),
  threads: 2,
  memoryMb: 2048,
  longestMs: 240_000,
});

/** As `render`; a long paper that cannot pause is drawn in a thread, so that nobody else waits. @param length of its facts as text */
export async function* drawn(
  row: PaperRow,
  length: number,
  told?: (progress: Progress) => void,
): AsyncGenerator<Buffer> {
  if (length <= SHORT || kindOf(row.type).pauses) return yield* render(row, told);
  for await (const bytes of drawers.ask(row)) yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Often enough for a person who waits, seldom enough to cost nothing. */
const EVERY_MS = 300;

/** Written outside of the transaction that stores the paper, so that a page can show it. It never makes the paper fail. */
class PaperProgress {
  private last = performance.now();
  private writing: Promise<unknown> | null = null;

  constructor(
    private readonly db: DataSource,
    private readonly documentId: string,
  ) {}

  readonly told = ({ done, total }: Progress): void => {
    if (this.writing || performance.now() - this.last < EVERY_MS) return;
    this.last = performance.now();
    this.writing = run(
      this.db,
      `INSERT INTO documents.progress (document_id, done, total) VALUES ($1, $2, $3)
         ON CONFLICT (document_id) DO UPDATE SET done = excluded.done, total = excluded.total, at = platform.now()`,
      [this.documentId, done, total],
    )
      .catch(() => {})
      .finally(() => {
        this.writing = null;
      });
  };

  /** In the transaction of the paper. */
  async over(tx: EntityManager): Promise<void> {
    await this.writing;
    await run(tx, 'DELETE FROM documents.progress WHERE document_id = $1', [this.documentId]);
  }
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { rows, run } from '#database';
import { BlobStore } from '#documents';
import { type Actor, RuleBroken } from '#kernel';
import { importer } from '#people';
import { type DeviceSheet, readDeviceSheet } from './device-sheet.js';
import type { FileMapping } from './file.entity.js';
import type { RowProblem } from './file.views.js';
import { findKnown } from './file-checks.js';
import { dropRows, type GoodRow, keepPart } from './file-parts.js';
import { Progress } from './file-progress.js';
import { keepTold, storable, type ToldRow } from './file-told.js';
import { SHEET_FIELDS } from './sheet-fields.js';
import type { SheetChoices, SheetMemory } from './sheet-header.js';
import type { SheetRow } from './sheet-row.js';

const BATCH = 1_000;

interface ReadingRow {
  blob_id: string;
  choices: SheetChoices;
  donor_id: string;
  issuer: string | null;
}

/** From the bytes of a donor's file to rows that a person can judge. */
@Injectable()
export class FileReading {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly blobs: BlobStore,
  ) {}

  /** The worker's way in: does nothing when the file is not waiting to be read, or another worker is at it. */
  async readWaiting(tx: EntityManager, fileId: string): Promise<void> {
    const [file] = await rows<{ membership_id: string | null }>(
      tx,
      `SELECT membership_id FROM intake.file WHERE id = $1 AND state = 'reading' FOR NO KEY UPDATE SKIP LOCKED`,
      [fileId],
    );
    if (file) await this.read(tx, await importer(tx, file.membership_id), fileId, new Progress(this.db, fileId));
  }

  /**
   * Reads a file that waits for it; afterwards it is ready to be decided about, or for somebody to say what its columns are.
   * @throws RuleBroken `intake.sheet_*` beside the field `sheet`, when the file is no table of devices.
   */
  async read(tx: EntityManager, actor: Actor, fileId: string, progress?: Progress): Promise<void> {
    const [found] = await rows<ReadingRow>(
      tx,
      `SELECT f.blob_id, f.choices, d.id AS donor_id, d.name AS issuer FROM intake.file f
       JOIN intake.donation n ON n.id = f.donation_id JOIN intake.donor d ON d.id = n.donor_id WHERE f.id = $1`,
      [fileId],
    );
    const file = found!;
    const memory = await memoryOf(tx, file.donor_id);
    const blob = await this.blobs.read(file.blob_id, tx);
    const sheet = await readDeviceSheet(blob.stream, { choices: file.choices, memory });
    try {
      await dropRows(tx, fileId, 'all');
      const understood = sheet.header.by !== 'nobody';
      const keeping = new RowKeeping(tx, actor, fileId, file.issuer);
      if (understood) {
        for await (const row of sheet.rows) {
          if (keeping.take(row)) await keeping.keep(progress);
        }
        await keeping.keep();
        if (keeping.read === 0) throw new RuleBroken('intake.sheet_no_rows', { row: sheet.header.row }, 'sheet');
      }
      await keepFindings(tx, fileId, sheet, keeping);
    } finally {
      await sheet.close();
    }
  }
}

/** Rows on their way into the database: good ones by the thousand, the others one by one with what is said about them. */
class RowKeeping {
  read = 0;
  devices = 0;
  wrong = 0;
  warned = 0;
  private batch: SheetRow[] = [];
  private part = 0;

  constructor(
    private readonly tx: EntityManager,
    private readonly actor: Actor,
    private readonly fileId: string,
    private readonly issuer: string | null,
  ) {}

  /** True when there are enough to be kept. */
  take(row: SheetRow): boolean {
    this.batch.push(row);
    return this.batch.length === BATCH;
  }

  async keep(progress?: Progress): Promise<void> {
    const read = this.batch;
    this.batch = [];
    const candidates = read.flatMap((r): GoodRow[] => (r.device ? [{ line: r.n, device: r.device, raw: r.raw }] : []));
    const known = await findKnown(this.tx, this.actor, this.issuer, candidates);
    const told = read.flatMap((r): ToldRow[] => {
      const more = known.get(r.n);
      if (!r.problems.length && !more) return [];
      const own = r.problems.map(({ code, field, facts }): RowProblem => ({ code, field, facts }));
      const problems = own.concat(more?.problems ?? []);
      return [
        { line: r.n, device: r.device ?? null, wrong: !r.device || (more?.wrong ?? false), problems, raw: r.raw },
      ];
    });
    const good = candidates.filter((r) => !known.get(r.line)?.wrong);
    await keepPart(this.tx, this.fileId, this.part, good);
    await keepTold(this.tx, this.fileId, told);
    this.part += 1;
    this.read += read.length;
    this.devices += good.reduce((sum, r) => sum + r.device.quantity, 0);
    const wrong = told.filter((r) => r.wrong).length;
    this.wrong += wrong;
    this.warned += told.length - wrong;
    await progress?.tell(this.read);
  }
}

async function keepFindings(tx: EntityManager, fileId: string, sheet: DeviceSheet, keeping: RowKeeping): Promise<void> {
  const { header } = sheet;
  const titles = header.titles.map(storable);
  const columns = Object.fromEntries(Object.entries(header.fields).map(([field, at]) => [field, titles[at] ?? '']));
  const fields = titles.map((_, i) => SHEET_FIELDS.find((field) => header.fields[field] === i) ?? null);
  const examples = sheet.examples.map((row) => row.cells.slice(0, titles.length).map(storable));
  await run(
    tx,
    `UPDATE intake.file SET state = 'ready', error = NULL, format = $2, sheets = $3, sheet = $4, header_row = $5, header = $6, examples = $7, fields = $8,
       columns = $9, columns_by = $10, rows_read = $11, rows_wrong = $12, rows_warned = $13, devices_read = $14,
       choices = choices || CASE WHEN $15::text IS NULL THEN '{}'::jsonb ELSE jsonb_build_object('category', $15) END WHERE id = $1`,
    [
      fileId,
      sheet.format,
      JSON.stringify(sheet.sheets.map((s) => ({ name: storable(s.name), hidden: s.hidden }))),
      sheet.sheet,
      header.row,
      JSON.stringify(titles),
      JSON.stringify(examples),
      JSON.stringify(fields),
      columns,
      header.by,
      keeping.read,
      keeping.wrong,
      keeping.warned,
      keeping.devices,
      header.category ?? null,
    ],
  );
}

/** What was said of this donor's columns before. */
async function memoryOf(tx: EntityManager, donorId: string): Promise<SheetMemory> {
  const known = await rows<Pick<FileMapping, 'signature' | 'columns' | 'category'>>(
    tx,
    'SELECT signature, columns, category FROM intake.file_mapping WHERE donor_id = $1 ORDER BY chosen_at DESC LIMIT 200',
    [donorId],
  );
  return new Map(
    known.map((k) => [k.signature, { columns: k.columns, ...(k.category ? { category: k.category } : {}) }]),
  );
}

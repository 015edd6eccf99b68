import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { serialKey } from '#devices';
import { BlobStore } from '#documents';
import { type Actor, RuleBroken } from '#kernel';
import { readDeviceSheet, type SheetRow } from './device-sheet.js';
import { checkAgainstDevices } from './file-checks.js';
import { importer } from './importer.js';

const BATCH = 1_000;
/** Of a row that could not be understood, what is shown of it. */
const SAID = 300;

/** From the bytes of a donor's file to rows that a person can judge. */
@Injectable()
export class FileReading {
  constructor(private readonly blobs: BlobStore) {}

  /** The worker's way in: does nothing when the file is not waiting to be read, or another worker is at it. */
  async readWaiting(tx: EntityManager, fileId: string): Promise<void> {
    const [file] = await tx.query(
      `SELECT membership_id FROM intake.file WHERE id = $1 AND state = 'reading' FOR NO KEY UPDATE SKIP LOCKED`,
      [fileId],
    );
    if (file) await this.read(tx, await importer(tx, file.membership_id), fileId);
  }

  /**
   * Reads a file that waits for it; afterwards it is ready to be decided about.
   * @throws RuleBroken `intake.sheet_*` beside the field `sheet`, when the file is no table of devices.
   */
  async read(tx: EntityManager, actor: Actor, fileId: string): Promise<void> {
    const [file] = await tx.query(
      `SELECT f.blob_id, d.name AS issuer FROM intake.file f JOIN intake.donation n ON n.id = f.donation_id
       JOIN intake.donor d ON d.id = n.donor_id WHERE f.id = $1`,
      [fileId],
    );
    const blob = await this.blobs.read(file.blob_id, tx);
    try {
      const sheet = await readDeviceSheet(blob.stream);
      const read = await keepRows(tx, fileId, sheet.rows);
      if (read === 0) throw new RuleBroken('intake.sheet_no_rows', { row: sheet.headerRow }, 'sheet');
      const columns = Object.fromEntries(
        Object.entries(sheet.columns).map(([field, at]) => [field, (sheet.header[at] ?? '').trim()]),
      );
      const wrong = await checkAgainstDevices(tx, actor, fileId, file.issuer);
      await tx.query(
        `UPDATE intake.file SET state = 'ready', columns = $2, rows_read = $3, rows_wrong = $4,
           rows_warned = (SELECT count(*) FROM intake.file_row WHERE file_id = $1 AND warned AND NOT wrong) WHERE id = $1`,
        [fileId, columns, read, wrong],
      );
    } catch (error) {
      if (error instanceof RuleBroken) throw new RuleBroken(error.code, error.facts, 'sheet');
      throw error;
    }
  }
}

async function keepRows(tx: EntityManager, fileId: string, rows: AsyncIterable<SheetRow>): Promise<number> {
  let read = 0;
  let batch: SheetRow[] = [];
  const keep = async () => {
    if (batch.length) await insertRows(tx, fileId, batch);
    read += batch.length;
    batch = [];
  };
  for await (const row of rows) {
    batch.push(row);
    if (batch.length === BATCH) await keep();
  }
  await keep();
  return read;
}

async function insertRows(tx: EntityManager, fileId: string, rows: readonly SheetRow[]): Promise<void> {
  await tx.query(
    `INSERT INTO intake.file_row (file_id, line, category, make, model, serial, serial_key, condition, inventory_number, number_key, wrong, warned, problems, said)
     SELECT $1, * FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
       $11::boolean[], $12::boolean[], $13::jsonb[], $14::text[])`,
    [
      fileId,
      rows.map((r) => r.n),
      rows.map((r) => r.device?.category ?? null),
      rows.map((r) => r.device?.make ?? ''),
      rows.map((r) => r.device?.model ?? ''),
      rows.map((r) => r.device?.serial ?? null),
      rows.map((r) => serialKey(r.device?.serial)),
      rows.map((r) => r.device?.condition ?? 'unknown'),
      rows.map((r) => r.device?.inventoryNumber ?? null),
      rows.map((r) => serialKey(r.device?.inventoryNumber, { generic: true })),
      rows.map((r) => !r.device),
      rows.map((r) => r.problems.some((p) => p.level === 'warning')),
      rows.map((r) => JSON.stringify(r.problems.map(({ code, facts, field }) => ({ code, facts, field })))),
      rows.map((r) => (r.device ? '' : plain(r.raw))),
    ],
  );
}

const plain = (cells: readonly string[]): string =>
  cells
    .map((cell) => cell.replace(/[\p{Cc}\s]+/gu, ' ').trim())
    .filter(Boolean)
    .join(' · ')
    .slice(0, SAID);

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { columnTable, rows, run } from '#database';
import { DevicesService, type NewDevice } from '#devices';
import { BlobStore } from '#documents';
import { type Actor, RuleBroken } from '#kernel';
import { importer } from '#people';
import { type DonationRow, DonationsService } from '../donations.service.js';
import { originOf } from '../donor-rules.js';
import { DonorFile } from './file.entity.js';
import { findKnown } from './file-checks.js';
import { endFile } from './file-deciding.js';
import { type GoodRow, partsOf } from './file-parts.js';
import { Progress } from './file-progress.js';
import { keepTold } from './file-told.js';
import type { Purchase } from './sheet-dates.js';

/** Devices of one statement, whatever the rows they come from. */
const BATCH = 1_000;

interface ApplyingRow {
  donation_id: string;
  membership_id: string | null;
  rows_wrong: number;
  only_whole: boolean;
}

interface Wrong {
  /** Lines that cannot come in any more. */
  readonly late: ReadonlySet<number>;
  /** Lines whose number stays with a device that is gone. */
  readonly numberless: ReadonlySet<number>;
}

/** Makes devices of a file's good rows: all of them or none. */
@Injectable()
export class FileApplying {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly donations: DonationsService,
    private readonly devices: DevicesService,
    private readonly blobs: BlobStore,
  ) {}

  /**
   * Logs the good rows in the caller's transaction, and marks the file applied. What became a duplicate since the preview is
   * found again and left out; of a file that is to come in whole or not at all, nothing comes in then, and it is to be decided
   * about again. Does nothing when the file is not waiting for it.
   * @throws RuleBroken `intake.donation_not_open` when the donation was closed meanwhile.
   */
  async apply(tx: EntityManager, fileId: string): Promise<void> {
    const [file] = await rows<ApplyingRow>(
      tx,
      `SELECT donation_id, membership_id, rows_wrong, only_whole FROM intake.file WHERE id = $1 AND state = 'applying' FOR NO KEY UPDATE SKIP LOCKED`,
      [fileId],
    );
    if (!file) return;
    const actor = await importer(tx, file.membership_id);
    const donation = await this.donations.lock(tx, actor, file.donation_id, 'share');
    if (donation.state !== 'received')
      throw new RuleBroken('intake.donation_not_open', { number: donation.number, state: donation.state });
    const wrong = await recheck(tx, actor, fileId, donation.donor_name);
    const rowsWrong = file.rows_wrong + wrong.late.size;
    if (file.only_whole && rowsWrong > 0) {
      await tx.update(DonorFile, fileId, { state: 'ready', notice: 'intake.file_became_wrong', rowsWrong });
      return;
    }
    const logged = await this.log(tx, actor, fileId, donation, wrong);
    await endFile(tx, this.blobs, fileId, { state: 'applied', logged, wrong: rowsWrong });
  }

  private async log(tx: EntityManager, actor: Actor, fileId: string, donation: DonationRow, wrong: Wrong) {
    const origin = await originOf(tx, donation.donor_kind);
    const progress = new Progress(this.db, fileId);
    const change = {
      location: { place: donation.place_id },
      holder: { organisation: donation.organisation_id },
      cause: { kind: 'donation', id: donation.id, label: donation.number },
    } as const;
    let logged = 0;
    let batch: { device: NewDevice; purchase: Purchase | null }[] = [];
    const flush = async () => {
      if (!batch.length) return;
      const ids = await this.devices.log(
        tx,
        actor,
        batch.map((b) => b.device),
        change,
      );
      await keepPurchases(
        tx,
        ids.map((id, i) => ({ id, purchase: batch[i]!.purchase })),
      );
      logged += batch.length;
      batch = [];
      await progress.tell(logged);
    };
    for await (const part of partsOf(tx, fileId)) {
      for (const row of part) {
        if (wrong.late.has(row.line)) continue;
        const { device } = row;
        const number = wrong.numberless.has(row.line) ? null : device.assetNumber;
        const one: NewDevice = {
          category: device.category,
          make: device.make,
          model: device.model,
          serial: device.serial,
          condition: device.condition,
          ...(number && donation.donor_name ? { alias: { issuer: donation.donor_name, number } } : {}),
          donationId: donation.id,
          ...origin(device.category),
        };
        for (let i = 0; i < device.quantity; i += 1) {
          batch.push({ device: one, purchase: device.purchase });
          if (batch.length === BATCH) await flush();
        }
      }
    }
    await flush();
    return logged;
  }
}

/** Asks once more which rows are devices already: the preview may be days old. */
async function recheck(tx: EntityManager, actor: Actor, fileId: string, issuer: string | null): Promise<Wrong> {
  const late = new Set<number>();
  const numberless = new Set<number>();
  for await (const part of partsOf(tx, fileId)) {
    const known = await findKnown(tx, actor, issuer, part);
    if (!known.size) continue;
    const byLine = new Map<number, GoodRow>(part.map((row) => [row.line, row]));
    const told = [];
    for (const [line, { wrong, problems }] of known) {
      if (!wrong) numberless.add(line);
      else {
        late.add(line);
        const row = byLine.get(line)!;
        told.push({ line, device: row.device, wrong, problems, raw: row.raw });
      }
    }
    await keepTold(tx, fileId, told);
  }
  return { late, numberless };
}

async function keepPurchases(
  tx: EntityManager,
  bought: readonly { id: string; purchase: Purchase | null }[],
): Promise<void> {
  const known = bought.flatMap(({ id, purchase }) => (purchase ? [{ device_id: id, ...purchase }] : []));
  if (!known.length) return;
  await run(tx, `INSERT INTO intake.device_purchase (${PURCHASES.names}) ${PURCHASES.select}`, PURCHASES.values(known));
}

const PURCHASES = columnTable({ device_id: 'uuid', year: 'int', day: 'date' });

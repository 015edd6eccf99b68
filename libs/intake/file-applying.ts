import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { type Category, type Condition, DevicesService } from '#devices';
import { BlobStore } from '#documents';
import { RuleBroken } from '#kernel';
import { DonationsService } from './donations.service.js';
import { originOf } from './donor-rules.js';
import { checkAgainstDevices } from './file-checks.js';
import { endFile } from './file-deciding.js';
import { importer } from './importer.js';

const BATCH = 1_000;

interface Row {
  line: number;
  category: Category;
  make: string;
  model: string;
  serial: string | null;
  condition: Condition;
  inventory_number: string | null;
  gone: boolean;
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
   * found again and left out. Does nothing when the file is not waiting for it.
   * @throws RuleBroken `intake.donation_not_open` when the donation was closed meanwhile.
   */
  async apply(tx: EntityManager, fileId: string): Promise<void> {
    const [file] = await tx.query(
      `SELECT id, donation_id, membership_id FROM intake.file WHERE id = $1 AND state = 'applying' FOR NO KEY UPDATE SKIP LOCKED`,
      [fileId],
    );
    if (!file) return;
    const actor = await importer(tx, file.membership_id);
    const donation = await this.donations.lock(tx, actor, file.donation_id, 'share');
    if (donation.state !== 'received')
      throw new RuleBroken('intake.donation_not_open', { number: donation.number, state: donation.state });
    const wrong = await checkAgainstDevices(tx, actor, fileId, donation.donor_name);
    const origin = await originOf(tx, donation.donor_kind);
    let logged = 0;
    for (let after = 0; ; ) {
      const rows: Row[] = await tx.query(
        `SELECT line, category, make, model, serial, condition, inventory_number, problems @> '[{"code": "intake.row_number_of_gone"}]' AS gone
         FROM intake.file_row WHERE file_id = $1 AND NOT wrong AND line > $2 ORDER BY line LIMIT ${BATCH}`,
        [fileId, after],
      );
      if (!rows.length) break;
      await this.devices.log(
        tx,
        actor,
        rows.map((row) => ({
          category: row.category,
          make: row.make,
          model: row.model,
          serial: row.serial,
          condition: row.condition,
          ...(row.inventory_number && donation.donor_name && !row.gone
            ? { alias: { issuer: donation.donor_name, number: row.inventory_number } }
            : {}),
          donationId: donation.id,
          ...origin(row.category),
        })),
        {
          location: { place: donation.place_id },
          holder: { organisation: donation.organisation_id },
          cause: { kind: 'donation', id: donation.id, label: donation.number },
        },
      );
      logged += rows.length;
      after = rows.at(-1)!.line;
      if (rows.length === BATCH) await this.tell(fileId, logged);
    }
    await endFile(tx, this.blobs, fileId, { state: 'applied', logged, wrong });
  }

  /** On a connection of its own: whoever waits sees it before the transaction ends. */
  private async tell(fileId: string, done: number): Promise<void> {
    await this.db.query('UPDATE intake.file_progress SET done = $2, at = now() WHERE file_id = $1', [fileId, done]);
  }
}

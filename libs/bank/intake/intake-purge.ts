import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { ImportsService } from '#bank/files/engine';
import { audit } from '#bank/people';
import { rows, run } from '#platform/database';
import type { Actor } from '#platform/kernel';
import { Outbox } from '#platform/queue';

const HOUR = 3_600_000;
const SYSTEM: Actor = { kind: 'system', channel: 'system' };

export interface Forgotten {
  readonly contacts: number;
  readonly rows: number;
  readonly addresses: number;
  /** Words that others had taken the place of. */
  readonly former: number;
}

/** Forgets, at their date, the only things of intake that may name people. The periods are dated data of `people.retention`. */
@Injectable()
export class Forgetting implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly imports: ImportsService,
  ) {}

  onModuleInit(): void {
    const run = async () => void (await this.db.transaction((tx) => this.forgetDue(tx)));
    this.outbox.schedule({ name: 'intake-forget', everyMs: HOUR, run });
  }

  /**
   * Forgets how to reach donors after the last contact (a change of it, or a donation), where they were collected from (a planned day counts no more
   * once nobody comes on it), what was noted of refused things, and rows of decided files. What was done is noted, without names.
   */
  async forgetDue(tx: EntityManager): Promise<Forgotten> {
    const contacts = await run(
      tx,
      `DELETE FROM intake.donor_contact c WHERE greatest(c.updated_at, (SELECT max(n.created_at) FROM intake.donation n
         WHERE n.donor_id = ANY (intake.donors_of(c.donor_id)) AND n.organisation_id = c.organisation_id)) < platform.now() - people.kept_for('donor_contact')`,
    );
    const [former] = await rows<{ n: number }>(tx, 'SELECT intake.forget_former_words()::int AS n', []);
    const fileRows = await this.imports.forgetRows(tx);
    const addresses = await run(
      tx,
      `UPDATE intake.collection l SET key_id = NULL, sealed = NULL FROM intake.donation n WHERE n.id = l.donation_id
         AND l.sealed IS NOT NULL
         AND greatest(l.changed_at, least(n.expected_on, CASE WHEN n.state <> 'planned' THEN n.changed_at END)) < platform.now() - people.kept_for('donor_contact')`,
    );
    const notes = await run(
      tx,
      `UPDATE intake.refused SET note = '' WHERE note <> '' AND at < platform.now() - people.kept_for('free_text')`,
    );
    const representatives = await run(
      tx,
      'DELETE FROM intake.donor_representative p WHERE intake.representative_goes(p)',
    );
    if (representatives)
      await audit(tx, SYSTEM, 'forget', { kind: 'donor_representative' }, { count: representatives });
    if (notes) await audit(tx, SYSTEM, 'forget', { kind: 'refused_note' }, { count: notes });
    if (addresses) await audit(tx, SYSTEM, 'forget', { kind: 'collection_address' }, { count: addresses });
    if (contacts) await audit(tx, SYSTEM, 'forget', { kind: 'donor_contact' }, { count: contacts });
    if (former!.n) await audit(tx, SYSTEM, 'forget', { kind: 'former_words' }, { count: former!.n });
    if (fileRows) await audit(tx, SYSTEM, 'forget', { kind: 'file_row' }, { count: fileRows });
    return { contacts, rows: fileRows, addresses, former: former!.n };
  }
}

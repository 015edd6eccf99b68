import { Module, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { CorrectionsModule } from '#bank/corrections';
import { DocumentsModule } from '#bank/documents';
import { ImportsModule, ImportsService } from '#bank/files/engine';
import { addNotices } from '#bank/mails';
import { TODAY } from '#bank/people';
import { entities, rows, run } from '#platform/database';
import { IN_PLACE, PERIODS } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import * as sims from './sim.entity.js';
import { SimQueries } from './sim.queries.js';
import { SimCorrections } from './sim-corrections.service.js';
import { SIM_NOTICES } from './sim-notices.js';
import { dropSecrets } from './sim-secrets.js';
import { SimsService } from './sims.service.js';
import { SimsToday } from './sims.today.js';
import { SupplierListKind } from './supplier-list/supplier-list.kind.js';
import { SupplierListQueries } from './supplier-list/supplier-lists.queries.js';
import { SupplierLists } from './supplier-list/supplier-lists.service.js';

addNotices(SIM_NOTICES);

const SERVICES = [SimsService, SimCorrections, SupplierLists, SupplierListQueries, SimQueries, SimsToday];
const HOUR = 3_600_000;
/** A list holds codes: one that nobody decided about goes after a day. */
const LIST_KEPT_DAYS = PERIODS.sim_list.days;

/** SIM cards: from a supplier's list to a person's phone. */
@Module({
  imports: [entities(sims), CorrectionsModule, DocumentsModule, ImportsModule],
  providers: [...SERVICES, SupplierListKind],
  exports: SERVICES,
})
export class SimsModule implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly imports: ImportsService,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  onModuleInit(): void {
    this.outbox.schedule({
      name: 'sims.forget-lists',
      everyMs: HOUR,
      run: () => this.imports.forgetUndecided('sims', LIST_KEPT_DAYS),
    });
    this.outbox.schedule({
      name: 'sims.forget-names',
      everyMs: HOUR,
      run: async () => void (await forgetListNames(this.db)),
    });
    this.outbox.schedule({
      name: 'sims.forget-silent-lines',
      everyMs: HOUR,
      run: () => forgetSilentLines(this.db),
    });
  }
}

/** A list that made cards is called by its file's name, as long as rows of a file are kept. @returns how many lost it. */
const forgetListNames = (db: DataSource): Promise<number> =>
  run(
    db,
    `UPDATE sims.batch SET name = '${IN_PLACE.list}' WHERE name <> '${IN_PLACE.list}' AND imported_at < platform.now() - people.kept_for('file_row')`,
  );

/** Lines of which nobody said anything for their period: number and codes go, as at the end of a line. Of a card that nobody has, since it came to where it is. */
const SILENT = `SELECT s.id FROM sims.sim s LEFT JOIN allocation.beneficiary b ON b.id = allocation.person_stands(s.beneficiary_id)
  WHERE s.changed_at < platform.now() - people.kept_for('line')
    AND (b.id IS NULL OR (b.last_contact_on + people.kept_for('line'))::date <= ${TODAY})
    AND (EXISTS (SELECT 1 FROM sims.line_number n WHERE n.sim_id = s.id) OR EXISTS (SELECT 1 FROM sims.sim_codes c WHERE c.sim_id = s.id))
  ORDER BY s.id LIMIT 500`;

const forgetSilentLines = (db: DataSource): Promise<void> =>
  db.transaction(async (tx) => {
    const silent = (await rows<{ id: string }>(tx, `${SILENT} FOR UPDATE OF s SKIP LOCKED`)).map(({ id }) => id);
    if (!silent.length) return;
    await dropSecrets(tx, silent);
  });

import { Module, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { entities } from '#database';
import { DocumentsModule } from '#documents';
import { Outbox } from '#queue';
import * as sims from './sim.entity.js';
import { SimQueries } from './sim.queries.js';
import { SimImportService } from './sim-import.service.js';
import * as simLists from './sim-list.entity.js';
import { SimsService } from './sims.service.js';
import { SimsToday } from './sims.today.js';

const SERVICES = [SimsService, SimImportService, SimQueries, SimsToday];
const HOUR = 3_600_000;

/** SIM cards: from a supplier's list to a person's phone. */
@Module({ imports: [entities(sims, simLists), DocumentsModule], providers: SERVICES, exports: SERVICES })
export class SimsModule implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly imports: SimImportService,
    private readonly sims: SimsService,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  onModuleInit(): void {
    this.outbox.schedule({
      name: 'sims.forget-staged-lists',
      everyMs: HOUR,
      run: () => this.db.transaction((tx) => this.imports.forgetStaged(tx)),
    });
    this.outbox.schedule({
      name: 'sims.forget-codes',
      everyMs: HOUR,
      run: () => this.db.transaction((tx) => this.sims.forgetClosedCodes(tx)),
    });
  }
}

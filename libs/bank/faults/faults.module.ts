import { Module, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AllocationModule } from '#bank/allocation';
import { CorrectionsModule } from '#bank/corrections';
import { addNotices } from '#bank/mails';
import { entities, mapConstraint } from '#platform/database';
import { Outbox } from '#platform/queue';
import { FAULT_NOTICES } from './fault-notices.js';
import { FaultsService } from './faults.service.js';
import { MaintenanceToday } from './faults.today.js';
import { ModelSeriesQueries } from './model-series.queries.js';
import { ReportSorting } from './report-sorting.service.js';
import { forgetWords } from './reporter-texts.js';
import * as tickets from './ticket.entity.js';
import { TicketQueries } from './ticket.queries.js';
import { TicketNotes } from './ticket-notes.service.js';
import { TicketsService } from './tickets.service.js';

addNotices(FAULT_NOTICES);
// Lost to somebody else by a moment.
mapConstraint('ticket_one_live', 'maintenance.device_has_fault');
mapConstraint('ticket_one_gathers', 'maintenance.device_has_fault');

const SERVICES = [
  ReportSorting,
  FaultsService,
  TicketsService,
  TicketNotes,
  TicketQueries,
  ModelSeriesQueries,
  MaintenanceToday,
];
const DAY = 24 * 3_600_000;

/** Faults: reported by anybody, taken care of by the structure that handed the device over. */
@Module({ imports: [entities(tickets), AllocationModule, CorrectionsModule], providers: SERVICES, exports: SERVICES })
export class FaultsModule implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    @InjectDataSource() private readonly db: DataSource,
    private readonly tickets: TicketsService,
  ) {}

  onModuleInit(): void {
    this.outbox.schedule({
      name: 'maintenance.forget-words',
      everyMs: DAY,
      run: async () => void (await this.db.transaction((tx) => forgetWords(tx))),
    });
    this.outbox.schedule({
      name: 'maintenance.end-silent',
      everyMs: DAY,
      run: async () => void (await this.db.transaction((tx) => this.tickets.endSilent(tx))),
    });
  }
}

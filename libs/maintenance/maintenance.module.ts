import { Module, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AllocationModule } from '#allocation';
import { CorrectionsModule } from '#corrections';
import { entities } from '#database';
import { Outbox } from '#queue';
import { FaultsService } from './faults.service.js';
import { MaintenanceToday } from './maintenance.today.js';
import * as tickets from './ticket.entity.js';
import { TicketQueries } from './ticket.queries.js';
import { TicketJudge } from './ticket-judge.service.js';
import { forgetWords } from './ticket-words.js';
import { TicketsService } from './tickets.service.js';

const SERVICES = [FaultsService, TicketsService, TicketJudge, TicketQueries, MaintenanceToday];
const DAY = 24 * 3_600_000;

/** Faults: reported by anybody, taken care of by the structure that handed the device over. */
@Module({ imports: [entities(tickets), AllocationModule, CorrectionsModule], providers: SERVICES, exports: SERVICES })
export class MaintenanceModule implements OnModuleInit {
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

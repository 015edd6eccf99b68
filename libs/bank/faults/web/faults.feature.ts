import { Module, type OnModuleInit } from '@nestjs/common';
import { AllocationModule } from '#bank/allocation';
import { FaultsModule, TicketQueries } from '#bank/faults';
import { addSentences } from '#platform/http';
import { PersonSections } from '../../allocation/beneficiaries/web/person-sections.js';
import { DeviceSections } from '../../devices/device/web/device-sections.js';
import { DeskFaultsController } from './desk-faults.controller.js';
import { deviceFaults, personFaults } from './device-faults.card.js';
import { FaultsController } from './faults.controller.js';
import { faultsSentences } from './faults.sentences.js';
import { ModelSeriesController } from './model-series.controller.js';
import { TicketExport } from './ticket-list.page.js';
import { TicketsController } from './tickets.controller.js';

addSentences(faultsSentences);

@Module({
  imports: [FaultsModule, AllocationModule],
  controllers: [TicketExport, FaultsController, DeskFaultsController, ModelSeriesController, TicketsController],
})
export class FaultsFeature implements OnModuleInit {
  constructor(
    private readonly sections: DeviceSections,
    private readonly people: PersonSections,
    private readonly tickets: TicketQueries,
  ) {}

  onModuleInit(): void {
    this.sections.register(15, (ctx, device, on) => deviceFaults(this.tickets, ctx, device, on));
    this.people.register(20, (ctx, personId, on) => personFaults(this.tickets, ctx, personId, on));
  }
}

import { Module, type OnModuleInit } from '@nestjs/common';
import { AllocationModule } from '#allocation';
import { MaintenanceModule, TicketQueries } from '#maintenance';
import { addSentences } from '../../http/sentences.js';
import { addFieldWords } from '../../http/typed-words.js';
import { DeviceSections } from '../devices/device-sections.js';
import { DeskFaultsController } from './desk-faults.controller.js';
import { deviceFaults } from './device-faults.card.js';
import { FaultsController } from './faults.controller.js';
import { maintenanceFieldWords } from './maintenance.field-words.js';
import { maintenanceSentences } from './maintenance.sentences.js';
import { TicketExportController } from './ticket-export.controller.js';
import { TicketsController } from './tickets.controller.js';

addFieldWords(maintenanceFieldWords);
addSentences(maintenanceSentences);

/** The feature of faults: the public page of every label, and what becomes of what it brings. */
@Module({
  imports: [MaintenanceModule, AllocationModule],
  controllers: [TicketExportController, FaultsController, DeskFaultsController, TicketsController],
})
export class MaintenanceFeature implements OnModuleInit {
  constructor(
    private readonly sections: DeviceSections,
    private readonly tickets: TicketQueries,
  ) {}

  onModuleInit(): void {
    this.sections.register(15, (ctx, device, on) => deviceFaults(this.tickets, ctx, device, on));
  }
}

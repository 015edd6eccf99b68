import { Module, type OnModuleInit } from '@nestjs/common';
import { AllocationModule, HandoverQueries, ReservationQueries } from '#allocation';
import { DocumentsModule } from '#documents';
import { LogisticsModule } from '#logistics';
import { speak } from '../../http/sentences.js';
import { DeviceSections } from '../devices/device-sections.js';
import { allocationSentences } from './allocation.sentences.js';
import { AllocationsPages } from './allocations.pages.controller.js';
import { BeneficiariesApi } from './beneficiaries.api.controller.js';
import { BeneficiariesPages } from './beneficiaries.pages.controller.js';
import { deviceAllocation } from './device-allocation.card.js';
import { AllocationsApi, HandoversApi } from './handovers.api.controller.js';
import { HandoversPages } from './handovers.pages.controller.js';
import { QuotasApi } from './quotas.api.controller.js';
import { QuotasPages } from './quotas.pages.controller.js';
import { RequestDraftsController } from './request-drafts.controller.js';
import { RequestsController } from './requests.controller.js';

speak(allocationSentences);

/** The room of allocation: who needs what, which device for whom, and the hand-over. */
@Module({
  imports: [AllocationModule, DocumentsModule, LogisticsModule],
  controllers: [
    RequestDraftsController,
    RequestsController,
    BeneficiariesPages,
    AllocationsPages,
    QuotasPages,
    HandoversPages,
    QuotasApi,
    AllocationsApi,
    HandoversApi,
    BeneficiariesApi,
  ],
})
export class AllocationRoom implements OnModuleInit {
  constructor(
    private readonly sections: DeviceSections,
    private readonly reservations: ReservationQueries,
    private readonly handovers: HandoverQueries,
  ) {}

  onModuleInit(): void {
    this.sections.register(30, (ctx, device, on) =>
      deviceAllocation(this.reservations, this.handovers, ctx, device, on),
    );
  }
}

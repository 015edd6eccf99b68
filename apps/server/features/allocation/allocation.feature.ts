import { Module, type OnModuleInit } from '@nestjs/common';
import { AllocationModule, HandoverQueries, ReservationQueries } from '#allocation';
import { DocumentsModule } from '#documents';
import { LogisticsModule } from '#logistics';
import { RefurbishmentModule } from '#refurbishment';
import { addSentences } from '../../http/sentences.js';
import { addFieldWords } from '../../http/typed-words.js';
import { DeviceSections } from '../devices/device-sections.js';
import { allocationFieldWords } from './allocation.field-words.js';
import { allocationSentences } from './allocation.sentences.js';
import { AllocationsController } from './allocations.controller.js';
import { AppointmentsController } from './appointments.controller.js';
import { BeneficiariesController } from './beneficiaries.controller.js';
import { BeneficiaryMergesController } from './beneficiary-merges.controller.js';
import { deviceAllocation } from './device-allocation.card.js';
import { HandoverCorrectionsController } from './handover-corrections.controller.js';
import { HandoverExportController } from './handover-export.controller.js';
import { HandoverOriginalsController } from './handover-originals.controller.js';
import { HandoversController } from './handovers.controller.js';
import { OwnCounterController } from './own-counter.controller.js';
import { PersonPick } from './person-pick.service.js';
import { QuotaCopiesController } from './quota-copies.controller.js';
import { QuotaCorrectionsController } from './quota-corrections.controller.js';
import { QuotaExportController } from './quota-export.controller.js';
import { QuotasController } from './quotas.controller.js';
import { RequestAnswersController } from './request-answers.controller.js';
import { RequestDraftsController } from './request-drafts.controller.js';
import { RequestExportController } from './request-export.controller.js';
import { RequestUnitsController } from './request-units.controller.js';
import { RequestsController } from './requests.controller.js';
import { StructureMergesController } from './structure-merges.controller.js';

addSentences(allocationSentences);
addFieldWords(allocationFieldWords);

/** The feature of allocation: who needs what, which device for whom, and the hand-over. */
@Module({
  imports: [AllocationModule, DocumentsModule, LogisticsModule, RefurbishmentModule],
  providers: [PersonPick],
  controllers: [
    RequestExportController,
    RequestDraftsController,
    RequestAnswersController,
    RequestUnitsController,
    RequestsController,
    BeneficiariesController,
    BeneficiaryMergesController,
    AllocationsController,
    OwnCounterController,
    QuotaExportController,
    QuotaCorrectionsController,
    QuotaCopiesController,
    QuotasController,
    StructureMergesController,
    HandoverCorrectionsController,
    HandoverOriginalsController,
    HandoverExportController,
    HandoversController,
    AppointmentsController,
  ],
})
export class AllocationFeature implements OnModuleInit {
  constructor(
    private readonly sections: DeviceSections,
    private readonly reservations: ReservationQueries,
    private readonly handovers: HandoverQueries,
  ) {}

  onModuleInit(): void {
    this.sections.register(10, async (ctx, device, on) => ({
      card: await deviceAllocation(this.reservations, this.handovers, ctx, device, on),
    }));
  }
}

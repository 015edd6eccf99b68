import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { DocumentsModule } from '#bank/documents';
import { LogisticsModule } from '#bank/logistics';
import { WorkshopModule } from '#bank/workshop';
import { addFieldWords, addSentences } from '#platform/http';
import { DeviceSections } from '../../devices/device/web/device-sections.js';
import { AllocationModule } from '../allocation.module.js';
import { AppointmentsController } from '../appointments/web/appointments.controller.js';
import { BeneficiariesController } from '../beneficiaries/web/beneficiaries.controller.js';
import { BeneficiaryMergesController } from '../beneficiaries/web/beneficiary-merges.controller.js';
import { PersonPick } from '../beneficiaries/web/person-picker.js';
import { PersonSections } from '../beneficiaries/web/person-sections.js';
import { ACCESSORIES } from '../codes.js';
import { HandoverQueries } from '../handovers/handover.queries.js';
import { HandoverCorrectionsController } from '../handovers/web/handover-corrections.controller.js';
import { HandoverExport } from '../handovers/web/handover-list.page.js';
import { HandoversController } from '../handovers/web/handovers.controller.js';
import { OwnCounterController } from '../handovers/web/own-counter.controller.js';
import { ReservationQueries } from '../matching/reservation.queries.js';
import { AllocationsController, ProposalExport } from '../matching/web/allocations.controller.js';
import { deviceAllocation } from '../matching/web/device-allocation.card.js';
import {
  QuotaCopiesController,
  QuotaCorrectionsController,
  QuotaExport,
  QuotasController,
} from '../quotas/web/quotas.controller.js';
import { StructureMergesController } from '../quotas/web/structure-merges.controller.js';
import { RequestAnswersController } from '../requests/web/request-answers.controller.js';
import { RequestDraftsController } from '../requests/web/request-drafts.controller.js';
import { RequestExport } from '../requests/web/request-list.page.js';
import { RequestUnitsController } from '../requests/web/request-units.controller.js';
import { RequestsController } from '../requests/web/requests.controller.js';
import { allocationSentences } from './allocation.sentences.js';

addSentences(allocationSentences);
addFieldWords({
  commune: { label: 'Commune' },
  name: { label: 'Nom' },
  contact: { label: 'Téléphone ou autre contact' },
  reference: { label: 'Référence' },
  accessories: { label: 'Avec', answers: ACCESSORIES },
  signature_original: { label: 'Où l’original signé est rangé' },
  quantity: { label: 'Combien' },
});

/** The feature of allocation: who needs what, which device for whom, and the hand-over. Features above add their cards to a person's page through `PersonSections`. */
@Global()
@Module({
  imports: [AllocationModule, DocumentsModule, LogisticsModule, WorkshopModule],
  providers: [PersonPick, PersonSections],
  exports: [PersonSections],
  controllers: [
    RequestExport,
    RequestDraftsController,
    RequestAnswersController,
    RequestUnitsController,
    RequestsController,
    BeneficiariesController,
    BeneficiaryMergesController,
    ProposalExport,
    AllocationsController,
    OwnCounterController,
    QuotaExport,
    QuotaCorrectionsController,
    QuotaCopiesController,
    QuotasController,
    StructureMergesController,
    HandoverCorrectionsController,
    HandoverExport,
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

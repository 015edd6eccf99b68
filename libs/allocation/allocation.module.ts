import { Module } from '@nestjs/common';
import { DevicesModule } from '#devices';
import { DocumentsModule } from '#documents';
import { LogisticsModule } from '#logistics';
import { PeopleModule } from '#people';
import { AllocationService } from './allocation.service.js';
import { BeneficiariesService } from './beneficiaries.service.js';
import { DecisionsService } from './decisions.service.js';
import { DeliveriesService } from './deliveries.service.js';
import { HandoverQueries } from './handover.queries.js';
import { HandoverRecords } from './handover.records.js';
import { HandoversService } from './handovers.service.js';
import { IdentityStore } from './identity.store.js';
import { ProposalsService } from './proposals.service.js';
import { QuotasService } from './quotas.service.js';
import { RequestQueries } from './request.queries.js';
import { RequestsService } from './requests.service.js';
import { ReservationQueries } from './reservation.queries.js';
import { ReservationsService } from './reservations.service.js';
import { AllocationToday } from './today.service.js';

const SERVICES = [
  AllocationService,
  AllocationToday,
  BeneficiariesService,
  DecisionsService,
  DeliveriesService,
  HandoverQueries,
  HandoversService,
  ProposalsService,
  QuotasService,
  RequestQueries,
  RequestsService,
  ReservationQueries,
  ReservationsService,
];

@Module({
  imports: [DevicesModule, DocumentsModule, LogisticsModule, PeopleModule],
  providers: [...SERVICES, HandoverRecords, IdentityStore],
  exports: SERVICES,
})
export class AllocationModule {}

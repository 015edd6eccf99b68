import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { CorrectionsModule } from '#bank/corrections';
import { DevicesModule } from '#bank/devices';
import { DocumentsModule } from '#bank/documents';
import { LogisticsModule } from '#bank/logistics';
import { addNotices, MailsModule } from '#bank/mails';
import { PeopleModule } from '#bank/people';
import { entities } from '#platform/database';
import { Outbox } from '#platform/queue';
import { AllocationToday } from './allocation.today.js';
import * as appointments from './appointments/appointment.entity.js';
import { AppointmentsService, forgetAppointments } from './appointments/appointments.service.js';
import { BeneficiariesService } from './beneficiaries/beneficiaries.service.js';
import * as beneficiaries from './beneficiaries/beneficiary.entity.js';
import { BeneficiaryMerges } from './beneficiaries/beneficiary-merges.service.js';
import { IdentityStore } from './beneficiaries/identity.store.js';
import { PeopleFinder } from './beneficiaries/people-finder.js';
import { forgetFreeText } from './beneficiaries/words-purge.js';
import { DeclaredHandovers } from './handovers/declared-handovers.js';
import * as handovers from './handovers/handover.entity.js';
import { HandoverQueries } from './handovers/handover.queries.js';
import { HandoverRecords } from './handovers/handover.records.js';
import { HandoverCorrections } from './handovers/handover-corrections.service.js';
import { HandoversService } from './handovers/handovers.service.js';
import { OwnCounterService } from './handovers/own-counter.service.js';
import { SwapService } from './handovers/swap.service.js';
import { BlockersQueries } from './matching/blockers.queries.js';
import { DeliveriesService } from './matching/deliveries.service.js';
import * as matching from './matching/matching-run.entity.js';
import { MatchingRunsService } from './matching/matching-runs.service.js';
import { ProposalRefusals, ProposalsService } from './matching/proposals.service.js';
import { ReservationQueries } from './matching/reservation.queries.js';
import { ReservationsService } from './matching/reservations.service.js';
import * as quotas from './quotas/quota.entity.js';
import { QuotaCorrections } from './quotas/quota-corrections.service.js';
import { QUOTA_NOTICES } from './quotas/quota-notices.js';
import { QuotasService, QuotaYearsService } from './quotas/quotas.service.js';
import { StructureMerges } from './quotas/structure-merges.service.js';
import * as requests from './requests/request.entity.js';
import { RequestQueries } from './requests/request.queries.js';
import { RequestAnswersService } from './requests/request-answers.service.js';
import { REQUEST_NOTICES, RequestMails } from './requests/request-notices.js';
import { RequestsService } from './requests/requests.service.js';

const SERVICES = [
  SwapService,
  AllocationToday,
  AppointmentsService,
  BeneficiariesService,
  BeneficiaryMerges,
  BlockersQueries,
  RequestAnswersService,
  DeclaredHandovers,
  DeliveriesService,
  HandoverCorrections,
  HandoverQueries,
  HandoversService,
  MatchingRunsService,
  OwnCounterService,
  PeopleFinder,
  ProposalRefusals,
  ProposalsService,
  QuotaCorrections,
  QuotasService,
  QuotaYearsService,
  RequestMails,
  RequestQueries,
  RequestsService,
  ReservationQueries,
  ReservationsService,
  StructureMerges,
];

const HOUR = 3_600_000;

addNotices({ ...REQUEST_NOTICES, ...QUOTA_NOTICES });

/** Requests, quotas, references, reservations and hand-overs; forgets and expires by itself, in whichever process works. Global: devices, faults and SIM cards ask about hand-overs. */
@Global()
@Module({
  imports: [
    entities(requests, matching, quotas, beneficiaries, handovers, appointments),
    CorrectionsModule,
    DevicesModule,
    DocumentsModule,
    LogisticsModule,
    MailsModule,
    PeopleModule,
  ],
  providers: [...SERVICES, HandoverRecords, IdentityStore],
  exports: SERVICES,
})
export class AllocationModule implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly people: BeneficiariesService,
    private readonly answers: RequestAnswersService,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  onModuleInit(): void {
    const system = { kind: 'system', channel: 'system' } as const;
    this.outbox.schedule({
      name: 'allocation.forget',
      everyMs: HOUR,
      run: async () => void (await this.db.transaction((tx) => this.people.purgeDue(tx))),
    });
    this.outbox.schedule({
      name: 'allocation.index-identities',
      everyMs: HOUR,
      run: async () => {
        while (await this.db.transaction((tx) => this.people.indexDue(tx)));
      },
    });
    this.outbox.schedule({
      name: 'allocation.forget-free-text',
      everyMs: HOUR,
      run: async () => {
        while (await this.db.transaction((tx) => forgetFreeText(tx)));
      },
    });
    this.outbox.schedule({
      name: 'allocation.forget-appointments',
      everyMs: HOUR,
      run: async () => void (await this.db.transaction(forgetAppointments)),
    });
    this.outbox.schedule({
      name: 'allocation.expire',
      everyMs: HOUR,
      run: async () => void (await this.db.transaction((tx) => this.answers.expireDue(tx, system))),
    });
  }
}

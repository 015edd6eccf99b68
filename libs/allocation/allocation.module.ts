import { Module, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { CorrectionsModule } from '#corrections';
import { entities } from '#database';
import { DevicesModule } from '#devices';
import { DocumentsModule } from '#documents';
import { LogisticsModule } from '#logistics';
import { NotificationsModule } from '#notifications';
import { PeopleModule } from '#people';
import { Outbox } from '#queue';
import { AllocationToday } from './allocation.today.js';
import * as appointments from './appointment.entity.js';
import { AppointmentsService, forgetAppointments } from './appointments.service.js';
import { BeneficiariesService } from './beneficiaries.service.js';
import * as beneficiaries from './beneficiary.entity.js';
import { BeneficiaryMerges } from './beneficiary-merges.service.js';
import { BlockersQueries } from './blockers.queries.js';
import { DeclaredHandovers } from './declared-handovers.js';
import { DeliveriesService } from './deliveries.service.js';
import { forgetFreeText } from './free-text.js';
import * as handovers from './handover.entity.js';
import { HandoverQueries } from './handover.queries.js';
import { HandoverRecords } from './handover.records.js';
import { HandoverCorrections } from './handover-corrections.service.js';
import { HandoverOriginals } from './handover-originals.service.js';
import { HandoversService } from './handovers.service.js';
import { IdentityStore } from './identity.store.js';
import { OwnCounterService } from './own-counter.service.js';
import { PeopleFinder } from './people-finder.js';
import { ProposalRefusals } from './proposal-refusals.service.js';
import { ProposalsService } from './proposals.service.js';
import * as quotas from './quota.entity.js';
import { QuotaCorrections } from './quota-corrections.service.js';
import { QuotaYearsService } from './quota-years.service.js';
import { QuotasService } from './quotas.service.js';
import * as requests from './request.entity.js';
import { RequestQueries } from './request.queries.js';
import { RequestAnswersService } from './request-answers.service.js';
import { RequestMails } from './request-mails.js';
import { RequestsService } from './requests.service.js';
import { ReservationQueries } from './reservation.queries.js';
import { ReservationsService } from './reservations.service.js';
import { StructureMerges } from './structure-merges.service.js';
import { SwapService } from './swap.service.js';

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
  HandoverOriginals,
  HandoverQueries,
  HandoversService,
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

/** Requests, quotas, references, reservations and hand-overs; forgets and expires by itself, in whichever process works. */
@Module({
  imports: [
    entities(requests, quotas, beneficiaries, handovers, appointments),
    CorrectionsModule,
    DevicesModule,
    DocumentsModule,
    LogisticsModule,
    NotificationsModule,
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
      run: async () => void (await this.db.transaction(forgetFreeText)),
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

import { Module, type OnModuleInit } from '@nestjs/common';
import { AllocationModule } from '#bank/allocation';
import { DocumentsModule } from '#bank/documents';
import { IncidentsModule } from '#bank/incidents';
import { IntakeModule } from '#bank/intake';
import { LogisticsModule } from '#bank/logistics';
import { MailsModule } from '#bank/mails';
import { PeopleModule } from '#bank/people';
import { SimsModule } from '#bank/sims';
import { entities } from '#platform/database';
import { Outbox } from '#platform/queue';
import { AccessRecordsService } from './access-records.service.js';
import { DonorCertificates } from './donor/donor-certificates.service.js';
import { DonorLinks } from './donor/donor-links.service.js';
import { DonorOutcomes } from './donor/donor-outcome.service.js';
import * as donorLinks from './donor-link.entity.js';
import { FiguresService } from './figures.service.js';
import { PaperAddressees, PaperMails } from './paper-mails.service.js';
import { ReuseProofs } from './reuse-proofs.service.js';

const EVERY_MS = 5 * 60_000;
const SERVICES = [
  DonorCertificates,
  DonorLinks,
  DonorOutcomes,
  FiguresService,
  AccessRecordsService,
  PaperMails,
  ReuseProofs,
];

@Module({
  imports: [
    entities(donorLinks),
    AllocationModule,
    DocumentsModule,
    IncidentsModule,
    IntakeModule,
    LogisticsModule,
    MailsModule,
    PeopleModule,
    SimsModule,
  ],
  providers: [PaperAddressees, ...SERVICES],
  exports: SERVICES,
})
export class FiguresModule implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly figures: FiguresService,
  ) {}

  onModuleInit(): void {
    this.outbox.schedule({ name: 'reporting.refresh', everyMs: EVERY_MS, run: () => this.figures.refresh() });
  }
}

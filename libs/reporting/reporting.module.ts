import { Module, type OnModuleInit } from '@nestjs/common';
import { AllocationModule } from '#allocation';
import { entities } from '#database';
import { DocumentsModule } from '#documents';
import { IntakeModule } from '#intake';
import { LogisticsModule } from '#logistics';
import { NotificationsModule } from '#notifications';
import { PeopleModule } from '#people';
import { Outbox } from '#queue';
import { SimsModule } from '#sims';
import { DonorCertificates } from './donor/donor-certificates.service.js';
import { DonorLinks } from './donor/donor-links.service.js';
import { DonorOutcomes } from './donor/donor-outcome.service.js';
import * as donorLinks from './donor-link.entity.js';
import { FiguresService } from './figures.service.js';
import { LooksService } from './looks.service.js';
import { PaperAddressees } from './paper-addressee.js';
import { PaperMails } from './paper-mails.service.js';
import { ReuseProofs } from './reuse-proofs.service.js';

const EVERY_MS = 5 * 60_000;
const SERVICES = [DonorCertificates, DonorLinks, DonorOutcomes, FiguresService, LooksService, PaperMails, ReuseProofs];

/** Figures: counted every five minutes by one of the workers. */
@Module({
  imports: [
    entities(donorLinks),
    AllocationModule,
    DocumentsModule,
    IntakeModule,
    LogisticsModule,
    NotificationsModule,
    PeopleModule,
    SimsModule,
  ],
  providers: [PaperAddressees, ...SERVICES],
  exports: SERVICES,
})
export class ReportingModule implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly figures: FiguresService,
  ) {}

  onModuleInit(): void {
    this.outbox.schedule({ name: 'reporting.refresh', everyMs: EVERY_MS, run: () => this.figures.refresh() });
  }
}

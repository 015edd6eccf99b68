import { Module, type OnModuleInit } from '@nestjs/common';
import { entities } from '#database';
import { DocumentsModule } from '#documents';
import { IntakeModule } from '#intake';
import { PeopleModule } from '#people';
import { Outbox } from '#queue';
import { DonorCertificates } from './donor/donor-certificates.service.js';
import { DonorLinks } from './donor/donor-links.service.js';
import { DonorOutcomes } from './donor/donor-outcome.service.js';
import * as donorLinks from './donor-link.entity.js';
import { FiguresService } from './figures.service.js';
import { LooksService } from './looks.service.js';
import { ReuseProofs } from './reuse-proofs.service.js';

const EVERY_MS = 5 * 60_000;

/** Figures: counted every five minutes by one of the workers. */
@Module({
  imports: [entities(donorLinks), DocumentsModule, IntakeModule, PeopleModule],
  providers: [DonorCertificates, DonorLinks, DonorOutcomes, FiguresService, LooksService, ReuseProofs],
  exports: [DonorCertificates, DonorLinks, DonorOutcomes, FiguresService, LooksService, ReuseProofs],
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

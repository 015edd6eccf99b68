import { Module } from '@nestjs/common';
import { DocumentsModule } from '#documents';
import { ReportingModule } from '#reporting';
import { speak } from '../../http/sentences.js';
import { DonationPapersApi } from './donation-papers.api.controller.js';
import { DonationPapersPages } from './donation-papers.pages.controller.js';
import { ReceiptsApi } from './receipts.api.controller.js';
import { ReceiptsPages } from './receipts.pages.controller.js';
import { receiptsSentences } from './receipts.sentences.js';
import { ReuseProofsApi, ReuseProofsPages } from './reuse-proofs.controller.js';

speak(receiptsSentences);

/** The room of a donor's papers: agreement, tax receipt, yearly list, proof of reuse. */
@Module({
  imports: [DocumentsModule, ReportingModule],
  controllers: [ReuseProofsPages, ReceiptsPages, DonationPapersPages, ReceiptsApi, DonationPapersApi, ReuseProofsApi],
})
export class ReceiptsRoom {}

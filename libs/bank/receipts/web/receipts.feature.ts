import { Module } from '@nestjs/common';
import { DocumentsModule } from '#bank/documents';
import { FiguresModule } from '#bank/figures';
import { addSentences } from '#platform/http';
import { DonationPapersController } from './donation-papers.controller.js';
import { DonorActsController } from './donor-acts.controller.js';
import { ReceiptsController, ReceiptYearsController } from './receipts.controller.js';
import { receiptsSentences } from './receipts.sentences.js';
import { ReuseProofExportController, ReuseProofsController } from './reuse-proofs.controller.js';

addSentences(receiptsSentences);

/** The feature of a donor's papers: agreement, tax receipt, yearly list, proof of reuse. */
@Module({
  imports: [DocumentsModule, FiguresModule],
  controllers: [
    ReuseProofExportController,
    ReuseProofsController,
    ReceiptYearsController,
    ReceiptsController,
    DonationPapersController,
    DonorActsController,
  ],
})
export class ReceiptsFeature {}

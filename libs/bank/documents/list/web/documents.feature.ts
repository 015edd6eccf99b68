import { Module } from '@nestjs/common';
import { DevicesModule } from '#bank/devices';
import { DocumentsModule } from '#bank/documents';
import { addSentences } from '#platform/http';
import { VerificationController } from '../../verification/web/verification.controller.js';
import { documentsSentences } from '../../web/document.words.js';
import { PrintingController } from '../../web/printing.controller.js';
import { DocumentsController } from './documents.controller.js';
import { DocumentExport } from './documents.page.js';

addSentences(documentsSentences);

/** The feature of papers; other features ask for them, this one hands them out. */
@Module({
  imports: [DevicesModule, DocumentsModule],
  controllers: [DocumentExport, PrintingController, DocumentsController, VerificationController],
})
export class DocumentsFeature {}

import { Module } from '@nestjs/common';
import { DevicesModule } from '#devices';
import { DocumentsModule } from '#documents';
import { addSentences } from '../../http/sentences.js';
import { documentsSentences } from './document.words.js';
import { DocumentExportController } from './document-export.controller.js';
import { DocumentsController } from './documents.controller.js';
import { PrintingController } from './printing.controller.js';
import { VerificationController } from './verification.controller.js';

addSentences(documentsSentences);

/** The feature of papers; other features ask for them, this one hands them out. */
@Module({
  imports: [DevicesModule, DocumentsModule],
  controllers: [DocumentExportController, PrintingController, DocumentsController, VerificationController],
})
export class DocumentsFeature {}

import { Module } from '@nestjs/common';
import { entities } from '#platform/database';
import { DayPapers } from './day-papers.service.js';
import * as documents from './document.entity.js';
import { DocumentsService } from './documents.service.js';
import { LabelZpl } from './drawing/label-zpl.js';
import { Rendering } from './drawing/rendering.js';
import { SheetsService } from './sheets.service.js';
import * as blobs from './store/blob.entity.js';
import { BlobStore } from './store/blob-store.js';
import { VerificationService } from './verification/verification.service.js';

@Module({
  imports: [entities(documents, blobs)],
  providers: [BlobStore, DayPapers, DocumentsService, LabelZpl, Rendering, SheetsService, VerificationService],
  exports: [BlobStore, DayPapers, DocumentsService, LabelZpl, SheetsService, VerificationService],
})
export class DocumentsModule {}

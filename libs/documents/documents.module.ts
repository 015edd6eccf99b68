import { Module } from '@nestjs/common';
import { entities } from '#database';
import * as blobs from './blob.entity.js';
import { BlobStore } from './blob-store.js';
import { DayPapers } from './day-papers.service.js';
import * as documents from './document.entity.js';
import { DocumentsService } from './documents.service.js';
import { LabelZpl } from './label-zpl.js';
import { Rendering } from './rendering.js';
import { SheetsService } from './sheets.service.js';
import { VerificationService } from './verification.service.js';

@Module({
  imports: [entities(documents, blobs)],
  providers: [BlobStore, DayPapers, DocumentsService, LabelZpl, Rendering, SheetsService, VerificationService],
  exports: [BlobStore, DayPapers, DocumentsService, LabelZpl, SheetsService, VerificationService],
})
export class DocumentsModule {}

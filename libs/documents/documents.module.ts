import { Module } from '@nestjs/common';
import { BlobStore } from './blob-store.js';
import { DocumentsService } from './documents.service.js';
import { LabelZpl } from './label-zpl.js';
import { Rendering } from './rendering.js';
import { VerificationService } from './verification.service.js';

@Module({
  providers: [BlobStore, DocumentsService, LabelZpl, Rendering, VerificationService],
  exports: [BlobStore, DocumentsService, LabelZpl, VerificationService],
})
export class DocumentsModule {}

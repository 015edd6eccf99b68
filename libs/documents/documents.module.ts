import { Module } from '@nestjs/common';
import { BlobStore } from './blob-store.js';
import { DocumentsService } from './documents.service.js';
import { Rendering } from './rendering.js';
import { VerificationService } from './verification.service.js';

@Module({
  providers: [BlobStore, DocumentsService, Rendering, VerificationService],
  exports: [BlobStore, DocumentsService, VerificationService],
})
export class DocumentsModule {}

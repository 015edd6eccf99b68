import { Module } from '@nestjs/common';
import { BlobStore } from './blob-store.js';
import { DocumentsService } from './documents.service.js';
import { Rendering } from './rendering.js';

@Module({ providers: [BlobStore, DocumentsService, Rendering], exports: [BlobStore, DocumentsService] })
export class DocumentsModule {}

import { Module } from '@nestjs/common';
import { DocumentsModule } from '#documents';
import { speak } from '../../http/sentences.js';
import { documentsSentences } from './document.words.js';
import { DocumentsApi, DocumentsPages } from './documents.controller.js';
import { VerificationApi } from './verification.api.controller.js';
import { VerificationPages } from './verification.controller.js';

speak(documentsSentences);

/** The room of papers; other rooms ask for them, this one hands them out. */
@Module({ imports: [DocumentsModule], controllers: [DocumentsPages, DocumentsApi, VerificationPages, VerificationApi] })
export class DocumentsRoom {}

import { Module } from '@nestjs/common';
import { DocumentsModule } from '#bank/documents';
import { FiguresModule } from '#bank/figures';
import { AccessRecordsController } from './access-records.controller.js';
import { FiguresController } from './figures.controller.js';

/** The feature of figures, and of the log of looks at identities. */
@Module({ imports: [DocumentsModule, FiguresModule], controllers: [FiguresController, AccessRecordsController] })
export class FiguresFeature {}

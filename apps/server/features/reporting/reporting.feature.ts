import { Module } from '@nestjs/common';
import { DocumentsModule } from '#documents';
import { ReportingModule } from '#reporting';
import { FiguresController } from './figures.controller.js';
import { LooksController } from './looks.controller.js';

/** The feature of figures, and of the log of looks at identities. */
@Module({ imports: [DocumentsModule, ReportingModule], controllers: [FiguresController, LooksController] })
export class ReportingFeature {}

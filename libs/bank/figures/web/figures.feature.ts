import { Module } from '@nestjs/common';
import { DocumentsModule } from '#bank/documents';
import { FiguresModule } from '#bank/figures';
import { FiguresController } from './figures.controller.js';
import { LooksController } from './looks.controller.js';

/** The feature of figures, and of the log of looks at identities. */
@Module({ imports: [DocumentsModule, FiguresModule], controllers: [FiguresController, LooksController] })
export class FiguresFeature {}

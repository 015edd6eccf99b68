import { Module } from '@nestjs/common';
import { DocumentsModule } from '#bank/documents';
import { addSentences } from '#platform/http';
import { CodeRollsController } from './code-rolls.controller.js';
import { CodesController } from './codes.controller.js';
import { LabelFormatsController } from './label-formats.controller.js';
import { LabelPrintingController } from './label-printing.controller.js';
import { LabelSheetsController } from './label-sheets.controller.js';
import { labelsSentences } from './labels.sentences.js';
import { CodeRollExport } from './rolls.pages.js';
import { LabelSheetExport } from './sheets.pages.js';

addSentences(labelsSentences);

@Module({
  imports: [DocumentsModule],
  controllers: [
    LabelSheetExport,
    CodeRollExport,
    CodesController,
    CodeRollsController,
    LabelFormatsController,
    LabelSheetsController,
    LabelPrintingController,
  ],
})
export class LabelsFeature {}

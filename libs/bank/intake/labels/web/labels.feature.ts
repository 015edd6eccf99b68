import { Module } from '@nestjs/common';
import { DocumentsModule } from '#bank/documents';
import { addSentences } from '#platform/http';
import { CodeRollExport, CodeRollsController } from './code-rolls.controller.js';
import { CodesController } from './codes.controller.js';
import { LabelFormatsController } from './label-formats.controller.js';
import { LabelPrintingController } from './label-printing.controller.js';
import { LabelSheetExport, LabelSheetsController } from './label-sheets.controller.js';
import { labelsSentences } from './labels.sentences.js';

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

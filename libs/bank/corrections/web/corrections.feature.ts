import { Module } from '@nestjs/common';
import { CorrectionsModule } from '#bank/corrections';
import { addSentences } from '#platform/http';
import { CorrectionExportController } from './correction-export.controller.js';
import { CorrectionsController } from './corrections.controller.js';
import { correctionsSentences } from './corrections.sentences.js';

addSentences(correctionsSentences);

/** The feature of corrections: mistakes put right, and their second person. */
@Module({ imports: [CorrectionsModule], controllers: [CorrectionExportController, CorrectionsController] })
export class CorrectionsFeature {}

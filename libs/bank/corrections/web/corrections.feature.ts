import { Module } from '@nestjs/common';
import { CorrectionsModule } from '#bank/corrections';
import { addSentences } from '#platform/http';
import { CorrectionsController } from './corrections.controller.js';
import { CorrectionExport } from './corrections.pages.js';
import { correctionsSentences } from './corrections.sentences.js';

addSentences(correctionsSentences);

/** The feature of corrections: mistakes put right, and their second person. */
@Module({ imports: [CorrectionsModule], controllers: [CorrectionExport, CorrectionsController] })
export class CorrectionsFeature {}

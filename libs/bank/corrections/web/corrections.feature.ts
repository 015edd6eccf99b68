import { Module } from '@nestjs/common';
import { CorrectionsModule } from '#bank/corrections';
import { addSentences } from '#platform/http';
import { CorrectionExport, CorrectionsController } from './corrections.controller.js';
import { correctionsSentences } from './corrections.sentences.js';

addSentences(correctionsSentences);

@Module({ imports: [CorrectionsModule], controllers: [CorrectionExport, CorrectionsController] })
export class CorrectionsFeature {}

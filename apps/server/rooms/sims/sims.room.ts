import { Module } from '@nestjs/common';
import { AllocationModule } from '#allocation';
import { DocumentsModule } from '#documents';
import { SimsModule } from '#sims';
import { speak } from '../../http/sentences.js';
import { SimImportPages } from './sim-import.pages.controller.js';
import { SimsApi } from './sims.api.controller.js';
import { SimsPages } from './sims.pages.controller.js';
import { simsSentences } from './sims.sentences.js';

speak(simsSentences);

/** The room of SIM cards. */
@Module({ imports: [SimsModule, AllocationModule, DocumentsModule], controllers: [SimImportPages, SimsPages, SimsApi] })
export class SimsRoom {}

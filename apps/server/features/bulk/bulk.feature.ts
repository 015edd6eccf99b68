import { Module } from '@nestjs/common';
import { AllocationModule } from '#allocation';
import { BulkModule } from '#bulk';
import { DevicesModule } from '#devices';
import { LogisticsModule } from '#logistics';
import { PeopleModule } from '#people';
import { SimsModule } from '#sims';
import { addSentences } from '../../http/sentences.js';
import { BulkController } from './bulk.controller.js';
import { bulkSentences } from './bulk.sentences.js';
import { BulkChoosingController } from './bulk-choosing.controller.js';
import { BulkExportController } from './bulk-export.controller.js';

addSentences(bulkSentences);

/** What is done with many things of a list at once. */
@Module({
  imports: [BulkModule, DevicesModule, LogisticsModule, AllocationModule, SimsModule, PeopleModule],
  controllers: [BulkExportController, BulkChoosingController, BulkController],
})
export class BulkFeature {}

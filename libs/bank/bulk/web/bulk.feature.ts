import { Module } from '@nestjs/common';
import { AllocationModule } from '#bank/allocation';
import { BulkModule } from '#bank/bulk';
import { DevicesModule } from '#bank/devices';
import { IncidentsModule } from '#bank/incidents';
import { LogisticsModule } from '#bank/logistics';
import { PeopleModule } from '#bank/people';
import { SimsModule } from '#bank/sims';
import { addSentences } from '#platform/http';
import { BulkController, BulkExport } from './bulk.controller.js';
import { bulkSentences } from './bulk.sentences.js';
import { BulkChoosingController } from './bulk-choosing.controller.js';

addSentences(bulkSentences);

@Module({
  imports: [BulkModule, DevicesModule, IncidentsModule, LogisticsModule, AllocationModule, SimsModule, PeopleModule],
  controllers: [BulkExport, BulkChoosingController, BulkController],
})
export class BulkFeature {}

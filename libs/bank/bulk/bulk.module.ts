import { Module } from '@nestjs/common';
import { AllocationModule } from '#bank/allocation';
import { DevicesModule } from '#bank/devices';
import { IncidentsModule } from '#bank/incidents';
import { IntakeModule } from '#bank/intake';
import { LogisticsModule } from '#bank/logistics';
import { SimsModule } from '#bank/sims';
import { WorkshopModule } from '#bank/workshop';
import { entities } from '#platform/database';
import * as acts from './bulk.entity.js';
import { BulkQueries } from './bulk.queries.js';
import { BulkService } from './bulk.service.js';
import { BulkWorks } from './works.js';

const PUBLIC = [BulkService, BulkQueries];

/** What is done with many things at once. */
@Module({
  imports: [
    entities(acts),
    DevicesModule,
    LogisticsModule,
    IntakeModule,
    WorkshopModule,
    AllocationModule,
    IncidentsModule,
    SimsModule,
  ],
  providers: [...PUBLIC, BulkWorks],
  exports: PUBLIC,
})
export class BulkModule {}

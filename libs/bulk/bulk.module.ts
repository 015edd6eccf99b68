import { Module } from '@nestjs/common';
import { AllocationModule } from '#allocation';
import { entities } from '#database';
import { DevicesModule } from '#devices';
import { IntakeModule } from '#intake';
import { LogisticsModule } from '#logistics';
import { RefurbishmentModule } from '#refurbishment';
import { SimsModule } from '#sims';
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
    RefurbishmentModule,
    AllocationModule,
    SimsModule,
  ],
  providers: [...PUBLIC, BulkWorks],
  exports: PUBLIC,
})
export class BulkModule {}

import { Module } from '@nestjs/common';
import { AllocationModule } from '#allocation';
import { entities } from '#database';
import { DevicesModule } from '#devices';
import { DocumentsModule } from '#documents';
import { PeopleModule } from '#people';
import { RefurbishmentModule } from '#refurbishment';
import { TakeoverApplying } from './applying.js';
import * as oldLogs from './old-log.entity.js';
import { OldLogReading } from './old-log-reading.js';
import { OldLogQueries } from './old-logs.queries.js';
import { OldLogsService } from './old-logs.service.js';
import { TakeoverQueries } from './takeover.queries.js';
import { TakeoverService } from './takeover.service.js';
import * as takeoverFiles from './takeover-file.entity.js';

/** Coming from another tool: its files and its old logs. */
@Module({
  imports: [
    entities(takeoverFiles, oldLogs),
    AllocationModule,
    DevicesModule,
    DocumentsModule,
    PeopleModule,
    RefurbishmentModule,
  ],
  providers: [TakeoverService, TakeoverQueries, TakeoverApplying, OldLogsService, OldLogQueries, OldLogReading],
  exports: [TakeoverService, TakeoverQueries, OldLogsService, OldLogQueries],
})
export class TakeoverModule {}

import { Module } from '@nestjs/common';
import { AllocationModule } from '#allocation';
import { entities } from '#database';
import { DevicesModule } from '#devices';
import { DocumentsModule } from '#documents';
import { ImportsModule } from '#imports';
import { PeopleModule } from '#people';
import { RefurbishmentModule } from '#refurbishment';
import { DataImportKind } from './data-import.kind.js';
import { DataImportQueries } from './data-import.queries.js';
import { DataImportService } from './data-import.service.js';
import * as oldLogs from './old-log.entity.js';
import { OldLogReading } from './old-log-reading.js';
import { OldLogQueries } from './old-logs.queries.js';
import { OldLogsService } from './old-logs.service.js';
import { PartlyErasedQueries } from './partly-erased.queries.js';

/** Coming from another tool: its files and its old logs. */
@Module({
  imports: [
    entities(oldLogs),
    AllocationModule,
    DevicesModule,
    DocumentsModule,
    ImportsModule,
    PeopleModule,
    RefurbishmentModule,
  ],
  providers: [
    DataImportService,
    DataImportQueries,
    DataImportKind,
    OldLogsService,
    OldLogQueries,
    OldLogReading,
    PartlyErasedQueries,
  ],
  exports: [DataImportService, DataImportQueries, OldLogsService, OldLogQueries, PartlyErasedQueries],
})
export class DataImportModule {}

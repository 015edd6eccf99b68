import { Module } from '@nestjs/common';
import { AllocationModule } from '#bank/allocation';
import { DevicesModule } from '#bank/devices';
import { DocumentsModule } from '#bank/documents';
import { ImportsModule } from '#bank/files/engine';
import { PeopleModule } from '#bank/people';
import { WorkshopModule } from '#bank/workshop';
import { entities } from '#platform/database';
import { DataImportKind } from './data-import.kind.js';
import { DataImportQueries } from './data-import.queries.js';
import { DataImportService } from './data-import.service.js';
import * as oldLogs from './old-logs/old-log.entity.js';
import { OldLogReading } from './old-logs/old-log-reading.js';
import { OldLogQueries, PartlyErasedQueries } from './old-logs/old-logs.queries.js';
import { OldLogsService } from './old-logs/old-logs.service.js';

/** Coming from another tool: its files and its old logs. */
@Module({
  imports: [
    entities(oldLogs),
    AllocationModule,
    DevicesModule,
    DocumentsModule,
    ImportsModule,
    PeopleModule,
    WorkshopModule,
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

import { Module } from '@nestjs/common';
import { DataImportModule } from '#bank/files/old-register';
import { addSentences } from '#platform/http';
import { dataImportSentences } from './data-import.sentences.js';
import { DataImportsController } from './data-imports.controller.js';
import { DeviceOldLogs } from './device-old-logs.section.js';
import { OldLogsController } from './old-logs.controller.js';

addSentences(dataImportSentences);

/** The feature of the data import: files and logs of the tool that was there before. */
@Module({
  imports: [DataImportModule],
  controllers: [OldLogsController, DataImportsController],
  providers: [DeviceOldLogs],
})
export class DataImportFeature {}

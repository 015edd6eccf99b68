import { Global, Module } from '@nestjs/common';
import { DocumentsModule } from '#bank/documents';
import { entities } from '#platform/database';
import * as files from './import.entity.js';
import { ImportQueries } from './imports.queries.js';
import { ImportsService } from './imports.service.js';
import { ImportKinds } from './kind.js';
import { ImportApplying, ImportWithdrawing } from './steps/applying.js';
import { ImportReading } from './steps/reading.js';
import { ImportAnswers } from './words/answers.service.js';

const PUBLIC = [ImportAnswers, ImportKinds, ImportQueries, ImportsService];

/** What is sent as a file to be taken in, whatever it lists. */
@Global()
@Module({
  imports: [entities(files), DocumentsModule],
  providers: [...PUBLIC, ImportApplying, ImportWithdrawing, ImportReading],
  exports: PUBLIC,
})
export class ImportsModule {}

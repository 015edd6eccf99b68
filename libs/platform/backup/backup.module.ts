import { Module } from '@nestjs/common';
import { entities } from '#platform/database';
import * as backup from './backup.entity.js';

/** What a bank knows of its backups. */
@Module({ imports: [entities(backup)] })
export class BackupModule {}

import { Module } from '@nestjs/common';
import { entities } from '#platform/database';
import * as backup from './backup.entity.js';

@Module({ imports: [entities(backup)] })
export class BackupModule {}

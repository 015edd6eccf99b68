import { Module } from '@nestjs/common';
import { addSentences } from '../../http/sentences.js';
import { DeviceLocksSection } from './device-locks.section.js';
import { LockExportController } from './lock-export.controller.js';
import { LockNoticesController } from './lock-notices.controller.js';
import { LocksController } from './locks.controller.js';
import { locksSentences } from './locks.sentences.js';

addSentences(locksSentences);

/** The feature of devices that wait for their donor. */
@Module({
  controllers: [LockExportController, LocksController, LockNoticesController],
  providers: [DeviceLocksSection],
})
export class LocksFeature {}

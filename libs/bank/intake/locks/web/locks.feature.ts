import { Module } from '@nestjs/common';
import { addSentences } from '#platform/http';
import { DeviceLocksSection } from './device-locks.section.js';
import { LockExport } from './lock-list.page.js';
import { LockNoticesController } from './lock-notices.controller.js';
import { LocksController } from './locks.controller.js';
import { locksSentences } from './locks.sentences.js';

addSentences(locksSentences);

@Module({
  controllers: [LockExport, LocksController, LockNoticesController],
  providers: [DeviceLocksSection],
})
export class LocksFeature {}

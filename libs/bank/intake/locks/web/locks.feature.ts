import { Module } from '@nestjs/common';
import { LOCK_CHECKS, LOCKS } from '#bank/intake';
import { addFieldWords, addSentences } from '#platform/http';
import { optionsOf } from '#platform/ui';
import { DeviceLocksSection } from './device-locks.section.js';
import { LockExport } from './lock-list.page.js';
import { LockNoticesController } from './lock-notices.controller.js';
import { LocksController } from './locks.controller.js';
import { locksSentences } from './locks.sentences.js';

addSentences(locksSentences);

const answers = (of: Parameters<typeof optionsOf>[0]) =>
  Object.fromEntries(optionsOf(of).map(({ value, label }) => [value, label]));
addFieldWords({
  kind: { label: 'Votre choix', answers: answers(LOCKS) },
  check: { label: 'Comment c’est vérifié', answers: answers(LOCK_CHECKS) },
});

/** The feature of devices that wait for their donor. */
@Module({
  controllers: [LockExport, LocksController, LockNoticesController],
  providers: [DeviceLocksSection],
})
export class LocksFeature {}

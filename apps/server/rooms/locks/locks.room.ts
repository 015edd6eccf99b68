import { Module } from '@nestjs/common';
import { speak } from '../../http/sentences.js';
import { DeviceLocksSection } from './device-locks.section.js';
import { LocksApi } from './locks.api.controller.js';
import { LocksPages } from './locks.pages.controller.js';
import { locksSentences } from './locks.sentences.js';

speak(locksSentences);

/** The room of devices that wait for their donor. */
@Module({ controllers: [LocksPages, LocksApi], providers: [DeviceLocksSection] })
export class LocksRoom {}

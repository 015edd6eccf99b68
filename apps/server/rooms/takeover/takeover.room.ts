import { Module } from '@nestjs/common';
import { TakeoverModule } from '#takeover';
import { speak } from '../../http/sentences.js';
import { DeviceOldLogs } from './device-old-logs.section.js';
import { OldLogsApi } from './old-logs.api.controller.js';
import { OldLogsPages } from './old-logs.pages.controller.js';
import { takeoverSentences } from './takeover.sentences.js';
import { TakeoversApi } from './takeovers.api.controller.js';
import { TakeoversPages } from './takeovers.pages.controller.js';

speak(takeoverSentences);

/** The room of the takeover: files and logs of the tool that was there before. */
@Module({
  imports: [TakeoverModule],
  controllers: [OldLogsPages, TakeoversPages, OldLogsApi, TakeoversApi],
  providers: [DeviceOldLogs],
})
export class TakeoverRoom {}

import { Module } from '@nestjs/common';
import { TakeoverModule } from '#takeover';
import { speak } from '../../http/sentences.js';
import { DeviceOldLogs } from './device-old-logs.section.js';
import { OldLogsController } from './old-logs.controller.js';
import { takeoverSentences } from './takeover.sentences.js';
import { TakeoversController } from './takeovers.controller.js';

speak(takeoverSentences);

/** The feature of the takeover: files and logs of the tool that was there before. */
@Module({
  imports: [TakeoverModule],
  controllers: [OldLogsController, TakeoversController],
  providers: [DeviceOldLogs],
})
export class TakeoverFeature {}

import { Global, Module } from '@nestjs/common';
import { addSentences } from '../../http/sentences.js';
import { addFieldWords } from '../../http/typed-words.js';
import { deviceFieldWords } from './device.field-words.js';
import { DeviceActsController } from './device-acts.controller.js';
import { DeviceDoublesController } from './device-doubles.controller.js';
import { DeviceExportController } from './device-export.controller.js';
import { DeviceSections } from './device-sections.js';
import { DevicesController } from './devices.controller.js';
import { devicesSentences } from './devices.sentences.js';

addSentences(devicesSentences);
addFieldWords(deviceFieldWords);

/** The feature of devices; other features add their cards to its device page through `DeviceSections`. */
@Global()
@Module({
  controllers: [DevicesController, DeviceActsController, DeviceDoublesController, DeviceExportController],
  providers: [DeviceSections],
  exports: [DeviceSections],
})
export class DevicesFeature {}

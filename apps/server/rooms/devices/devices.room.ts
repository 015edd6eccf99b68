import { Global, Module } from '@nestjs/common';
import { speak } from '../../http/sentences.js';
import { DeviceExportApi, DeviceExportPages } from './device-export.controller.js';
import { DeviceSections } from './device-sections.js';
import { DevicesApi } from './devices.api.controller.js';
import { DevicesPages } from './devices.pages.controller.js';
import { devicesSentences } from './devices.sentences.js';

speak(devicesSentences);

/** The room of devices; other rooms add their cards to its device page through `DeviceSections`. */
@Global()
@Module({
  controllers: [DevicesPages, DevicesApi, DeviceExportPages, DeviceExportApi],
  providers: [DeviceSections],
  exports: [DeviceSections],
})
export class DevicesRoom {}

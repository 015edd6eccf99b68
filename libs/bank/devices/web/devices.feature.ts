import { Global, Module } from '@nestjs/common';
import { CORRECTION_REASONS } from '#bank/corrections';
import { DEVICE_FIELD_NAMES, deviceField } from '#bank/devices';
import { IncidentsModule } from '#bank/incidents';
import { addFieldWords, addSentences } from '#platform/http';
import { DeviceActsController } from '../device/web/device-acts.controller.js';
import { DeviceSections } from '../device/web/device-sections.js';
import { DevicesController } from '../device/web/devices.controller.js';
import { DeviceDuplicatesController } from '../identification/web/device-duplicates.controller.js';
import { DeviceExportController } from '../list/web/device-export.controller.js';
import { devicesSentences } from './devices.sentences.js';

addSentences(devicesSentences);
addFieldWords({
  ...Object.fromEntries(
    DEVICE_FIELD_NAMES.map((name) => {
      const { label, choices = [] } = deviceField(name);
      return [name, { label, answers: Object.fromEntries(choices.map((choice) => [choice.id, choice.label])) }];
    }),
  ),
  reason: { label: 'Raison', answers: CORRECTION_REASONS },
});

/** The feature of devices; other features add their cards to its device page through `DeviceSections`. */
@Global()
@Module({
  imports: [IncidentsModule],
  controllers: [DevicesController, DeviceActsController, DeviceDuplicatesController, DeviceExportController],
  providers: [DeviceSections],
  exports: [DeviceSections],
})
export class DevicesFeature {}

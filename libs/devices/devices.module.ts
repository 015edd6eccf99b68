import { Global, Module } from '@nestjs/common';
import { CorrectionsModule } from '#corrections';
import { entities, mapConstraint } from '#database';
import * as codeEntities from './asset-code.entity.js';
import { AssetCodes } from './asset-codes.service.js';
import * as devices from './device.entity.js';
import { DeviceQueries } from './device.queries.js';
import * as deviceEvents from './device-event.entity.js';
import { DeviceList } from './device-list.queries.js';
import { DevicesService } from './devices.service.js';
import { DoublesService } from './doubles.service.js';
import { InventoryService } from './inventory.service.js';
import { SnapshotQueries } from './snapshot.queries.js';

mapConstraint('device_serial_once', 'devices.serial_taken', 'serial');
mapConstraint('alias_once', 'devices.alias_taken', 'assetNumber');
mapConstraint('device_event_follows_lifecycle', 'devices.not_now');

const SERVICES = [
  AssetCodes,
  DeviceList,
  DeviceQueries,
  DevicesService,
  DoublesService,
  InventoryService,
  SnapshotQueries,
];

/** Devices, their life and their past. Global: every feature above works on devices. */
@Global()
@Module({
  imports: [entities(devices, deviceEvents, codeEntities), CorrectionsModule],
  providers: SERVICES,
  exports: SERVICES,
})
export class DevicesModule {}

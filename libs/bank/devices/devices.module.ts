import { Global, Module } from '@nestjs/common';
import { CorrectionsModule } from '#bank/corrections';
import { entities, mapConstraint } from '#platform/database';
import * as devices from './device/device.entity.js';
import { DeviceQueries } from './device/device.queries.js';
import * as deviceEvents from './device/device-event.entity.js';
import { DevicesService } from './device/devices.service.js';
import * as codeEntities from './identification/asset-code.entity.js';
import { AssetCodes } from './identification/asset-codes.service.js';
import { DuplicatesService } from './identification/duplicates.service.js';
import { InventoryService } from './inventory/inventory.service.js';
import { SnapshotQueries } from './inventory/snapshot.queries.js';
import { DeviceList } from './list/device-list.queries.js';

mapConstraint('device_serial_once', 'devices.serial_taken', 'serial');
mapConstraint('alias_once', 'devices.alias_taken', 'assetNumber');
mapConstraint('device_event_follows_lifecycle', 'devices.not_now');

const SERVICES = [
  AssetCodes,
  DeviceList,
  DeviceQueries,
  DevicesService,
  DuplicatesService,
  InventoryService,
  SnapshotQueries,
];

/** Global: every room above works on devices. */
@Global()
@Module({
  imports: [entities(devices, deviceEvents, codeEntities), CorrectionsModule],
  providers: SERVICES,
  exports: SERVICES,
})
export class DevicesModule {}

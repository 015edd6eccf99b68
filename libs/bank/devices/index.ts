export { type DeclaredDevice, type DrawnDeclared, drawDeclared, insertDeclared } from './device/acts/declare.js';
export {
  type Cause,
  type Change,
  type DeviceRow,
  type Holder,
  type Location,
  lockDevices,
  lockKnownDevices,
} from './device/acts/device-changes.js';
export { IMEI, LONGEST_NOTE, type NewDevice } from './device/acts/log.js';
export { type StayingDevice, withdrawDevices } from './device/acts/withdraw.js';
export * from './device/categories.js';
export * from './device/conditions.js';
export {
  type ContainerMove,
  type ContainerRow,
  changeContainer,
  lockContainer,
  makeContainer,
  moveContainers,
} from './device/containers.js';
export * from './device/device.lifecycle.js';
export * from './device/device.lifecycle.js';
export type { DeviceSummary, DeviceWithSerial } from './device/device.queries.js';
export { DeviceQueries, deviceOnPaper, type Found } from './device/device.queries.js';
export * from './device/device.views.js';
export * from './device/device-fields.js';
export { copyGrade, DevicesService, forgetNotes } from './device/devices.service.js';
export { addMedium } from './device/media.js';
export { changeOrigin, type NewOrigin } from './device/origin.js';
export * from './device/reasons.js';
export {
  endVisibility,
  grantVisibilities,
  grantVisibility,
  readableIf,
  type Visibility,
  visibleTo,
} from './device/visibility.js';
export { DevicesModule } from './devices.module.js';
export { issueAnew } from './identification/aliases.js';
export * from './identification/asset-code.js';
export * from './identification/asset-code.js';
export { AssetCodes, type NewRoll, VOID_REASONS, type VoidReason } from './identification/asset-codes.service.js';
export {
  LEFT_LATELY_DAYS,
  leftLately,
  NUMBERED,
  thatAreCodes,
  withNumbers,
  withSerials,
} from './identification/devices-with-number.js';
export { DuplicatesService } from './identification/duplicates.service.js';
export { makerKey, mayBeOneMaker } from './identification/maker.js';
export * from './identification/serial.js';
export { isDriveSize } from './inventory/amounts.js';
export { type Comparable, compareInventories, type InventoryChanges, nothingChanged } from './inventory/compare.js';
export { FORMATS, type Format, readInventory } from './inventory/formats.js';
export * from './inventory/inventory.js';
export { DeviceMoved, InventoryService, type SeenDevice } from './inventory/inventory.service.js';
export { uuidKey } from './inventory/machine.js';
export { type AgentMessage, agentMessage } from './inventory/readers/agent-message.js';
export { inventoriesFrom, inventoryFrom } from './inventory/reading.js';
export { type MachineHistory, SnapshotQueries } from './inventory/snapshot.queries.js';
export { type DeviceFilters, DeviceList, type DevicePage, type ReadyStock } from './list/device-list.queries.js';
export * from './list/device-listing.js';
export { plain, searchWords } from './list/search-words.js';
export { type ContainerKind, DEVICE_LISTS, type EventOrigin } from './word-lists.js';

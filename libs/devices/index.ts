export { issueAnew } from './aliases.js';
export * from './asset-code.js';
export { AssetCodes, type NewRoll, VOID_REASONS, type VoidReason } from './asset-codes.service.js';
export * from './categories.js';
export * from './conditions.js';
export {
  type ContainerMove,
  type ContainerRow,
  changeContainer,
  lockContainer,
  makeContainer,
  moveContainers,
} from './containers.js';
export { type DeclaredDevice, type DrawnDeclared, drawDeclared, insertDeclared } from './declare.js';
export * from './device.lifecycle.js';
export { DeviceQueries, type Found } from './device.queries.js';
export * from './device.views.js';
export {
  type Cause,
  type Change,
  type DeviceRow,
  type Holder,
  type Location,
  lockDevices,
  lockKnownDevices,
} from './device-changes.js';
export * from './device-fields.js';
export * from './device-filters.js';
export { type DeviceFilters, DeviceList, type DevicePage, type ReadyStock } from './device-list.queries.js';
export { DEVICE_SORT_NAMES, DEVICE_SORTS, type DeviceSort, USUAL_SORT } from './device-sorts.js';
export type { DeviceSummary, DeviceWithSerial } from './device-summary.js';
export { DevicesModule } from './devices.module.js';
export { DevicesService, LONGEST_NOTE } from './devices.service.js';
export { DoublesService } from './doubles.service.js';
export { copyGrade } from './grade.js';
export { NUMBERED, thatAreCodes, withNumbers, withSerials } from './held-numbers.js';
export { type AgentMessage, agentMessage } from './inventory/agent-message.js';
export { type Comparable, compareInventories, type InventoryChanges, nothingChanged } from './inventory/compare.js';
export { FORMATS, type Format, readInventory } from './inventory/formats.js';
export * from './inventory/inventory.js';
export { uuidKey } from './inventory/machine.js';
export { inventoriesFrom, inventoryFrom } from './inventory/reading.js';
export { DeviceMoved, InventoryService, type SeenDevice } from './inventory.service.js';
export { LEFT_LATELY_DAYS, leftLately } from './left-lately.js';
export { CONTAINER_KINDS, type ContainerKind, DEVICE_LISTS, type EventOrigin } from './lists.js';
export { IMEI, type NewDevice } from './log.js';
export { makerKey, mayBeOneMaker } from './maker.js';
export { addMedium } from './media.js';
export { forgetNotes } from './notes.js';
export { deviceOnPaper } from './on-paper.js';
export { changeOrigin, type NewOrigin } from './origin.js';
export * from './reasons.js';
export * from './serial.js';
export * from './short-reference.js';
export { type MachineHistory, SnapshotQueries } from './snapshot.queries.js';
export * from './verb-groups.js';
export {
  endVisibility,
  endVisibilityOf,
  grantVisibilities,
  grantVisibility,
  readableIf,
  type Visibility,
  visibleTo,
} from './visibility.js';
export { type KeptDevice, withdrawDevices } from './withdraw.js';

export { SIM_RULES } from './dated-rules.js';
export { type Iccid, shownIccid } from './iccid.js';
export { SEALED_CODES, SEALED_NUMBER } from './sealed.js';
export * from './sim.lifecycle.js';
export {
  type Sealed,
  type SimBatchView,
  type SimDetail,
  type SimEventView,
  type SimOfPerson,
  SimQueries,
  type SimStockView,
  type SimView,
} from './sim.queries.js';
export { BEYOND_CAP, type BeyondCap, capReached, type SimCap } from './sim-cap.js';
export { visibleTo as simVisibleTo } from './sim-changes.js';
export { SimCorrections, type SimReference } from './sim-corrections.service.js';
export { ofEachField, SIM_FIELD_NAMES, type SimField, type SimRow, SUPPLIER_FIELDS, simField } from './sim-fields.js';
export { SIMS, searchSims } from './sim-listing.js';
export type { SimCodes } from './sim-secrets.js';
export { SimsModule } from './sims.module.js';
export { type HandOut, type SimsChange, SimsService } from './sims.service.js';
export { SimsToday, type SimsWaiting } from './sims.today.js';
export { SUPPLIER_COLUMNS } from './supplier-list/supplier-columns.js';
export { type SimListRowView, type SimListView, SupplierListQueries } from './supplier-list/supplier-lists.queries.js';
export { type ListInput, type SimImportResult, SupplierLists } from './supplier-list/supplier-lists.service.js';

export { SIMS_LISTS } from './word-lists.js';

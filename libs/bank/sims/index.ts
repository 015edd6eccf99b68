export { type Iccid, shownIccid } from './iccid.js';
export { SEALED_CODES, SEALED_NUMBER } from './sealed.js';
export * from './sim.lifecycle.js';
export { SimQueries } from './sim.queries.js';
export type * from './sim.views.js';
export { visibleTo as simVisibleTo } from './sim-changes.js';
export type { SimCodes } from './sim-codes.js';
export { SimCorrections, type SimReference } from './sim-corrections.service.js';
export { ofEachField, SIM_FIELD_NAMES, type SimRow, simField } from './sim-fields.js';
export { SIMS } from './sim-listing.js';
export { searchSims } from './sim-search.js';
export { SimsModule } from './sims.module.js';
export { type HandOut, type SimsChange, SimsService } from './sims.service.js';
export { SimsToday, type SimsWaiting } from './sims.today.js';
export { SUPPLIER_COLUMNS } from './supplier-list/supplier-columns.js';
export { type SimListRowView, type SimListView, SupplierListQueries } from './supplier-list/supplier-lists.queries.js';
export { type ImportResult, type ListInput, SupplierLists } from './supplier-list/supplier-lists.service.js';

export { SIMS_LISTS } from './word-lists.js';

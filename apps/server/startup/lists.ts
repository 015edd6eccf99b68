import { ALLOCATION_LISTS } from '#allocation';
import { BULK_LISTS } from '#bulk';
import { CORRECTIONS_LISTS } from '#corrections';
import { DATA_IMPORT_LISTS } from '#data-import';
import { DATABASE_LISTS, type Lists } from '#database';
import { DEVICE_LISTS } from '#devices';
import { DOCUMENTS_LISTS } from '#documents';
import { IMPORTS_LISTS } from '#imports';
import { INTAKE_LISTS } from '#intake';
import { INVENTORIES_LISTS } from '#inventories';
import { LOGISTICS_LISTS } from '#logistics';
import { MAINTENANCE_LISTS } from '#maintenance';
import { NOTIFICATIONS_LISTS } from '#notifications';
import { PEOPLE_LISTS } from '#people';
import { PHOTOS_LISTS } from '#photos';
import { RECEIPTS_LISTS } from '#receipts';
import { REFURBISHMENT_LISTS } from '#refurbishment';
import { REPORTING_LISTS } from '#reporting';
import { SIMS_LISTS } from '#sims';

/** Every list of words that code and Postgres both hold; migrating writes them. */
export const LISTS: readonly Lists[] = [
  DATABASE_LISTS,
  PEOPLE_LISTS,
  DOCUMENTS_LISTS,
  NOTIFICATIONS_LISTS,
  CORRECTIONS_LISTS,
  DEVICE_LISTS,
  IMPORTS_LISTS,
  LOGISTICS_LISTS,
  INTAKE_LISTS,
  REFURBISHMENT_LISTS,
  SIMS_LISTS,
  INVENTORIES_LISTS,
  PHOTOS_LISTS,
  ALLOCATION_LISTS,
  RECEIPTS_LISTS,
  MAINTENANCE_LISTS,
  DATA_IMPORT_LISTS,
  BULK_LISTS,
  REPORTING_LISTS,
];

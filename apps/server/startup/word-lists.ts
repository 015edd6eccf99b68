import { ALLOCATION_LISTS } from '#bank/allocation';
import { BULK_LISTS } from '#bank/bulk';
import { CORRECTIONS_LISTS } from '#bank/corrections';
import { DEVICE_LISTS } from '#bank/devices';
import { DOCUMENTS_LISTS } from '#bank/documents';
import { MAINTENANCE_LISTS } from '#bank/faults';
import { REPORTING_LISTS } from '#bank/figures';
import { IMPORTS_LISTS } from '#bank/files/engine';
import { DATA_IMPORT_LISTS } from '#bank/files/old-register';
import { INTAKE_LISTS } from '#bank/intake';
import { INVENTORIES_LISTS } from '#bank/inventories';
import { LOGISTICS_LISTS } from '#bank/logistics';
import { NOTIFICATIONS_LISTS } from '#bank/mails';
import { PEOPLE_LISTS } from '#bank/people';
import { PHOTOS_LISTS } from '#bank/photos';
import { RECEIPTS_LISTS } from '#bank/receipts';
import { SIMS_LISTS } from '#bank/sims';
import { REFURBISHMENT_LISTS } from '#bank/workshop';
import { DATABASE_LISTS, type Lists } from '#platform/database';

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

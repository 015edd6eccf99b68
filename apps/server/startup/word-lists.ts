import { ALLOCATION_LISTS } from '#bank/allocation';
import { BULK_LISTS } from '#bank/bulk';
import { CORRECTIONS_LISTS } from '#bank/corrections';
import { DEVICE_LISTS } from '#bank/devices';
import { DOCUMENTS_LISTS } from '#bank/documents';
import { EVENTS_LISTS } from '#bank/events';
import { FAULTS_LISTS } from '#bank/faults';
import { FIGURES_LISTS } from '#bank/figures';
import { IMPORTS_LISTS } from '#bank/files/engine';
import { DATA_IMPORT_LISTS } from '#bank/files/old-register';
import { INCIDENTS_LISTS } from '#bank/incidents';
import { INTAKE_LISTS } from '#bank/intake';
import { INVENTORIES_LISTS } from '#bank/inventories';
import { LOGISTICS_LISTS } from '#bank/logistics';
import { MAILS_LISTS } from '#bank/mails';
import { PEOPLE_LISTS } from '#bank/people';
import { PHOTOS_LISTS } from '#bank/photos';
import { RECEIPTS_LISTS } from '#bank/receipts';
import { SIMS_LISTS } from '#bank/sims';
import { WORKSHOP_LISTS } from '#bank/workshop';
import { DATABASE_LISTS, type Lists } from '#platform/database';

/** Every list of words that code and Postgres both hold; migrating writes them. */
export const LISTS: readonly Lists[] = [
  DATABASE_LISTS,
  PEOPLE_LISTS,
  EVENTS_LISTS,
  DOCUMENTS_LISTS,
  MAILS_LISTS,
  CORRECTIONS_LISTS,
  DEVICE_LISTS,
  IMPORTS_LISTS,
  LOGISTICS_LISTS,
  INTAKE_LISTS,
  WORKSHOP_LISTS,
  SIMS_LISTS,
  INVENTORIES_LISTS,
  PHOTOS_LISTS,
  ALLOCATION_LISTS,
  RECEIPTS_LISTS,
  FAULTS_LISTS,
  INCIDENTS_LISTS,
  DATA_IMPORT_LISTS,
  BULK_LISTS,
  FIGURES_LISTS,
];

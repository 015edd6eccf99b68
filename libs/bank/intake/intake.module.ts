import { Global, Module } from '@nestjs/common';
import { CorrectionsModule } from '#bank/corrections';
import { DocumentsModule } from '#bank/documents';
import { ImportsModule } from '#bank/files/engine';
import { addNotices, MailsModule } from '#bank/mails';
import { TerritoryModule } from '#bank/territory';
import { entities } from '#platform/database';
import { CollectionSlips } from './collections/collection-slips.js';
import { CollectionsService } from './collections/collections.service.js';
import * as deposits from './donations/deposit.entity.js';
import { DepositsService } from './donations/deposits.service.js';
import { DeviceDonations } from './donations/device-donations.service.js';
import * as donations from './donations/donation.entity.js';
import { DonationQueries } from './donations/donation.queries.js';
import { DonationCorrections } from './donations/donation-corrections.service.js';
import { DONATION_NOTICES } from './donations/donation-notices.js';
import { DonationsService } from './donations/donations.service.js';
import * as demands from './donations/erasure-demand.entity.js';
import { LoggingService } from './donations/logging.service.js';
import { RefusalsService } from './donations/refusals.service.js';
import { ReleaseService } from './donations/release.service.js';
import { SuggestionQueries } from './donations/suggestions.queries.js';
import * as donors from './donors/donor.entity.js';
import { DonorContactsService } from './donors/donor-contacts.service.js';
import { DonorMerges } from './donors/donor-merges.service.js';
import { DonorsService } from './donors/donors.service.js';
import { DeviceFileKind } from './files/device-file.kind.js';
import { FileQueries } from './files/file.queries.js';
import { FilesService } from './files/files.service.js';
import { PurchaseQueries } from './files/purchases.js';
import { IntakeToday } from './intake.today.js';
import { Forgetting } from './intake-purge.js';
import { CodeRolls } from './labels/code-rolls.service.js';
import * as labels from './labels/label.entity.js';
import { LabelFormats } from './labels/label-formats.service.js';
import { LabelSheets } from './labels/label-sheets.service.js';
import { LabelsService } from './labels/labels.service.js';
import { DeviceLocksService, LockNoticesService } from './locks/device-locks.service.js';
import * as locks from './locks/lock.entity.js';
import { LockQueries } from './locks/lock.queries.js';
import { LOCK_NOTICES, LockMails } from './locks/lock-notices.js';

const PUBLIC = [
  CollectionsService,
  DepositsService,
  DeviceDonations,
  DeviceLocksService,
  DonationCorrections,
  DonationQueries,
  DonationsService,
  DonorContactsService,
  DonorMerges,
  DonorsService,
  FileQueries,
  FilesService,
  IntakeToday,
  CodeRolls,
  LabelFormats,
  LabelsService,
  LockNoticesService,
  LockQueries,
  LoggingService,
  PurchaseQueries,
  RefusalsService,
  ReleaseService,
  SuggestionQueries,
];

addNotices({ ...DONATION_NOTICES, ...LOCK_NOTICES });

@Global()
@Module({
  imports: [
    entities(donors, donations, locks, labels, deposits, demands),
    ImportsModule,
    TerritoryModule,
    DocumentsModule,
    MailsModule,
    CorrectionsModule,
  ],
  providers: [...PUBLIC, LabelSheets, CollectionSlips, DeviceFileKind, Forgetting, LockMails],
  exports: PUBLIC,
})
export class IntakeModule {}

import { Global, Module } from '@nestjs/common';
import { CorrectionsModule } from '#corrections';
import { entities } from '#database';
import { DocumentsModule } from '#documents';
import { ImportsModule } from '#imports';
import { NotificationsModule } from '#notifications';
import { TerritoryModule } from '#territory';
import { CollectionSlips } from './collection-slips.js';
import { CollectionsService } from './collections.service.js';
import * as deposits from './deposit.entity.js';
import { DepositsService } from './deposits.service.js';
import { DeviceDonations } from './device-donations.service.js';
import { DeviceLocksService } from './device-locks.service.js';
import * as donations from './donation.entity.js';
import { DonationQueries } from './donation.queries.js';
import { DonationCorrections } from './donation-corrections.service.js';
import { DonationsService } from './donations.service.js';
import * as donors from './donor.entity.js';
import { DonorContactsService } from './donor-contacts.service.js';
import { DonorMerges } from './donor-merges.service.js';
import { DonorsService } from './donors.service.js';
import { DeviceFileKind } from './files/device-file.kind.js';
import { FileQueries } from './files/file.queries.js';
import { FilesService } from './files/files.service.js';
import * as purchases from './files/purchase.entity.js';
import { Forgetting } from './forgetting.js';
import { IntakeToday } from './intake.today.js';
import { CodeRolls } from './labels/code-rolls.service.js';
import * as labels from './labels/label.entity.js';
import { LabelFormats } from './labels/label-formats.service.js';
import { LabelSheets } from './labels/label-sheets.service.js';
import { LabelsService } from './labels/labels.service.js';
import * as locks from './lock.entity.js';
import { LockQueries } from './lock.queries.js';
import { LockMails } from './lock-mails.js';
import { LockNoticesService } from './lock-notices.service.js';
import { LoggingService } from './logging.service.js';
import { RefusalsService } from './refusals.service.js';
import { ReleaseService } from './release.service.js';
import { SuggestionQueries } from './suggestions.queries.js';

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
  RefusalsService,
  ReleaseService,
  SuggestionQueries,
];

/** Where equipment comes in: donors, donations, devices logged one by one or by file, labels. */
@Global()
@Module({
  imports: [
    entities(donors, donations, locks, purchases, labels, deposits),
    ImportsModule,
    TerritoryModule,
    DocumentsModule,
    NotificationsModule,
    CorrectionsModule,
  ],
  providers: [...PUBLIC, LabelSheets, CollectionSlips, DeviceFileKind, Forgetting, LockMails],
  exports: PUBLIC,
})
export class IntakeModule {}

import { Module } from '@nestjs/common';
import { DocumentsModule } from '#documents';
import { PhotosModule } from '#photos';
import { speak } from '../../http/sentences.js';
import { collectionSentences } from './collection.sentences.js';
import { CollectionsApi } from './collections.api.controller.js';
import { CollectionsPages } from './collections.pages.controller.js';
import { DeviceDonationSection } from './device-donation.section.js';
import { DonationDevicesPages } from './donation-devices.pages.controller.js';
import { DonationDevicesExportApi, DonationDevicesExportPages } from './donation-devices-export.controller.js';
import { DonationsApi } from './donations.api.controller.js';
import { DonationsPages } from './donations.pages.controller.js';
import { DonorsApi } from './donors.api.controller.js';
import { DonorsPages } from './donors.pages.controller.js';
import { FilesApi } from './files/files.api.controller.js';
import { FilesPages } from './files/files.pages.controller.js';
import { intakeSentences } from './intake.sentences.js';
import { KeptForms } from './kept-forms.js';
import { RefusalsPages } from './refusals.pages.controller.js';

speak(intakeSentences);
speak(collectionSentences);

const PAGES = [
  DonorsPages,
  DonationsPages,
  DonationDevicesPages,
  CollectionsPages,
  RefusalsPages,
  FilesPages,
  DonationDevicesExportPages,
];
const API = [DonorsApi, DonationsApi, CollectionsApi, FilesApi, DonationDevicesExportApi];

/** The room of intake: who gives, what comes in, its devices and their labels. */
@Module({
  imports: [DocumentsModule, PhotosModule],
  controllers: [...PAGES, ...API],
  providers: [DeviceDonationSection, KeptForms],
})
export class IntakeRoom {}

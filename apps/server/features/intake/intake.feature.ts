import { Module } from '@nestjs/common';
import { DocumentsModule } from '#documents';
import { PhotosModule } from '#photos';
import { addSentences } from '../../http/sentences.js';
import { addFieldWords } from '../../http/typed-words.js';
import { collectionSentences } from './collection.sentences.js';
import { CollectionsController } from './collections.controller.js';
import { DeviceDonationSection } from './device-donation.section.js';
import { DonationCorrectionsController } from './donation-corrections.controller.js';
import { DonationDevicesController } from './donation-devices.controller.js';
import { DonationDevicesExportController } from './donation-devices-export.controller.js';
import { DonationExportController } from './donation-export.controller.js';
import { DonationsController } from './donations.controller.js';
import { DonorExportController } from './donor-export.controller.js';
import { DonorMergesController } from './donor-merges.controller.js';
import { DonorsController } from './donors.controller.js';
import { FilePages } from './files/file-pages.js';
import { FileSheetsController } from './files/file-sheets.controller.js';
import { FileWithdrawalsController } from './files/file-withdrawals.controller.js';
import { FileWordsController } from './files/file-words.controller.js';
import { FilesController } from './files/files.controller.js';
import { intakeFieldWords } from './intake.field-words.js';
import { intakeSentences } from './intake.sentences.js';
import { KeptForms } from './kept-forms.js';
import { NewDonationController } from './new-donation.controller.js';
import { RefusalsController } from './refusals.controller.js';

addFieldWords(intakeFieldWords);
addSentences(intakeSentences);
addSentences(collectionSentences);

/** The feature of intake: who gives, what comes in, its devices and their labels. */
@Module({
  imports: [DocumentsModule, PhotosModule],
  controllers: [
    DonationExportController,
    DonorExportController,
    DonorsController,
    DonorMergesController,
    NewDonationController,
    DonationsController,
    DonationCorrectionsController,
    DonationDevicesController,
    DonationDevicesExportController,
    CollectionsController,
    RefusalsController,
    FileWithdrawalsController,
    FileSheetsController,
    FileWordsController,
    FilesController,
  ],
  providers: [DeviceDonationSection, FilePages, KeptForms],
})
export class IntakeFeature {}

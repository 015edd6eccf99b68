import { Module } from '@nestjs/common';
import { DocumentsModule } from '#bank/documents';
import { MailsModule } from '#bank/mails';
import { PhotosModule } from '#bank/photos';
import { addFieldWords, addSentences } from '#platform/http';
import { collectionSentences } from '../collections/web/collection.sentences.js';
import { CollectionExport } from '../collections/web/collection-list.page.js';
import { CollectionsController } from '../collections/web/collections.controller.js';
import { DonationCorrectionsController } from '../donations/web/corrections/donation-corrections.controller.js';
import { RefusalsController } from '../donations/web/corrections/refusals.controller.js';
import { DeviceDonationSection } from '../donations/web/device-donation.section.js';
import {
  DonationDevicesController,
  DonationDevicesExportController,
  OfflineForms,
} from '../donations/web/donation-devices.controller.js';
import { DonationExport } from '../donations/web/donation-list.page.js';
import { DonationsController } from '../donations/web/donations.controller.js';
import { NewDonationController } from '../donations/web/new-donation.controller.js';
import { DonorMergesController } from '../donors/web/donor-merges.controller.js';
import { DonorExport, DonorsController } from '../donors/web/donors.controller.js';
import { FilesController } from '../files/web/files.controller.js';
import { intakeSentences } from './intake.sentences.js';

addFieldWords({
  donorName: { label: 'Nom' },
  name: { label: 'Nom' },
  legalForm: { label: 'Forme juridique' },
  identifier: { label: 'Numéro' },
  address: { label: 'Adresse' },
  postalCode: { label: 'Code postal' },
  commune: { label: 'Commune' },
  contactName: { label: 'Personne à joindre' },
  job: { label: 'Sa fonction' },
  phone: { label: 'Téléphone' },
  email: { label: 'Adresse mail' },
  dataEmail: { label: 'Contact pour les données' },
});
addSentences(intakeSentences);
addSentences(collectionSentences);

@Module({
  imports: [DocumentsModule, MailsModule, PhotosModule],
  controllers: [
    DonationExport,
    DonorExport,
    DonorsController,
    DonorMergesController,
    NewDonationController,
    DonationsController,
    DonationCorrectionsController,
    DonationDevicesController,
    DonationDevicesExportController,
    CollectionExport,
    CollectionsController,
    RefusalsController,
    FilesController,
  ],
  providers: [DeviceDonationSection, OfflineForms],
})
export class IntakeFeature {}

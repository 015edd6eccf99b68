import { Module } from '@nestjs/common';
import { DevicesModule } from '#bank/devices';
import { PHOTO_LIMIT, PhotosModule } from '#bank/photos';
import { addSentences, type Sentences } from '#platform/http';
import { DevicesFeature } from '../../devices/web/devices.feature.js';
import { DevicePhotosSection } from './device-photos.section.js';
import { PhotosController } from './photos.controller.js';

const photosSentences: Sentences = {
  'photos.none': () => 'Choisissez une photo.',
  'photos.too_many': () => `Un appareil a ${PHOTO_LIMIT} photos au plus. Retirez-en une avant d’en ajouter.`,
  'photos.too_many_pixels': (f) =>
    `Cette photo est trop grande (${f.millions} millions de points). Prenez-la avec une définition plus basse.`,
  'photos.not_a_picture': (f) =>
    f.heic
      ? 'Cette photo est au format HEIC, que nous ne lisons pas. Dans les réglages de l’appareil photo, choisissez « Le plus compatible », ou envoyez-la en JPEG.'
      : 'Ce fichier n’est pas une photo lisible. Envoyez une photo JPEG, PNG ou WebP.',
};

addSentences(photosSentences);

/** The feature of photos: beside each device, and for programs. */
@Module({
  imports: [PhotosModule, DevicesModule, DevicesFeature],
  controllers: [PhotosController],
  providers: [DevicePhotosSection],
})
export class PhotosFeature {}

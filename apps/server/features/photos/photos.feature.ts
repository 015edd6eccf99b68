import { Module } from '@nestjs/common';
import { DevicesModule } from '#devices';
import { PhotosModule } from '#photos';
import { addSentences } from '../../http/sentences.js';
import { DevicesFeature } from '../devices/devices.feature.js';
import { DevicePhotosSection } from './device-photos.section.js';
import { PhotosController } from './photos.controller.js';
import { photosSentences } from './photos.sentences.js';

addSentences(photosSentences);

/** The feature of photos: beside each device, and for programs. */
@Module({
  imports: [PhotosModule, DevicesModule, DevicesFeature],
  controllers: [PhotosController],
  providers: [DevicePhotosSection],
})
export class PhotosFeature {}

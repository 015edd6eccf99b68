import { Module } from '@nestjs/common';
import { DevicesModule } from '#bank/devices';
import { PhotosModule } from '#bank/photos';
import { addSentences } from '#platform/http';
import { DevicesFeature } from '../../devices/web/devices.feature.js';
import { DevicePhotosSection } from './device-photos.section.js';
import { PhotosController } from './photos.controller.js';
import { photosSentences } from './photos.sentences.js';

addSentences(photosSentences);

@Module({
  imports: [PhotosModule, DevicesModule, DevicesFeature],
  controllers: [PhotosController],
  providers: [DevicePhotosSection],
})
export class PhotosFeature {}

import { Module } from '@nestjs/common';
import { DevicesModule } from '#bank/devices';
import { DocumentsModule } from '#bank/documents';
import { entities } from '#platform/database';
import * as photos from './photo.entity.js';
import { PhotosService } from './photos.service.js';

@Module({
  imports: [entities(photos), DevicesModule, DocumentsModule],
  providers: [PhotosService],
  exports: [PhotosService],
})
export class PhotosModule {}

import { Module } from '@nestjs/common';
import { entities } from '#database';
import { DevicesModule } from '#devices';
import { DocumentsModule } from '#documents';
import * as photos from './photo.entity.js';
import { PhotosService } from './photos.service.js';

@Module({
  imports: [entities(photos), DevicesModule, DocumentsModule],
  providers: [PhotosService],
  exports: [PhotosService],
})
export class PhotosModule {}

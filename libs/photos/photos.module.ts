import { Module } from '@nestjs/common';
import { DevicesModule } from '#devices';
import { DocumentsModule } from '#documents';
import { PhotosService } from './photos.service.js';

@Module({ imports: [DevicesModule, DocumentsModule], providers: [PhotosService], exports: [PhotosService] })
export class PhotosModule {}

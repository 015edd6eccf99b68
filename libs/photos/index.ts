export { PhotosModule } from './photos.module.js';
export { PHOTO_LIMIT, PhotosService, type PhotoView } from './photos.service.js';

export { PHOTO_LIMIT } from './photo-limit.js';
export { PhotosModule } from './photos.module.js';
export { PhotosService, type PhotoView } from './photos.service.js';
export { PHOTOS_LISTS } from './word-lists.js';

export { PHOTO_LIMIT, PHOTOS_LISTS } from './lists.js';
export { PhotosModule } from './photos.module.js';
export { PhotosService, type PhotoView } from './photos.service.js';

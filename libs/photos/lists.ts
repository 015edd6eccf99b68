import type { Lists } from '#database';

/** How many photos a device may have; `MOST` of `ui/assets/photo.js` says the same. */
export const PHOTO_LIMIT = 4;

/** What photos share with Postgres. */
export const PHOTOS_LISTS: Lists = { numbers: { 'photos.photo_limit': PHOTO_LIMIT } };

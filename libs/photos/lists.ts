import type { Lists } from '#database';
import { PHOTO_LIMIT } from './photo-limit.js';

/** What photos share with Postgres. */
export const PHOTOS_LISTS: Lists = { numbers: { 'photos.photo_limit': PHOTO_LIMIT } };

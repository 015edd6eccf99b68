import type { Lists } from '#platform/database';
import { PHOTO_LIMIT } from './photo-limit.js';

/** What photos share with Postgres. */
export const PHOTOS_LISTS: Lists = { numbers: { 'photos.photo_limit': PHOTO_LIMIT } };

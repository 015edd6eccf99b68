/** Of one uploaded file, in bytes; a phone keeps no larger photo. */
export const UPLOAD_LIMIT = 20 * 1024 * 1024;

/** Of one uploaded file, in bytes; a phone keeps no photo that is larger. */
export const UPLOAD_LIMIT = 20 * 1024 * 1024;

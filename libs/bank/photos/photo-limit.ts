/** How many photos a device may have. Alone in its file: the browser's scripts use it too. */
export const PHOTO_LIMIT = 4;

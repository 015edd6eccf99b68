// A photo as it is kept and sent: upright, at most 1600 px, JPEG, without what the camera wrote about the place.

const LONGEST = 1600;
/** The server takes no more in one file. */
const LIMIT = 20 * 1024 * 1024;
/** As `PHOTO_LIMIT` of `libs/photos`. */
export const MOST = 4;

/** Gives {name, type, bytes}; a picture that this browser cannot read goes as it is. Null when it is too heavy to be sent. */
export async function photoOf(file) {
  const blob = (await smaller(file).catch(() => null)) ?? file;
  if (blob.size > LIMIT) return null;
  // Bytes, not the blob: WebKit loses blobs that it keeps in IndexedDB.
  return { name: blob === file ? file.name : 'photo.jpg', type: blob.type, bytes: await blob.arrayBuffer() };
}

async function smaller(file) {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.82));
}

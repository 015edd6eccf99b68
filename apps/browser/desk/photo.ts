import { PHOTO_LIMIT } from '../../../libs/bank/photos/photo-limit.js';
import { UPLOAD_LIMIT } from '../../../libs/platform/contract/index.js';
import type { ItemPhoto } from '../offline/outbox.js';

// A photo is stored and sent upright, at most 1600 px, as JPEG, without where it was taken.

const LONGEST = 1600;

/** A picture that this browser cannot read stays as it is. Null when it is too heavy to be sent. */
async function photoOf(file: File): Promise<ItemPhoto | null> {
  const blob = (await smaller(file).catch(() => null)) ?? file;
  if (blob.size > UPLOAD_LIMIT) return null;
  return { name: blob === file ? file.name : 'photo.jpg', type: blob.type, bytes: await blob.arrayBuffer() };
}

async function smaller(file: File): Promise<Blob | null> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.82));
}

/** Earlier and new photos, as many as a device may have; `tooHeavy`: one was left out. */
export async function takePhotos(
  before: readonly ItemPhoto[],
  chosen: readonly File[],
): Promise<{ photos: ItemPhoto[]; tooHeavy: boolean }> {
  const taken = await Promise.all(chosen.slice(0, PHOTO_LIMIT).map(photoOf));
  const sendable = taken.filter((photo): photo is ItemPhoto => photo !== null);
  return { photos: [...before, ...sendable].slice(0, PHOTO_LIMIT), tooHeavy: sendable.length < taken.length };
}

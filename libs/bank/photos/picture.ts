import sharp from 'sharp';
import { RuleBroken } from '#platform/kernel';

/** Longest side, in pixels: enough to read a serial on a label, and no more. */
const FULL = 1600;
const THUMB = 320;
/** A phone's photo has 12 to 50 million pixels; beyond, unpacking it would fill the memory. */
const MOST_PIXELS = 60_000_000;
/** Of all but JPEG, which is made smaller while it is read: no camera writes the others so large. */
const MOST_WHOLE = 24_000_000;

// Only what phones and desks make. Vector files can refer to other files, and rarer formats are a way in for attacks.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['Jpeg', 'Png', 'Webp', 'Heif'].map((format) => `VipsForeignLoad${format}Buffer`) });
// Two cores serve people first.
sharp.concurrency(1);
sharp.cache(false);

export interface Picture {
  readonly bytes: Buffer;
  readonly thumb: Buffer;
  readonly width: number;
  readonly height: number;
}

/**
 * Makes a photo fit to store: upright, at most 1600 px, JPEG, without place, date or other metadata; and a thumbnail.
 * @throws RuleBroken `photos.not_a_picture` (facts `heic`: a phone's own format), `photos.too_many_pixels`.
 */
export async function pictureOf(bytes: Buffer): Promise<Picture> {
  const { width, height, format } = await sizeOf(bytes);
  if (width * height > (format === 'jpeg' ? MOST_PIXELS : MOST_WHOLE))
    throw new RuleBroken('photos.too_many_pixels', { millions: Math.round((width * height) / 1e6) }, 'photo');
  return inTurn(() => drawn(bytes));
}

async function drawn(bytes: Buffer): Promise<Picture> {
  try {
    const full = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize(FULL, FULL, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .jpeg({ quality: 80, progressive: true })
      .toBuffer({ resolveWithObject: true });
    const thumb = await sharp(full.data).resize(THUMB, THUMB, { fit: 'inside' }).jpeg({ quality: 70 }).toBuffer();
    return { bytes: full.data, thumb, width: full.info.width, height: full.info.height };
  } catch {
    throw unreadable(bytes);
  }
}

async function sizeOf(bytes: Buffer): Promise<{ width: number; height: number; format: string }> {
  try {
    return await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch {
    throw unreadable(bytes);
  }
}

/** ISO base media: a box length, `ftyp`, then a brand. */
const unreadable = (bytes: Buffer): RuleBroken =>
  new RuleBroken(
    'photos.not_a_picture',
    { heic: /^ftyp(?:hei|hev|mif1|msf1)/.test(bytes.subarray(4, 12).toString('latin1')) },
    'photo',
  );

let last: Promise<unknown> = Promise.resolve();

/** One at a time, in the order in which they were asked for: a photo of sixty million points takes 250 MB while it is unpacked. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work);
  last = turn.catch(() => undefined);
  return turn;
}

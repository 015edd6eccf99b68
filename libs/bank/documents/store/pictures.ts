import sharp from 'sharp';
import { RuleBroken } from '#platform/kernel';
import type { BankIdentity, Signed } from '../templates/facts.js';

/** A picture printed on papers is small: what a letterhead or a signature needs at 300 dots an inch. */
const WIDTH = 900;
const HEIGHT = 360;
const HEAVIEST = 2_000_000;
const MOST_PIXELS = 12_000_000;
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/**
 * A PNG or JPEG for papers that are kept for ever (PDF/A knows no transparency): on white, 900 × 360 pixels at most, without metadata.
 * @param field beside which a refusal is shown @throws RuleBroken `documents.picture_unreadable`, `documents.picture_too_heavy`
 */
export async function printable(bytes: Buffer, field: string): Promise<Buffer> {
  if (bytes.length > HEAVIEST) throw new RuleBroken('documents.picture_too_heavy', { limit: '2 Mo' }, field);
  const known = bytes.subarray(0, 4).equals(PNG) || (bytes[0] === 0xff && bytes[1] === 0xd8);
  if (!known) throw new RuleBroken('documents.picture_unreadable', {}, field);
  try {
    return await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize(WIDTH, HEIGHT, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .png({ compressionLevel: 9 })
      .toBuffer();
  } catch {
    throw new RuleBroken('documents.picture_unreadable', {}, field);
  }
}

/** Grey under which a dot is ink; how much of a picture is drawn on at least and at most, in thousandths; how far a stroke reaches, in dots. */
const INK = { darker: 150, least: 1, most: 500, wide: 40, high: 10 };

/** Something is drawn on it that can be read. @throws RuleBroken `documents.signature_not_legible`, and those of `printable` */
export async function signaturePicture(bytes: Buffer, field: string): Promise<Buffer> {
  const picture = await printable(bytes, field);
  const { data, info } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true });
  const step = info.channels;
  let ink = 0;
  let [left, right, top, bottom] = [info.width, -1, info.height, -1];
  for (let i = 0; i < info.width * info.height; i++) {
    if (data[i * step]! >= INK.darker) continue;
    ink++;
    const [x, y] = [i % info.width, Math.floor(i / info.width)];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  }
  const share = (1000 * ink) / (info.width * info.height);
  const reaches = right - left >= INK.wide && bottom - top >= INK.high;
  if (share < INK.least || share > INK.most || !reaches)
    throw new RuleBroken('documents.signature_not_legible', {}, field);
  return picture;
}

export function picturesIn(facts: { readonly bank: BankIdentity }): string[] {
  const persons = Object.values(facts).map((value) => (value as Partial<Signed> | null)?.person?.image);
  return [facts.bank.logo, ...persons].filter((id): id is string => typeof id === 'string');
}

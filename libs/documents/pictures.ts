import sharp from 'sharp';
import { RuleBroken } from '#kernel';
import type { BankIdentity, Signed } from './templates/facts.js';

/** A picture printed on papers is small: what a letterhead or a signature needs at 300 dots an inch. */
const WIDTH = 900;
const HEIGHT = 360;
const HEAVIEST = 2_000_000;
const MOST_PIXELS = 12_000_000;
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/**
 * Makes a PNG or JPEG fit to print on papers that are kept for ever (PDF/A knows no transparency): on white, 900 × 360 pixels at most, without
 * any metadata.
 * @param field beside which a refusal is said
 * @throws RuleBroken `documents.picture_unreadable`, `documents.picture_too_heavy`
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

/** The stored pictures that a paper's facts name. */
export function picturesIn(facts: { readonly bank: BankIdentity }): string[] {
  const persons = Object.values(facts).map((value) => (value as Partial<Signed> | null)?.person?.image);
  return [facts.bank.logo, ...persons].filter((id): id is string => typeof id === 'string');
}

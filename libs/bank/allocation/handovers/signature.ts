import { RuleBroken, type ScanMime, scanMime } from '#platform/kernel';

/** How a person confirmed: drawn on the screen, a photographed paper, or a typed confirmation. */
export type Signature =
  | { readonly kind: 'drawn'; readonly mime: 'image/png'; readonly bytes: Buffer }
  | {
      readonly kind: 'paper';
      readonly mime: ScanMime;
      readonly bytes: Buffer;
      /** Where the signed paper itself is stored. */
      readonly originalPlace: string;
    }
  | { readonly kind: 'typed'; readonly mime: 'text/plain'; readonly bytes: Buffer };

const MOST_DRAWN = 512 * 1024;
const MOST_PHOTO = 8 * 1024 * 1024;
const PNG_END = Buffer.from('IEND');

/** What is in the file; null when it is nothing that a signature can be, or a PNG that does not end. */
function kindOf(bytes: Buffer): ScanMime | null {
  const mime = scanMime(bytes);
  return mime === 'image/png' && !bytes.subarray(-12).includes(PNG_END) ? null : mime;
}

/**
 * A drawn signature from the PNG data address that the page posts.
 * @throws RuleBroken `allocation.signature_unreadable` when it is no PNG, or too big to be a drawing.
 */
export function drawnSignature(dataAddress: string): Signature {
  const base64 = /^data:image\/png;base64,([A-Za-z0-9+/]+={0,2})$/.exec(dataAddress.trim())?.[1];
  const bytes = Buffer.from(base64 ?? '', 'base64');
  if (!base64 || bytes.length > MOST_DRAWN || kindOf(bytes) !== 'image/png') {
    throw new RuleBroken('allocation.signature_unreadable', {}, 'signature');
  }
  return { kind: 'drawn', mime: 'image/png', bytes };
}

const LONGEST_PLACE = 200;

/** Where a signed paper is stored, in words. @throws RuleBroken `allocation.original_place_missing` (fact `max`) */
export function placeOfOriginal(typed: string | undefined, field: string): string {
  const place = (typed ?? '').trim();
  if (!place || place.length > LONGEST_PLACE)
    throw new RuleBroken('allocation.original_place_missing', { max: LONGEST_PLACE }, field);
  return place;
}

/**
 * A photographed or scanned paper, and where the paper itself is stored: what was signed is that paper, so it is kept.
 * @throws RuleBroken `allocation.signature_photo_unreadable`, `allocation.original_place_missing`
 */
export function paperSignature(bytes: Buffer, originalPlace: string | undefined): Signature {
  const mime = kindOf(bytes);
  if (!mime || bytes.length > MOST_PHOTO)
    throw new RuleBroken('allocation.signature_photo_unreadable', { megabytes: 8 }, 'signature_photo');
  return { kind: 'paper', mime, bytes, originalPlace: placeOfOriginal(originalPlace, 'signature_original') };
}

/** A typed confirmation of the stated text. */
export const typedSignature = (text: string): Signature => ({
  kind: 'typed',
  mime: 'text/plain',
  bytes: Buffer.from(text),
});

/** The picture for the signed sheet, in base64; a PDF or a typed text has none. */
export const signatureImage = (s: Signature): string | null =>
  s.mime === 'image/png' || s.mime === 'image/jpeg' ? s.bytes.toString('base64') : null;

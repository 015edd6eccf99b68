import { RuleBroken } from '#kernel';

/** How a person confirmed: drawn on the screen, a photographed paper, or a typed confirmation. */
export type Signature =
  | { readonly kind: 'drawn'; readonly mime: 'image/png'; readonly bytes: Buffer }
  | { readonly kind: 'paper'; readonly mime: 'image/png' | 'image/jpeg' | 'application/pdf'; readonly bytes: Buffer }
  | { readonly kind: 'typed'; readonly mime: 'text/plain'; readonly bytes: Buffer };

const MOST_DRAWN = 512 * 1024;
const MOST_PHOTO = 8 * 1024 * 1024;
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PNG_END = Buffer.from('IEND');
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

/** What is in the file, by its first bytes and its end; null when it is nothing that a signature can be. */
function kindOf(bytes: Buffer): 'image/png' | 'image/jpeg' | 'application/pdf' | null {
  if (bytes.subarray(0, 8).equals(PNG) && bytes.subarray(-12).includes(PNG_END)) return 'image/png';
  if (bytes.subarray(0, 3).equals(JPEG)) return 'image/jpeg';
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return 'application/pdf';
  return null;
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

/** A photographed or scanned paper. @throws RuleBroken `allocation.signature_photo_unreadable`. */
export function paperSignature(bytes: Buffer): Signature {
  const mime = kindOf(bytes);
  if (!mime || bytes.length > MOST_PHOTO)
    throw new RuleBroken('allocation.signature_photo_unreadable', { megabytes: 8 }, 'signature_photo');
  return { kind: 'paper', mime, bytes };
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

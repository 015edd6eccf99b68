import type { TestStatement } from '#bank/workshop';
import { RuleBroken, type ScanMime, scanMime, TESTED_WORKS, worksWords } from '#platform/kernel';
import type { HandoverMode } from '../codes.js';

const RETURN_SENTENCE = 'Si je n’en ai plus besoin, je peux le rapporter à la structure.';

/** The text a person confirms, stored with the hand-over word for word: a buyer owns, nothing is lent. @param tests what may be said of its tests */
export const promiseOf = (mode: HandoverMode, tests: Pick<TestStatement, 'level'>): string =>
  mode === 'gift'
    ? `Cet appareil m’est donné pour mon usage personnel. ${worksWords(tests.level)} Je ne le revends pas. En cas de panne, je peux prévenir la structure. ${RETURN_SENTENCE}`
    : `J’achète cet appareil : il est à moi. ${worksWords(tests.level)} La garantie légale de conformité me protège. En cas de panne, je préviens la structure. ${RETURN_SENTENCE}`;

/** What stands above the signature on the sheet of the day without a network, whatever was tested: what is signed on paper is this. */
export const PAPER_PROMISE = promiseOf('gift', { level: 'in_part' });

/** The same for a device that replaces a broken one: nothing is bought again. True of any that may be chosen, whatever was tested of it. */
export const REPLACEMENT_PROMISES = {
  gift: `Cet appareil remplace celui qui m’a été donné. Il est pour mon usage personnel. ${TESTED_WORKS} Je ne le revends pas. En cas de panne, je peux prévenir la structure. ${RETURN_SENTENCE}`,
  sale: `Cet appareil remplace sans frais celui que j’ai acheté : il est à moi. ${TESTED_WORKS} En cas de panne, je préviens la structure. ${RETURN_SENTENCE}`,
} as const;

export type Signature =
  | { readonly kind: 'drawn'; readonly mime: 'image/png'; readonly bytes: Buffer }
  | {
      readonly kind: 'paper';
      readonly mime: ScanMime;
      readonly bytes: Buffer;
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

/** A drawn signature from the PNG data address that the page posts. @throws RuleBroken `allocation.signature_unreadable` */
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

export const typedSignature = (text: string): Signature => ({
  kind: 'typed',
  mime: 'text/plain',
  bytes: Buffer.from(text),
});

/** The picture for the signed sheet, in base64; a PDF or a typed text has none. */
export const signatureImage = (s: Signature): string | null =>
  s.mime === 'image/png' || s.mime === 'image/jpeg' ? s.bytes.toString('base64') : null;

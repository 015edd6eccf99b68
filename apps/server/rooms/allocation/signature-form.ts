import { drawnSignature, paperSignature, type Signature, typedSignature, UNDERTAKING } from '#allocation';
import { RuleBroken } from '#kernel';
import type { Uploaded } from '../../http/uploads.js';

/**
 * The signature that a form brings: the drawing first, else the photographed paper, else the ticked confirmation.
 * @throws RuleBroken `allocation.signature_missing`, and those of a drawing or a photo that cannot be read.
 */
export async function readSignature(
  files: readonly Uploaded[],
  drawn: string | undefined,
  confirmed: string | undefined,
): Promise<Signature> {
  if (drawn) return drawnSignature(drawn);
  const photo = files.find((f) => f.field === 'signature_photo' && f.size > 0);
  if (photo) return paperSignature(await photo.read());
  if (confirmed) return typedSignature(UNDERTAKING);
  throw new RuleBroken('allocation.signature_missing', {}, 'signature');
}

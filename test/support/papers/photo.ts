import { createHash, randomBytes } from 'node:crypto';
import sharp from 'sharp';

/** A small photo of noise: no two are alike. */
export async function somePhoto(width = 60, height = 40) {
  const raw = { width, height, channels: 3 as const };
  const bytes = await sharp(randomBytes(width * height * 3), { raw })
    .jpeg()
    .toBuffer();
  return { sha256: createHash('sha256').update(bytes).digest('hex'), read: async () => bytes, bytes };
}

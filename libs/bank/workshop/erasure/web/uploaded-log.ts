import type { Ctx } from '#platform/http';
import { RuleBroken } from '#platform/kernel';

/** The erasure log of a multipart request. @throws RuleBroken `refurbishment.log_missing` */
export async function logOf(ctx: Ctx): Promise<{ bytes: Buffer; filename: string }> {
  const file = ctx.files.find((f) => f.field === 'log');
  if (!file) throw new RuleBroken('refurbishment.log_missing', {}, 'log');
  return { bytes: await file.read(), filename: file.filename };
}

import type { Ctx } from '#platform/http';
import { RuleBroken } from '#platform/kernel';

/** The file of a multipart request; null where none came. */
export async function fileOf(ctx: Ctx): Promise<{ bytes: Buffer; filename: string } | null> {
  const file = ctx.files.find((f) => f.field === 'log');
  return file?.size ? { bytes: await file.read(), filename: file.filename } : null;
}

export const missing = (ctx: Ctx) =>
  new RuleBroken(
    ctx.files.some((f) => f.field === 'log') ? 'refurbishment.file_empty' : 'refurbishment.log_missing',
    {},
    'log',
  );

export const LOG_FILE = {
  schema: { type: 'object', required: ['log'], properties: { log: { type: 'string', format: 'binary' } } },
};

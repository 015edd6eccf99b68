import { createReadStream } from 'node:fs';
import type { UploadedFile } from '#bank/files/engine';
import type { Ctx } from '#platform/http';
import { RuleBroken } from '#platform/kernel';

/** The spreadsheet of a request, to be read once. @throws RuleBroken the code `missing` when none was chosen. */
export function uploadedSheet(ctx: Ctx, missing: `${string}.${string}`): UploadedFile {
  const sheet = sheetIn(ctx);
  if (!sheet) throw new RuleBroken(missing, {}, 'sheet');
  return sheet;
}

/** The spreadsheet of a request, where it has one. */
export function sheetIn(ctx: Ctx): UploadedFile | null {
  const file = ctx.files.find((f) => f.field === 'sheet');
  if (!file) return null;
  const { filename, size, sha256, path } = file;
  // Opened when it is read, so that a refusal before leaves no file open.
  const source = {
    [Symbol.asyncIterator]: () => createReadStream(path)[Symbol.asyncIterator]() as AsyncIterator<Buffer>,
  };
  return { filename, size, sha256, source };
}

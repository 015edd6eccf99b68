import { createReadStream } from 'node:fs';
import type { UploadedFile } from '#bank/files/engine';
import type { Ctx } from '#platform/http';
import { RuleBroken } from '#platform/kernel';

/** The old tool's file of a request, to be read once. @throws RuleBroken `data_import.file_missing` when none was chosen. */
export function oldFile(ctx: Ctx): UploadedFile {
  const file = ctx.files.find((f) => f.field === 'sheet');
  if (!file) throw new RuleBroken('data_import.file_missing', {}, 'sheet');
  const { filename, size, sha256, path } = file;
  // Opened when it is read, so that a refusal before leaves no file open.
  const source = {
    [Symbol.asyncIterator]: () => createReadStream(path)[Symbol.asyncIterator]() as AsyncIterator<Buffer>,
  };
  return { filename, size, sha256, source };
}

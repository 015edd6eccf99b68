import { Readable } from 'node:stream';
import type { OpenedBlob } from '#bank/documents';
import { Answer } from '#platform/http';

/** A photo on the wire. Nothing of it stays on a phone that others use. */
export const photoAnswer = (photo: OpenedBlob): Answer =>
  new Answer(200, Readable.from(photo.stream), {
    'content-type': photo.mime,
    'content-length': String(photo.size),
    'content-disposition': 'inline',
  });

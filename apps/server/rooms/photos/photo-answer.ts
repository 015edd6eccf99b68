import { Readable } from 'node:stream';
import type { OpenedBlob } from '#documents';
import { Answer } from '../../http/answer.js';

/** A photo on the wire. It never changes under its address, and only this person's browser may keep it. */
export const photoAnswer = (photo: OpenedBlob): Answer =>
  new Answer(200, Readable.from(photo.stream), {
    'content-type': photo.mime,
    'content-length': String(photo.size),
    'cache-control': 'private, max-age=86400',
    'content-disposition': 'inline',
  });

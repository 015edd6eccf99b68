import type { Readable } from 'node:stream';
import { ApiOkResponse } from '@nestjs/swagger';

/** What a handler gives back: status and headers of its own, whatever Nest would have chosen. */
export class Answer {
  constructor(
    readonly status: number,
    readonly body: string | Buffer | Readable | object | null,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

/** An answer that tells a program `T`. */
export class JsonAnswer<T extends object> extends Answer {
  declare readonly tells: T;
}

/** The answer of an act that takes `F`. */
export class Acted<F extends object, T extends object> extends JsonAnswer<T> {
  declare readonly takes: F;
}

/** @param page in UTF-8 (`renderPage`). */
export const html = (status: number, page: Buffer): Answer =>
  new Answer(status, page, { 'content-type': 'text/html; charset=utf-8' });

export const json = <T extends object>(status: number, body: T, type = 'application/json'): JsonAnswer<T> =>
  new JsonAnswer(status, body, { 'content-type': `${type}; charset=utf-8` });

/** True for a program that takes JSON and no page. */
export const asksJson = (req: { headers: { accept?: string | undefined } }): boolean =>
  /\bjson\b/.test(req.headers.accept ?? '') && !/text\/html/.test(req.headers.accept ?? '');

/** A redirect after a form, so that reloading never posts again. */
export const seeOther = (location: string): Answer => new Answer(303, null, { location });

/** A file's types, as the API's description says what it answers. */
export const fileContents = (types: readonly string[]) =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]));

/** Says of an operation of the API that it answers with a file of one of these types. */
export const Files = (...types: readonly string[]): MethodDecorator =>
  ApiOkResponse({ description: 'The file.', content: fileContents(types) });

import type { Readable } from 'node:stream';

/** What a handler gives back: status and headers of its own, whatever Nest would have chosen. */
export class Answer {
  constructor(
    readonly status: number,
    readonly body: string | Buffer | Readable | object | null,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

export const html = (status: number, body: string): Answer =>
  new Answer(status, body, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });

export const json = (status: number, body: object, type = 'application/json'): Answer =>
  new Answer(status, body, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' });

/** True for a program that takes JSON and no page. */
export const asksJson = (req: { headers: { accept?: string | undefined } }): boolean =>
  /\bjson\b/.test(req.headers.accept ?? '') && !/text\/html/.test(req.headers.accept ?? '');

/** A redirect after a form, so that reloading never posts again. */
export const seeOther = (location: string): Answer => new Answer(303, null, { location, 'cache-control': 'no-store' });

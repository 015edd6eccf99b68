import type { Readable } from 'node:stream';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, readsNames } from '#platform/kernel';

export class Answer {
  constructor(
    readonly status: number,
    readonly body: string | Buffer | Readable | object | null,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

export class JsonAnswer<T extends object> extends Answer {
  declare readonly tells: T;
}

export class Acted<F extends object, T extends object> extends JsonAnswer<T> {
  declare readonly takes: F;
}

export const html = (status: number, page: Buffer): Answer =>
  new Answer(status, page, { 'content-type': 'text/html; charset=utf-8' });

export const json = <T extends object>(status: number, body: T, type = 'application/json'): JsonAnswer<T> =>
  new JsonAnswer(status, body, { 'content-type': `${type}; charset=utf-8` });

/** The same of what was written as JSON already, by Postgres. It names no colleague, since nothing is left out of it. */
export const jsonText = <T extends object>(status: number, text: string): JsonAnswer<T> =>
  new Answer(status, text, { 'content-type': 'application/json; charset=utf-8' }) as JsonAnswer<T>;

/** True for a program that accepts JSON and no page. */
export const asksJson = (req: { headers: { accept?: string | undefined } }): boolean =>
  /\bjson\b/.test(req.headers.accept ?? '') && !/text\/html/.test(req.headers.accept ?? '');

export const seeOther = (location: string): Answer => new Answer(303, null, { location });

export const fileContents = (types: readonly string[]) =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]));

/** Describes an operation of the API that answers with a file of one of these types. */
export const Files = (...types: readonly string[]): MethodDecorator =>
  ApiOkResponse({ description: 'The file.', content: fileContents(types) });

export async function send(reply: FastifyReply, answer: Answer): Promise<void> {
  void reply.status(answer.status);
  for (const [name, value] of Object.entries(answer.headers)) void reply.header(name, value);
  const { ctx } = reply.request as { readonly ctx?: { readonly actor: Actor } };
  const nameless = answer instanceof JsonAnswer && ctx && !readsNames(ctx.actor);
  await reply.send(nameless ? JSON.stringify(answer.body, withoutColleagues) : (answer.body ?? ''));
}

/** Histories name colleagues within one organisation; a key that was not made for names is told their numbers. */
const withoutColleagues = (key: string, value: unknown): unknown => (key === 'operatorName' && value ? null : value);

import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { KEY_DAYS } from '#platform/database';
import { fileContents } from '#platform/http';
import { SHEET_FORMATS } from '#platform/kernel';
import { answerSchemas, problemSchemas, type RefusalStatus, refusal, refusals } from './api-answers.js';

const API = '/api/v1/';
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Parameter = Exclude<NonNullable<Operation['parameters']>[number], { $ref: string }>;

/** The OpenAPI description of what is under `/api/v1`; pages are left out. */
export function apiDescription(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Banque du Numérique')
    .setDescription(
      'Refusals are problem+json (RFC 9457) with a stable `code`. Every write honours `Idempotency-Key`. Lists are paged by an opaque `next`, given back as `after`.',
    )
    .setVersion('1')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      description: 'A token of « Réglages », shown once when it is made.',
    })
    .build();
  const document = SwaggerModule.createDocument(app, config);
  const paths = Object.entries(document.paths)
    .filter(([path]) => path.startsWith(API))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const told = answerSchemas();
  for (const [path, item] of paths)
    for (const method of METHODS) if (item[method]) complete(path, method, item[method], told.operations);
  const { Answer: _, ...schemas } = document.components?.schemas ?? {};
  return {
    ...document,
    paths: Object.fromEntries(paths),
    components: {
      ...document.components,
      schemas: { ...sorted({ ...schemas, ...told.schemas }), ...problemSchemas() },
      responses: refusals(),
      parameters: { IdempotencyKey: IDEMPOTENCY_KEY },
    },
  };
}

/** Serves the description; made at the first request, since most processes are never asked. */
export function serveApiDescription(app: INestApplication, fastify: FastifyInstance): void {
  let made: string | undefined;
  fastify.get('/api/v1/openapi.json', async (_req, reply) => {
    made ??= JSON.stringify(apiDescription(app));
    return reply.header('content-type', 'application/json; charset=utf-8').send(made);
  });
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: `Any text of the caller, such as a UUID. The same request with the same key within ${KEY_DAYS} days is done once; the answer to a repeat carries \`Idempotency-Replayed: true\`.`,
  schema: { type: 'string', maxLength: 200 },
} as const;

/** What holds for every operation of the API. */
function complete(
  path: string,
  method: (typeof METHODS)[number],
  operation: Operation,
  told: Readonly<Record<string, object>>,
): void {
  // `Class_method`, with a number behind it where the handler has several addresses.
  const [, type, handler] = /^(\w+?)_(\w+)/.exec(operation.operationId ?? '') ?? [];
  operation.operationId = [...(operation.tags ?? []), handler + listExported(path, operation)].join('_');
  // What an act takes of a query is for the page that asks (`asks` of `Act`), not for programs.
  const own = ((operation.parameters ?? []) as Parameter[]).filter((p) => !(method === 'post' && p.in === 'query'));
  // No query parameter is required.
  for (const parameter of own) if (parameter.in === 'query') parameter.required = false;
  const writes = method !== 'get';
  operation.parameters = [...own, ...(writes ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : [])];
  const refused: readonly RefusalStatus[] = [
    ...(writes ? [400 as const] : []),
    ...(operation.security ? [401 as const, 403 as const] : []),
    ...(path.includes('{') ? [404 as const] : []),
    ...(writes ? [409 as const, 413 as const] : []),
    ...(operation.requestBody || own.some((p) => p.in === 'query') ? [422 as const] : []),
    ...(writes || operation.security ? [429 as const] : []),
  ];
  operation.responses = {
    [writes ? '2XX' : '200']: success(path, writes, told[`${type}.${handler}`], operation),
    ...Object.fromEntries(refused.map((status) => [String(status), refusal(status)])),
  };
}

/** Which list an export is of, where its tag does not say it. */
function listExported(path: string, { tags = [] }: Operation): string {
  const [, list] = /([\w-]+)\/export$/.exec(path) ?? [];
  if (!list || path.includes('{') || tags.includes(list)) return '';
  return list.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function success(
  path: string,
  writes: boolean,
  schema: object | undefined,
  { responses }: Operation,
): Operation['responses'][string] {
  const own = responses['200'];
  const files = path.endsWith('/export') ? SHEETS : own && 'content' in own ? own.content : undefined;
  if (files && Object.values(files).every(isFile)) return { description: 'The file.', content: files };
  const description = writes
    ? 'Done, now or by an earlier request with this key. 201 when something new was made, else 200.'
    : 'As it is now.';
  return { description, content: schema ? { 'application/json': { schema } } : undefined };
}

const SHEETS = fileContents(Object.values(SHEET_FORMATS).map(({ mime }) => mime));
const isFile = ({ schema = {} }: { readonly schema?: object }): boolean =>
  'format' in schema && schema.format === 'binary';

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

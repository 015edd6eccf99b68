import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { KEY_DAYS } from '#platform/database';
import { fileContents, knownCodes } from '#platform/http';
import { packageRoot, SHEET_FORMATS } from '#platform/kernel';

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
  const own = ((operation.parameters ?? []) as Parameter[]).filter(
    // An export is all of its list.
    (p) => !(p.in === 'query' && (method === 'post' || (p.name === 'limit' && path.endsWith('/export')))),
  );
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

type Responses = NonNullable<NonNullable<OpenAPIObject['components']>['responses']>;
type Schema = Schemas[string];
type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** Why the API refuses, by status; the same everywhere. */
const REFUSALS = {
  400: 'What was sent could not be read: broken JSON, a broken multipart form.',
  401: 'No token, or one that was revoked.',
  403: 'This is not the work of the role that the token acts as.',
  404: 'Not there, or not for the organisation that the token acts for: the two answer alike.',
  409: 'A rule refuses; `code` says which, `facts` with what. Also an `Idempotency-Key` used for something else.',
  413: 'Too large: 20 MB for a file, 100 MB for a spreadsheet, 2 MB for JSON.',
  422: 'Fields to correct, each in `errors`.',
  429: 'Too many tries in a short time, or too many requests of one person at once: `Retry-After` says when.',
} as const;
/** Codes that come from no rule of a feature. */
const OF_EVERY_ROUTE = [
  'request.failed',
  'request.invalid',
  'request.not_allowed',
  'request.not_found',
  'request.sign_in_needed',
];
type RefusalStatus = keyof typeof REFUSALS;

const refusal = (status: RefusalStatus) => ({ $ref: `#/components/responses/refused${status}` });

const refusals = (): Responses =>
  Object.fromEntries(
    Object.entries(REFUSALS).map(([status, description]) => [
      `refused${status}`,
      { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    ]),
  );

/** RFC 9457, with the codes that a program may rely on. */
const problemSchemas = (): Schemas => ({
  Problem: {
    type: 'object',
    required: ['type', 'title', 'status', 'code'],
    properties: {
      type: { type: 'string', description: '`urn:banque-du-numerique:problem:` and the code.' },
      title: { type: 'string', description: 'A French sentence for people: what happened, and what to do.' },
      status: { type: 'integer' },
      code: { $ref: '#/components/schemas/ProblemCode' },
      field: { type: 'string', description: 'The field that the broken rule is about.' },
      facts: { type: 'object', additionalProperties: true, description: 'What the sentence speaks of.' },
      errors: { type: 'array', items: { $ref: '#/components/schemas/FieldProblem' } },
    },
  },
  ProblemCode: {
    type: 'string',
    description: 'Stable: a code keeps its meaning; new ones may come.',
    enum: [...OF_EVERY_ROUTE, ...knownCodes()].sort(),
  },
  FieldProblem: {
    type: 'object',
    required: ['field', 'code', 'message'],
    properties: {
      field: { type: 'string', description: 'Path of the field in what was sent, such as `expected.0.quantity`.' },
      code: { type: 'string', description: '`request.` and the constraint, such as `request.isUuid`.' },
      message: { type: 'string', description: 'A French sentence for people.' },
    },
  },
});

/** What handlers answer, by `Class.method`, and the named schemas in it: written by the build from their types. */
const answerSchemas = (): { operations: Readonly<Record<string, Schema>>; schemas: Schemas } =>
  JSON.parse(readFileSync(join(packageRoot(), 'dist/apps/server/answer-schemas.json'), 'utf8'));

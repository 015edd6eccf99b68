import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { knownCodes } from '#platform/http';
import { packageRoot } from '#platform/kernel';

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
export type RefusalStatus = keyof typeof REFUSALS;

export const refusal = (status: RefusalStatus) => ({ $ref: `#/components/responses/refused${status}` });

export const refusals = (): Responses =>
  Object.fromEntries(
    Object.entries(REFUSALS).map(([status, description]) => [
      `refused${status}`,
      { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    ]),
  );

/** RFC 9457, with the codes that a program may rely on. */
export const problemSchemas = (): Schemas => ({
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
export const answerSchemas = (): { operations: Readonly<Record<string, Schema>>; schemas: Schemas } =>
  JSON.parse(readFileSync(join(packageRoot(), 'dist/apps/server/answer-schemas.json'), 'utf8'));

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { NotFound } from '#platform/kernel';
import type { FieldProblem } from '#platform/ui';
import { isAgentRequest } from '../askers/agents.js';
import { Invalid, Refused } from '../refusals/refusals.js';
import { NOT_A_TEXT } from '../validation/validation.js';
import type { Uploaded } from './uploads.js';

/** No form of ours is deeper; walking a deeper one would only cost time. */
const DEEPEST = 32;
/** Nor wider: ten thousand devices for labels, two thousand words with their answers. */
const MOST_VALUES = 20_000;
const MOST_THINGS = 3_000;
/** Of one thing of the API; a form has all its fields side by side. */
const MOST_FIELDS = 1_000;
const MESSAGE =
  'Ce texte contient un caractère invisible que nous ne pouvons pas garder. Effacez-le et écrivez-le de nouveau.';

/** PostgreSQL stores neither the zero character nor lone surrogates. */
const storable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

const SECRET = /password|again|secret|pin/i;
/** Something visible: no space of any kind, nothing of zero width, no filler. */
const SEEN = /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * Refuses, before any route is asked, what could only fail: text that no table stores, names that hide a method. It is reported beside the field. A
 * text without a visible character counts as empty.
 */
export function refuseUnstorableText(app: FastifyInstance): void {
  app.addHook('preValidation', async (req: FastifyRequest & { uploads?: Uploaded[] }) => {
    if (!Object.values((req.params ?? {}) as object).every((value) => storable(String(value))))
      throw new NotFound('path');
    const names = req.uploads?.map((upload) => [upload.field, upload.filename]) ?? [];
    const problems = [
      ...problemsIn(req.query),
      ...problemsIn(req.body, req.url.startsWith('/api/') ? MOST_FIELDS : MOST_VALUES),
      ...problemsIn(Object.fromEntries(names)),
    ];
    if (problems.length) throw new Invalid(problems);
  });
}

function problemsIn(sent: unknown, mostFields = MOST_FIELDS): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const ahead: { value: unknown; field: string; depth: number }[] = [{ value: sent, field: '', depth: 0 }];
  let [values, things] = [0, 0];
  for (let here = ahead.pop(); here; here = ahead.pop()) {
    const { value, field, depth } = here;
    if (typeof value === 'string' && !storable(value))
      problems.push({ field, code: 'request.isStorable', message: MESSAGE });
    if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) continue;
    things += 1;
    const width = Array.isArray(value) ? value.length : Object.keys(value).length;
    values += width;
    const tooWide = values > MOST_VALUES || things > MOST_THINGS || (!Array.isArray(value) && width > mostFields);
    if (tooWide || depth === DEEPEST) throw new Refused(400, 'request.unreadable');
    for (const [name, inner] of Object.entries(value)) {
      const path = field ? `${field}.${name}` : name;
      if (!storable(name)) problems.push({ field: '', code: 'request.isStorable', message: MESSAGE });
      // It would hide the method that every object has.
      else if (name in Object.prototype) problems.push({ field, code: 'request.isString', message: NOT_A_TEXT });
      else if (typeof inner === 'string' && !SEEN.test(inner) && !SECRET.test(name))
        Object.assign(value, { [name]: '' });
      else ahead.push({ value: inner, field: path, depth: depth + 1 });
    }
  }
  return problems;
}

/**
 * Refuses a page's form whose fields hold anything but a text, a number, a boolean, or a list of these, also when sent as JSON: handlers may rely on
 * it. The API's bodies are checked by their classes, an agent's document by its reader.
 */
export function refuseOddForms(app: FastifyInstance): void {
  app.addHook('preValidation', async (req: FastifyRequest) => {
    const { body } = req;
    if (req.url.startsWith('/api/') || isAgentRequest(req) || body === undefined || body === null) return;
    if (typeof body !== 'object' || Array.isArray(body)) throw new Refused(400, 'request.unreadable');
    const problems = Object.entries(body).flatMap(([field, value]): FieldProblem[] =>
      isField(value) ? [] : [{ field, code: 'request.isString', message: NOT_A_TEXT }],
    );
    if (problems.length) throw new Invalid(problems);
  });
}

const isField = (value: unknown): boolean => (Array.isArray(value) ? value.every(isPlain) : isPlain(value));

const isPlain = (value: unknown): boolean => value === null || typeof value !== 'object';

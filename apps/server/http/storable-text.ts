import type { FastifyInstance, FastifyRequest } from 'fastify';
import { NotFound } from '#kernel';
import type { FieldProblem } from '../ui/index.js';
import { Invalid, Refused } from './refusals.js';
import type { Uploaded } from './uploads.js';

/** No form of ours is deeper; what is would only exhaust whoever walks it. */
const DEEPEST = 32;
const MESSAGE =
  'Ce texte contient un signe invisible que nous ne pouvons pas garder. Effacez-le et écrivez-le de nouveau.';

/** PostgreSQL keeps neither the zero character nor half of a surrogate pair. */
const storable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** Refuses, before any route is asked, text that no table could keep: a sentence beside the field and never a failure. */
export function refuseUnstorableText(app: FastifyInstance): void {
  app.addHook('preValidation', async (req: FastifyRequest & { uploads?: Uploaded[] }) => {
    if (!Object.values((req.params ?? {}) as object).every((value) => storable(String(value))))
      throw new NotFound('path');
    const names = req.uploads?.map((upload) => [upload.field, upload.filename]) ?? [];
    const problems = [...problemsIn(req.query), ...problemsIn(req.body), ...problemsIn(Object.fromEntries(names))];
    if (problems.length) throw new Invalid(problems);
  });
}

function problemsIn(sent: unknown): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const ahead: { value: unknown; field: string; depth: number }[] = [{ value: sent, field: '', depth: 0 }];
  for (let here = ahead.pop(); here; here = ahead.pop()) {
    const { value, field, depth } = here;
    if (typeof value === 'string' && !storable(value))
      problems.push({ field, code: 'request.isStorable', message: MESSAGE });
    if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) continue;
    if (depth === DEEPEST) throw new Refused(400, 'request.unreadable');
    for (const [name, inner] of Object.entries(value)) {
      const path = field ? `${field}.${name}` : name;
      if (!storable(name)) problems.push({ field: '', code: 'request.isStorable', message: MESSAGE });
      else ahead.push({ value: inner, field: path, depth: depth + 1 });
    }
  }
  return problems;
}

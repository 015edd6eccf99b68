import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { FieldProblem } from '#platform/ui';
import { isAgentRequest } from '../askers/agents.js';
import { Invalid, Refused } from '../refusals/refusals.js';
import { NOT_A_TEXT } from '../validation/validation.js';

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

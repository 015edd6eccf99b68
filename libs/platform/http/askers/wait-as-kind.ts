import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { asRequest } from '#platform/database';
import { isAgentRequest } from './agents.js';

/** A person before a page is told to come back sooner than a program (`PATIENCE`). Set again once the body is read, whose stream lost the context. */
export function waitAsKind(app: FastifyInstance): void {
  const wait = (req: FastifyRequest, _reply: FastifyReply, done: () => void) =>
    asRequest(req.url.startsWith('/api/') || isAgentRequest(req) ? 'api' : 'page', done);
  app.addHook('onRequest', wait);
  app.addHook('preHandler', wait);
}

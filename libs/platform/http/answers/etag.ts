import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { showedSomebody } from '#bank/people';
import type { Ctx } from '../ctx.js';

/**
 * Gives JSON of the API a weak ETag, a hash of what was made before it is compressed, and answers 304 without a body to whoever has it already
 * (RFC 9110, docs/adr/0114). The answer is made all the same: rights, looks and limits hold as ever, and only its way is spared.
 */
export function tagAnswers(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (req, reply, body) => {
    if (typeof body !== 'string' || !mayBeTagged(req, reply)) return body;
    const tag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
    void reply.header('etag', tag);
    if (!names(req.headers['if-none-match'], tag)) return body;
    void reply.status(304).removeHeader('content-type').removeHeader('content-length');
    // Fastify's HEAD measures what it leaves out: null would fail.
    return '';
  });
}

function mayBeTagged(req: FastifyRequest & { ctx?: Ctx }, reply: FastifyReply): boolean {
  if ((req.method !== 'GET' && req.method !== 'HEAD') || !req.url.startsWith('/api/v1/')) return false;
  if (reply.statusCode !== 200 || !String(reply.getHeader('content-type')).startsWith('application/json')) return false;
  // What somebody without a name is shown, by a secret address, is stored nowhere; nor what shows who somebody is.
  return req.ctx ? req.ctx.identity !== null && !showedSomebody(req.ctx.actor) : true;
}

/** Whether `If-None-Match` names it; weakly, as the RFC has it for GET. */
const names = (asked: string | undefined, tag: string): boolean =>
  (asked ?? '').split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag.slice(2));

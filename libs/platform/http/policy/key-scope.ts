import type { FastifyRequest } from 'fastify';
import type { KeyScope, Requester } from '#bank/people';
import { isAgentRequest, UPLOAD_API } from '../askers/agents.js';
import { Refused } from '../refusals/refusals.js';

/** What a key must be good for, route by route: what is only read; where machines say what they are; and all the rest. */
function scopeNeeded(req: Pick<FastifyRequest, 'method' | 'url'>): KeyScope {
  if (isAgentRequest(req)) return 'inventories';
  if (req.method === 'GET' || req.method === 'HEAD') return 'read';
  const path = req.url.split('?')[0]!.replace(/\/+$/, '');
  return path === UPLOAD_API ? 'inventories' : 'write';
}

/** A key does what it was made for, whatever its owner may: asked before its body is read, and again with the route. @throws Refused 403 */
export function mustBeInScope(
  req: Pick<FastifyRequest, 'method' | 'url'>,
  { scopes }: Pick<Requester, 'scopes'>,
): void {
  const needed = scopeNeeded(req);
  if (scopes && !scopes.includes(needed)) throw new Refused(403, 'request.key_scope', { scope: needed });
}

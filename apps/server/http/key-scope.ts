import type { FastifyRequest } from 'fastify';
import type { KeyScope } from '#people';
import { isAgentRequest, UPLOAD_API } from './agents.js';

/** What a key must be good for, route by route: what is only read; where machines say what they are; and all the rest. */
export function scopeNeeded(req: Pick<FastifyRequest, 'method' | 'url'>): KeyScope {
  if (isAgentRequest(req)) return 'inventories';
  if (req.method === 'GET' || req.method === 'HEAD') return 'read';
  const path = req.url.split('?')[0]!.replace(/\/+$/, '');
  return path === UPLOAD_API ? 'inventories' : 'write';
}

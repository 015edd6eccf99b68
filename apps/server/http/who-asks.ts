import type { FastifyRequest } from 'fastify';
import type { IdentifyService, Requester } from '#people';
import { readBearer, readSession } from './session-cookie.js';

type People = Pick<IdentifyService, 'bySession' | 'byToken'>;
interface Found {
  readonly at: number;
  readonly identity: Promise<Requester | null>;
}

/** A body may take minutes to arrive, and a session end meanwhile: what was found is believed for so long. */
const BELIEVED_MS = 30_000;

const found = new WeakMap<object, Found>();

/**
 * Who sends a request, by its session or, for the API, its token; null for a stranger, and for whoever invents either. Asked before the
 * body is read and again by the policy: Postgres once.
 */
export function whoAsks(req: Pick<FastifyRequest, 'headers' | 'url'>, people: People): Promise<Requester | null> {
  const known = found.get(req);
  if (known && Date.now() - known.at < BELIEVED_MS) return known.identity;
  const identity = identify(req, people);
  found.set(req, { at: Date.now(), identity });
  return identity;
}

async function identify(req: Pick<FastifyRequest, 'headers' | 'url'>, people: People): Promise<Requester | null> {
  if (req.url.startsWith('/api/')) {
    const token = readBearer(req);
    return token ? people.byToken(token) : null;
  }
  const session = readSession(req);
  return session ? people.bySession(session) : null;
}

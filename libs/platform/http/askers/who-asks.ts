import type { FastifyRequest } from 'fastify';
import type { IdentifyService, Requester } from '#bank/people';
import { readBearer, readSession } from '../cookies.js';
import { isSeen, noteSeen } from './seen-askers.js';

type People = Pick<IdentifyService, 'bySession' | 'byToken'>;
type Asking = Pick<FastifyRequest, 'headers' | 'url'> &
  Partial<Pick<FastifyRequest, 'ip' | 'method' | 'routeOptions' | 'server'>>;
interface Found {
  readonly at: number;
  readonly identity: Promise<Requester | null>;
}

/** A body may take minutes to arrive, and a session end meanwhile: the answer is reused for so long. */
const BELIEVED_MS = 30_000;

const found = new WeakMap<object, Found>();

/**
 * Who sends a request, by its session or, for the API, its token; null for a stranger or an invented secret. Asked before the body is read and again
 * by the policy, with one query.
 * @throws Refused as `NetworkDoor.enter`: a secret that was never seen here waits for its turn before Postgres is asked
 */
export function whoAsks(req: Asking, people: People): Promise<Requester | null> {
  const known = found.get(req);
  if (known && performance.now() - known.at < BELIEVED_MS) return known.identity;
  const identity = identify(req, people);
  found.set(req, { at: performance.now(), identity });
  return identity;
}

async function identify(req: Asking, people: People): Promise<Requester | null> {
  const isApi = req.url.startsWith('/api/');
  const secret = isApi ? readBearer(req) : readSession(req);
  if (!secret) return null;
  return inTurn(req, secret, () =>
    isApi ? people.byToken(secret) : people.bySession(secret, { list: asksForList(req) }),
  );
}

const asksForList = ({ method, routeOptions, server }: Asking): boolean =>
  method === 'GET' && routeOptions?.url !== undefined && server?.listPaths?.has(routeOptions.url) === true;

/** Looks up whose a secret is; one that was never seen here in the turn of its network. @throws as `whoAsks` */
export async function inTurn(
  { ip, server }: Asking,
  secret: string,
  lookUp: () => Promise<Requester | null>,
): Promise<Requester | null> {
  const leave = isSeen(secret) || !ip ? undefined : await server?.strangers?.lookUp({ ip });
  try {
    const identity = await lookUp();
    if (isSeen(secret) !== (identity !== null)) noteSeen(secret, identity !== null);
    return identity;
  } finally {
    leave?.();
  }
}

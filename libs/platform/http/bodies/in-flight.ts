import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IdentifyService, Requester } from '#bank/people';
import { UPLOAD_LIMIT } from '#platform/contract';
import { subscriberOf } from '#platform/kernel';
import { agentOf, senderOf, takesAnyPacking } from '../askers/agents.js';
import { whoAsks } from '../askers/who-asks.js';
import { mustBeInScope } from '../policy/policy.rule.js';
import { needsSignIn } from '../policy/route-rights.js';
import { Refused, SignInNeeded } from '../refusals/refusals.js';
import { ArrivingBody } from './arriving-body.js';
import { Pots, type Share } from './pots.js';
import { StrangersBodies } from './strangers-bodies.js';

const KB = 1024;
const MB = KB * KB;
/** The beginning of a body is not counted: a hundred forms at once are nothing, and no full pot stops them. */
const SMALL = 64 * KB;

export interface ReceivingBounds {
  /** Of one person, in bytes: a large spreadsheet, or five of the largest inventories. */
  readonly person?: number;
  /** Seven of the largest inventories, or one large spreadsheet and more. */
  readonly organisation?: number;
  readonly everybody?: number;
  /** Of one network of strangers, and of all: one file to compare, and four. */
  readonly network?: number;
  readonly strangers?: number;
  readonly stalledMs?: number;
  /** So is a stranger's of which less than `bytes` came in `ms`: the slowest mobile network brings ten times as much. */
  readonly slow?: { readonly bytes: number; readonly ms: number };
  readonly bodies?: StrangersBodies;
}

/** A stranger may send forms; where a paper is compared, its file too. */
const FORM_LIMIT = MB;
const COMPARED_LIMIT = UPLOAD_LIMIT + MB;
const limitOf = ({ method, routeOptions }: FastifyRequest): number =>
  method === 'POST' && routeOptions?.url === '/V/:ref' ? COMPARED_LIMIT : FORM_LIMIT;

/**
 * Bounds what is being received: the bytes that have arrived of one person, one organisation (429) and all (503), and the time that a body may stand
 * still. Strangers have separate pots, by network, so that members' uploads pass. A packed body is refused (415): nothing unpacks it. The sender is
 * known before a byte of the body is read.
 */
export function boundReceiving(
  app: FastifyInstance,
  people: () => IdentifyService,
  {
    person = 110 * MB,
    organisation = 150 * MB,
    everybody = 600 * MB,
    network = 24 * MB,
    strangers = 96 * MB,
    stalledMs = 60_000,
    slow = { bytes: 30 * KB, ms: 30_000 },
    bodies = new StrangersBodies(),
  }: ReceivingBounds = {},
): Pots {
  const pots = new Pots();
  const sharesOf = (identity: Requester | null, from: string): Share[] => {
    if (!identity)
      return [
        { of: 'strangers', most: strangers, status: 503 },
        { of: `network ${from}`, most: network, status: 429 },
      ];
    const { actor } = identity;
    const all: Share = { of: 'members', most: everybody, status: 503 };
    if (actor.kind === 'member')
      return [
        all,
        { of: actor.membershipId, most: person, status: 429 },
        { of: actor.organisationId, most: organisation, status: 429 },
      ];
    return [all, { of: actor.kind === 'instance_admin' ? actor.userId : actor.kind, most: person, status: 429 }];
  };
  app.addHook('preParsing', async (req, reply) => {
    const announced = announcedBy(req);
    if (announced === 0) return;
    const packing = req.headers['content-encoding'];
    if (packing && packing !== 'identity' && !takesAnyPacking(req)) throw new Refused(415, 'request.unreadable');
    const identity = agentOf(req) ?? senderOf(req) ?? (await whoAsks(req, people()));
    if (identity) mustBeInScope(req, identity);
    const from = subscriberOf(req.ip);
    const shares = sharesOf(identity, from);
    const most = identity ? Number.POSITIVE_INFINITY : limitOf(req);
    if (announced > most && !keepsFields(req)) throw tooLarge(req, most);
    const noRoom = announced > SMALL ? pots.whyFull(shares, announced) : null;
    if (noRoom) {
      reply.header('retry-after', '10');
      throw noRoom;
    }
    const body = new ArrivingBody(req, (one, bytes) => {
      if (one.arrived > most) return one.refuse(isTooLarge(most));
      const counted = Math.min(bytes, one.arrived - SMALL);
      if (counted > 0) pots.add(one, shares, counted);
    });
    pots.open(body, shares);
    body.endWhenStalled(stalledMs);
    reply.raw.once('close', () => pots.close(body, shares));
    if (identity) return;
    body.endWhenSlow(slow.bytes, slow.ms, reply);
    bodies.open(from, body);
    const over = (): void => bodies.close(from, body);
    req.raw.once('end', over);
    reply.raw.once('close', over);
  });
  return pots;
}

/** A form with files is read as far as allowed: after signing in, the person finds in the page what they had written. */
const keepsFields = ({ headers, url }: FastifyRequest): boolean =>
  !url.startsWith('/api/') && /^multipart\/form-data/i.test(headers['content-type'] ?? '');

/** A stranger's body that is too large; where only members come, they learn that they must sign in. */
const tooLarge = (req: FastifyRequest, most: number): Error =>
  needsSignIn(req) ? new SignInNeeded() : isTooLarge(most);

const isTooLarge = (most: number): Refused =>
  new Refused(413, 'request.too_large', { limit: `${Math.min(most, UPLOAD_LIMIT) / MB} Mo` });

/** What a request announces, in bytes; 1 without a length. */
function announcedBy({ headers }: Pick<FastifyRequest, 'headers'>): number {
  if (headers['transfer-encoding'] !== undefined) return 1;
  const length = Number(headers['content-length'] ?? 0);
  return Number.isFinite(length) && length > 0 ? length : 0;
}

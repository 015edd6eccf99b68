import { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { networkOf } from '#kernel';
import type { IdentifyService } from '#people';
import { UPLOAD_LIMIT } from '../contract/limits.js';
import { agentOf, senderOf, takesAnyPacking } from './agents.js';
import { mustBeInScope } from './key-scope.js';
import { Refused } from './refusals.js';
import { whoAsks } from './who-asks.js';

const MB = 1024 * 1024;
/** A form of a page; a hundred of them at once are nothing. */
const SMALL = 64 * 1024;
/** Without a byte of it for so long, a body is given up: who lost the network sends again. */
const STALLED_MS = 60_000;

export interface ReceivingBounds {
  /** Of one person: a large spreadsheet, or five of the largest inventories. */
  readonly person?: number;
  /** Of one organisation: seven of the largest inventories, or one large spreadsheet and more. */
  readonly organisation?: number;
  /** Of this process, whoever sends. */
  readonly everybody?: number;
  readonly stalledMs?: number;
}

/**
 * Bounds what is being received: the bytes of one person, one organisation (429) and all of them (503) at once, and the time that a body
 * may stand still. A packed body is refused (415): nothing unpacks it. Who sends is asked before a byte of the body is read; a stranger is known by the network address.
 */
export function boundReceiving(
  app: FastifyInstance,
  people: () => IdentifyService,
  { person = 110 * MB, organisation = 150 * MB, everybody = 600 * MB, stalledMs = STALLED_MS }: ReceivingBounds = {},
): void {
  const inFlight = new Map<string, number>();
  app.addHook('preParsing', async (req, reply) => {
    const bytes = bytesOf(req);
    if (bytes === 0) return;
    const packing = req.headers['content-encoding'];
    if (packing && packing !== 'identity' && !takesAnyPacking(req)) throw new Refused(415, 'request.unreadable');
    endWhenStalled(req, stalledMs);
    const identity = agentOf(req) ?? senderOf(req) ?? (await whoAsks(req, people()));
    if (identity) mustBeInScope(req, identity);
    if (bytes <= SMALL) return;
    const sums: [key: string, most: number, status: 429 | 503][] = [['', everybody, 503]];
    const { actor } = identity ?? {};
    if (actor?.kind === 'member')
      sums.push([actor.membershipId, person, 429], [actor.organisationId, organisation, 429]);
    else sums.push([actor?.kind === 'instance_admin' ? actor.userId : networkOf(req.ip), person, 429]);
    for (const [key, most, status] of sums) {
      const before = inFlight.get(key) ?? 0;
      // One that is alone is never refused here: what it may weigh is another rule.
      if (before === 0 || before + bytes <= most) continue;
      reply.header('retry-after', '10');
      throw new Refused(status, status === 429 ? 'request.too_much_at_once' : 'request.busy');
    }
    for (const [key] of sums) inFlight.set(key, (inFlight.get(key) ?? 0) + bytes);
    reply.raw.once('close', () => {
      for (const [key] of sums) {
        const left = (inFlight.get(key) ?? 0) - bytes;
        if (left > 0) inFlight.set(key, left);
        else inFlight.delete(key);
      }
    });
  });
}

/** What a request says that it brings; one that tells no length may bring a whole file. */
function bytesOf({ headers }: Pick<FastifyRequest, 'headers'>): number {
  if (headers['transfer-encoding'] !== undefined) return UPLOAD_LIMIT;
  const said = Number(headers['content-length'] ?? 0);
  return Number.isFinite(said) && said > 0 ? said : 0;
}

function endWhenStalled({ raw }: FastifyRequest, ms: number): void {
  const { socket } = raw;
  if (!(socket instanceof Socket)) return;
  const give = (): void => {
    socket.destroy();
  };
  socket.setTimeout(ms, give);
  const over = (): void => {
    socket.off('timeout', give);
    socket.setTimeout(0);
  };
  raw.once('end', over);
  raw.once('close', over);
}

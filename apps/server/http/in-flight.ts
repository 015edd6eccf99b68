import { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { UPLOAD_LIMIT } from '../contract/limits.js';
import { senderOf } from './agents.js';
import { Refused } from './refusals.js';
import { readBearer, readSession } from './session-cookie.js';

const MB = 1024 * 1024;
/** What one organisation may have us receive and read at once: seven of the largest inventories, or one large spreadsheet and more. */
const MOST = 150 * MB;
/** A form of a page; a hundred of them at once are nothing. */
const SMALL = 64 * 1024;
/** Without a byte of it for so long, a body is given up: who lost the network sends again. */
const STALLED_MS = 60_000;

export interface ReceivingBounds {
  readonly most?: number;
  readonly stalledMs?: number;
}

/**
 * Bounds what is being received: the bytes of one organisation at once (429), and the time that a body may stand still. An organisation
 * is known where a document is sent with its token; elsewhere whoever sends stands for it, by session, token or address.
 */
export function boundReceiving(
  app: FastifyInstance,
  { most = MOST, stalledMs = STALLED_MS }: ReceivingBounds = {},
): void {
  const inFlight = new Map<string, number>();
  app.addHook('preParsing', async (req, reply) => {
    const bytes = bytesOf(req);
    if (bytes === 0) return;
    endWhenStalled(req, stalledMs);
    if (bytes <= SMALL) return;
    const sender = senderOf(req) ?? readSession(req) ?? readBearer(req) ?? req.ip;
    const before = inFlight.get(sender) ?? 0;
    // One that is alone is never refused here: what it may weigh is another rule.
    if (before > 0 && before + bytes > most) {
      reply.header('retry-after', '10');
      throw new Refused(429, 'request.too_much_at_once');
    }
    inFlight.set(sender, before + bytes);
    reply.raw.once('close', () => {
      const left = (inFlight.get(sender) ?? 0) - bytes;
      if (left > 0) inFlight.set(sender, left);
      else inFlight.delete(sender);
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

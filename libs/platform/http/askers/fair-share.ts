import { availableParallelism } from 'node:os';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Requester } from '#bank/people';
import { Refused } from '../refusals/refusals.js';
import { Turnstile, type TurnstileBounds } from './turnstile.js';

/** Not a failure of ours: no alarm for the operator. */
const refusal = () => new Refused(429, 'request.too_many_at_once');
const CORES = availableParallelism();

export interface Shares {
  /** Of one person's pages, and as many of their programs: two connections to Postgres of three (`libs/platform/database/data-source.ts`). */
  readonly person: TurnstileBounds;
  /** Of agents, thirty at once on a workshop's network: one that is refused comes back the next day. */
  readonly agents: TurnstileBounds;
  readonly organisation: TurnstileBounds;
}

const SHARES: Shares = {
  person: { served: Math.max(4, 2 * CORES), waiting: 100, waitMs: 10_000, refusal },
  agents: { served: Math.max(4, 2 * CORES), waiting: 500, waitMs: 60_000, refusal },
  organisation: { served: Math.max(12, 6 * CORES), waiting: 200, waitMs: 10_000, refusal },
};

type Served = FastifyRequest & { share?: Leaving };
interface Leaving {
  person: () => void;
  organisation: () => void;
}

/**
 * How much of the server one person and one organisation may have at once; what is too much waits its turn. Places are given back once the answer is
 * made; for a stream (an export), the person's only when it was sent.
 */
export class FairShare {
  readonly #doors = new Map<string, Turnstile>();

  constructor(private readonly shares: Shares = SHARES) {}

  get size(): number {
    return this.#doors.size;
  }

  /** Waits until a request of this person may be served. @throws Refused 429 when too many of theirs wait, or for too long */
  async admit(req: FastifyRequest, reply: FastifyReply, { actor }: Requester): Promise<void> {
    if (actor.kind !== 'member' && actor.kind !== 'instance_admin') return;
    const isAgent = actor.channel === 'agent';
    const person = await this.#enter(
      `${actor.userId ?? (actor.kind === 'member' ? actor.membershipId : '')} ${actor.channel}`,
      isAgent ? this.shares.agents : this.shares.person,
    );
    const organisation =
      actor.kind === 'member' && !isAgent
        ? await this.#enter(actor.organisationId, this.shares.organisation).catch((error: unknown) => {
            person();
            throw error;
          })
        : () => undefined;
    (req as Served).share = { person, organisation };
    const left = () => leave(req, true);
    // If the client hangs up, `onSend` never runs.
    reply.raw.once('close', left);
    if (reply.raw.destroyed) left();
  }

  async #enter(key: string, bounds: TurnstileBounds): Promise<() => void> {
    const door = this.#doors.get(key) ?? new Turnstile(bounds);
    this.#doors.set(key, door);
    const out = await door.enter();
    return () => {
      out();
      if (door.empty && this.#doors.get(key) === door) this.#doors.delete(key);
    };
  }
}

function leave(req: Served, whole: boolean): void {
  req.share?.organisation();
  if (whole) req.share?.person();
}

/** Before answers are compressed: what is a stream here is read while it is sent. */
export function shareFairly(app: FastifyInstance, shares?: Shares): FairShare {
  app.addHook('onSend', async (req, _reply, payload) => {
    leave(req, typeof (payload as { pipe?: unknown } | null)?.pipe !== 'function');
  });
  return new FairShare(shares);
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refused } from './refusals.js';

/** How many strangers are served at once, how many wait for their turn, and how long: what is open to everybody must leave room for members. */
const SERVED = 4;
const WAITING = 200;
const WAIT_MS = 5_000;

interface Bounds {
  readonly served: number;
  readonly waiting: number;
  readonly waitMs: number;
}

/** Lets so many in at once, the others in the order in which they came. */
export class Turnstile {
  #inside = 0;
  readonly #queue: (() => void)[] = [];

  /** How many are being served now. */
  get inside(): number {
    return this.#inside;
  }

  constructor(private readonly bounds: Bounds = { served: SERVED, waiting: WAITING, waitMs: WAIT_MS }) {}

  /**
   * Waits for a place. @returns how to give it back; more than once does no harm.
   * @throws Refused 503 when too many wait already, or no place came free in time.
   */
  async enter(): Promise<() => void> {
    if (this.#inside < this.bounds.served) this.#inside += 1;
    else await this.#turn();
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const next = this.#queue.shift();
      if (next) next();
      else this.#inside -= 1;
    };
  }

  #turn(): Promise<void> {
    if (this.#queue.length >= this.bounds.waiting) throw new Refused(503, 'request.busy');
    return new Promise((enter, refuse) => {
      const timer = setTimeout(() => {
        this.#queue.splice(this.#queue.indexOf(turn), 1);
        refuse(new Refused(503, 'request.busy'));
      }, this.bounds.waitMs);
      const turn = () => {
        clearTimeout(timer);
        enter();
      };
      this.#queue.push(turn);
    });
  }
}

type AtTheDoor = FastifyRequest & { leaveTheDoor?: () => void };

/** Gives back a stranger's place once the answer is made: whoever reads it slowly keeps nobody out. */
export function boundStrangers(app: FastifyInstance): Turnstile {
  app.addHook('onSend', async (req: AtTheDoor) => req.leaveTheDoor?.());
  return new Turnstile();
}

/** Gives a stranger's place back before the answer: while another site is asked, nobody else waits for them. */
export const leaveTheDoor = (req: FastifyRequest): void => (req as AtTheDoor).leaveTheDoor?.();

/** Waits until a stranger's request may be served. */
export async function admitStranger(req: AtTheDoor, reply: FastifyReply, door: Turnstile): Promise<void> {
  const leave = await door.enter();
  req.leaveTheDoor = leave;
  // Who hangs up before the answer is never sent one.
  reply.raw.once('close', leave);
  if (reply.raw.destroyed) leave();
}

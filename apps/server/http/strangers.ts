import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Turnstile } from './turnstile.js';

/** How many strangers are served at once, how many wait for their turn, and how long: what is open to everybody must leave room for members. */
const SERVED = 4;
const WAITING = 200;
const WAIT_MS = 5_000;

type AtTheDoor = FastifyRequest & { releasePlace?: () => void };

/** Gives back a stranger's place once the answer is made: whoever reads it slowly keeps nobody out. */
export function boundStrangers(app: FastifyInstance): Turnstile {
  app.addHook('onSend', async (req: AtTheDoor) => req.releasePlace?.());
  return new Turnstile({ served: SERVED, waiting: WAITING, waitMs: WAIT_MS });
}

/** Gives a stranger's place back before the answer: while another site is asked, nobody else waits for them. */
export const releasePlace = (req: FastifyRequest): void => (req as AtTheDoor).releasePlace?.();

/** Waits until a stranger's request may be served. */
export async function admitStranger(req: AtTheDoor, reply: FastifyReply, door: Turnstile): Promise<void> {
  const leave = await door.enter();
  req.releasePlace = leave;
  // Who hangs up before the answer is never sent one.
  reply.raw.once('close', leave);
  if (reply.raw.destroyed) leave();
}

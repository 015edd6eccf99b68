import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { subscriberOf } from '#kernel';
import { NetworkDoor, type NetworkDoorBounds } from './network-door.js';
import { Refused } from './refusals.js';

/** How many strangers are served at once, how many wait for their turn, and how long: what is open to everybody must leave room for members. */
const BOUNDS: NetworkDoorBounds = { served: 4, ofNetwork: 2, waiting: 1_000, waitMs: 5_000 };

/** How many of them wait for another site's answer: a slow one, and whoever asks it without pause, leave others room (`provider-client.ts`). */
const ELSEWHERE: NetworkDoorBounds = { served: 16, ofNetwork: 4, waiting: 200, waitMs: 5_000 };

/** Where people come in: a door of its own, which nobody crowds by asking for something else. */
const SIGN_IN = /^\/(?:connexion|mot-de-passe)/;

type AtTheDoor = FastifyRequest & { leavePlace?: () => void };

/** The doors that those pass who do not say who they are. */
export class StrangersDoors {
  readonly #signIn: NetworkDoor;
  readonly #others: NetworkDoor;
  readonly #elsewhere = new NetworkDoor(ELSEWHERE);

  constructor(bounds: NetworkDoorBounds = BOUNDS) {
    this.#signIn = new NetworkDoor(bounds);
    this.#others = new NetworkDoor(bounds);
  }

  get inside(): number {
    return this.#signIn.inside + this.#others.inside;
  }

  /** Waits for a place. @throws as `NetworkDoor.enter` */
  enter({ url, ip }: Pick<FastifyRequest, 'url' | 'ip'>): Promise<() => void> {
    return (SIGN_IN.test(url) ? this.#signIn : this.#others).enter(subscriberOf(ip));
  }

  /** Waits until another site may be asked. @throws as `NetworkDoor.enter` */
  goElsewhere({ ip }: Pick<FastifyRequest, 'ip'>): Promise<() => void> {
    return this.#elsewhere.enter(subscriberOf(ip));
  }
}

/** Gives back a stranger's place once the answer is made: whoever reads it slowly keeps nobody out. */
export function boundStrangers(app: FastifyInstance): StrangersDoors {
  app.addHook('onSend', async (req: AtTheDoor) => req.leavePlace?.());
  return new StrangersDoors();
}

/** Gives a stranger's place back before the answer. */
export const releasePlace = (req: FastifyRequest): void => (req as AtTheDoor).leavePlace?.();

/** While another site is asked, a stranger holds no place at the door, and a few of one network ask at once. @throws as `NetworkDoor.enter` */
export async function goElsewhere(req: AtTheDoor): Promise<void> {
  if (!req.leavePlace || !req.server.strangers) return;
  req.leavePlace();
  req.leavePlace = await req.server.strangers.goElsewhere(req);
  if (req.raw.destroyed) req.leavePlace();
}

/** Waits until a stranger's request may be served. @throws Refused also when whoever sent it has left meanwhile: nothing is done for nobody */
export async function admitStranger(req: AtTheDoor, reply: FastifyReply, doors: StrangersDoors): Promise<void> {
  req.leavePlace = await doors.enter(req);
  // Who hangs up before the answer is never sent one.
  reply.raw.once('close', () => req.leavePlace?.());
  if (!reply.raw.destroyed) return;
  req.leavePlace();
  throw new Refused(503, 'request.busy');
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type IdentifyService, isDeviceOfOurs } from '#bank/people';
import { subscriberOf } from '#platform/kernel';
import { readDevice } from '../cookies.js';
import { Refused } from '../refusals/refusals.js';
import { agentOf } from './agents.js';
import { NetworkDoor, type NetworkDoorBounds } from './network-door.js';
import { whoAsks } from './who-asks.js';

/** How many strangers are served at once, and wait: what is open to everybody must leave room for members. */
const BOUNDS: NetworkDoorBounds = {
  served: 4,
  ofNetwork: 2,
  waiting: 4_000,
  waitMs: 5_000,
  rest: { times: 4, leastMs: 5, mostMs: 50 },
};

/** How many wait for another site's answer: a slow one, and whoever asks it without pause, leave others room (`provider-client.ts`). */
const ELSEWHERE: NetworkDoorBounds = { served: 16, ofNetwork: 4, waiting: 200, waitMs: 5_000 };

/** Signing in has a door of its own, which no other requests crowd. */
const SIGN_IN = /^\/(?:connexion|mot-de-passe)/;

type AtTheDoor = FastifyRequest & { leavePlace?: () => void };
type Coming = Pick<FastifyRequest, 'url' | 'ip'> & Partial<Pick<FastifyRequest, 'headers'>>;

export class StrangersDoors {
  readonly #signIn: NetworkDoor;
  /** Browsers in which somebody signed in before: whoever has no account cannot crowd this door. */
  readonly #knownBrowsers: NetworkDoor;
  readonly #pages: NetworkDoor;
  readonly #fromMemory: NetworkDoor;
  /** Until it is known whose a secret is. */
  readonly #lookUps: NetworkDoor;
  readonly #elsewhere = new NetworkDoor(ELSEWHERE);

  constructor(bounds: NetworkDoorBounds = BOUNDS) {
    this.#signIn = new NetworkDoor(bounds);
    this.#knownBrowsers = new NetworkDoor(bounds);
    this.#pages = new NetworkDoor(bounds);
    this.#fromMemory = new NetworkDoor(bounds);
    this.#lookUps = new NetworkDoor(bounds);
  }

  get inside(): number {
    const all = [this.#signIn, this.#knownBrowsers, this.#pages, this.#fromMemory, this.#lookUps];
    return all.reduce((sum, door) => sum + door.inside, 0);
  }

  /** Waits for a place. @throws as `NetworkDoor.enter` */
  enter({ url, ip, headers }: Coming): Promise<() => void> {
    if (!SIGN_IN.test(url)) return this.#pages.enter(subscriberOf(ip));
    const browser = headers ? readDevice({ headers }) : null;
    return browser && isDeviceOfOurs(browser)
      ? this.#knownBrowsers.enter(browser)
      : this.#signIn.enter(subscriberOf(ip));
  }

  /** As `enter`, for what is answered from memory: a script, a page that does not exist, an early refusal. */
  enterForMemory({ ip }: Pick<FastifyRequest, 'ip'>): Promise<() => void> {
    return this.#fromMemory.enter(subscriberOf(ip));
  }

  /** Waits until Postgres may be asked whose a secret is that may be invented. @throws as `NetworkDoor.enter` */
  lookUp({ ip }: Pick<FastifyRequest, 'ip'>): Promise<() => void> {
    return this.#lookUps.enter(subscriberOf(ip));
  }

  goElsewhere({ ip }: Pick<FastifyRequest, 'ip'>): Promise<() => void> {
    return this.#elsewhere.enter(subscriberOf(ip));
  }
}

/**
 * Has strangers wait for their turn before their request reaches a route; not before their body is here, so that a slow sender holds no place. It is
 * given back once the answer is made, so that a slow reader holds none either.
 */
export function boundStrangers(app: FastifyInstance, people: () => IdentifyService): StrangersDoors {
  app.addHook('preHandler', async (req: AtTheDoor, reply) => {
    if (!isDeclared(req)) return waitForMemory(req, reply);
    if (agentOf(req) ?? (await whoAsks(req, people()))) return;
    if (app.strangers) await hold(req, reply, await app.strangers.enter(req));
  });
  app.addHook('onSend', async (req: AtTheDoor) => req.leavePlace?.());
  return new StrangersDoors();
}

const isDeclared = ({ server, routeOptions }: FastifyRequest): boolean =>
  routeOptions?.url !== undefined && server.declaredPaths?.has(routeOptions.url) === true;

/** Waits to be answered from memory, where no place is held yet. @throws as `NetworkDoor.enter` */
export async function waitForMemory(req: AtTheDoor, reply: FastifyReply): Promise<void> {
  if (req.leavePlace || !req.server.strangers) return;
  await hold(req, reply, await req.server.strangers.enterForMemory(req));
}

export const releasePlace = (req: FastifyRequest): void => (req as AtTheDoor).leavePlace?.();

/** While another site is asked, a stranger gives their place back and waits at another door. @throws as `NetworkDoor.enter` */
export async function goElsewhere(req: AtTheDoor): Promise<void> {
  if (!req.leavePlace || !req.server.strangers) return;
  req.leavePlace();
  req.leavePlace = await req.server.strangers.goElsewhere(req);
  if (req.raw.destroyed) req.leavePlace();
}

/** @throws Refused when the sender has left meanwhile */
async function hold(req: AtTheDoor, reply: FastifyReply, leavePlace: () => void): Promise<void> {
  req.leavePlace = leavePlace;
  // If the client hangs up, `onSend` never runs.
  reply.raw.once('close', leavePlace);
  if (!reply.raw.destroyed) return;
  leavePlace();
  throw new Refused(503, 'request.busy');
}

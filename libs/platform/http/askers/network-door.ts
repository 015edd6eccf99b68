import { Refused } from '../refusals/refusals.js';

export interface NetworkDoorBounds {
  readonly served: number;
  readonly ofNetwork: number;
  readonly waiting: number;
  readonly waitMs: number;
  /**
   * How long a place rests before it is taken again: so many times the time it was held, within bounds. Whoever asks without pause gets a part of the
   * process, not one turn after the other of its event loop.
   */
  readonly rest?: { readonly times: number; readonly leastMs: number; readonly mostMs: number };
}

/** A network with so many waiting is a crowd, or asks without pause: refusing it must cost as little as possible. */
const CROWD = 50;

/** Refused as part of a crowd: no page is rendered for it, and no line logged. */
export class SentAway extends Refused {
  constructor() {
    super(503, 'request.busy');
  }
}

interface Turn {
  readonly enter: () => void;
  readonly refuse: () => void;
}

interface Network {
  inside: number;
  resting: number;
  readonly turns: Turn[];
}

/**
 * Lets so many in at once, a few of each network; the others wait, and networks take turns. Where too many wait, the last of the network with most of
 * them is refused.
 */
export class NetworkDoor {
  #inside = 0;
  #resting = 0;
  #waiting = 0;
  /** In the order of their next turns. */
  readonly #networks = new Map<string, Network>();

  constructor(private readonly bounds: NetworkDoorBounds) {}

  get inside(): number {
    return this.#inside;
  }

  /**
   * Waits for a place.
   * @returns how to give it back; calling it twice does no harm
   * @throws Refused 503 when too many wait already, or none came free in time
   */
  async enter(name: string): Promise<() => void> {
    const network = this.#networks.get(name) ?? { inside: 0, resting: 0, turns: [] };
    this.#networks.set(name, network);
    if (this.#mayEnter(network)) this.#take(network);
    else await this.#turn(name, network);
    const begun = performance.now();
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#inside -= 1;
      network.inside -= 1;
      this.#rest(name, network, performance.now() - begun);
    };
  }

  /** Never at once: four hundred pages made in one turn of the event loop are half a second in which nobody else is answered. */
  #rest(name: string, network: Network, tookMs: number): void {
    this.#resting += 1;
    network.resting += 1;
    const over = (): void => {
      this.#resting -= 1;
      network.resting -= 1;
      this.#next();
      this.#forget(name, network);
    };
    const { rest } = this.bounds;
    if (rest) setTimeout(over, Math.min(Math.max(rest.times * tookMs, rest.leastMs), rest.mostMs));
    else setImmediate(over);
  }

  #mayEnter({ inside, resting }: Network): boolean {
    return this.#inside + this.#resting < this.bounds.served && inside + resting < this.bounds.ofNetwork;
  }

  #take(network: Network): void {
    this.#inside += 1;
    network.inside += 1;
  }

  #turn(name: string, network: Network): Promise<void> {
    if (this.#waiting >= this.bounds.waiting && !this.#makeRoom(network)) {
      this.#forget(name, network);
      throw refusalOf(network);
    }
    return new Promise((enter, refuse) => {
      const over = (): void => {
        clearTimeout(timer);
        this.#waiting -= 1;
      };
      const turn: Turn = {
        enter: () => {
          over();
          enter();
        },
        refuse: () => {
          over();
          const refusal = refusalOf(network);
          network.turns.splice(network.turns.indexOf(turn), 1);
          this.#forget(name, network);
          refuse(refusal);
        },
      };
      const timer = setTimeout(turn.refuse, this.bounds.waitMs);
      network.turns.push(turn);
      this.#waiting += 1;
    });
  }

  /** Refuses the last of the longest queue, where that is longer than this network's. */
  #makeRoom({ turns }: Network): boolean {
    const longest = [...this.#networks.values()].reduce((most, one) =>
      one.turns.length > most.turns.length ? one : most,
    );
    if (longest.turns.length <= turns.length) return false;
    longest.turns.at(-1)?.refuse();
    return true;
  }

  /** Admits whoever's turn it is; their network's next turn comes after everybody else's. */
  #next(): void {
    while (this.#inside + this.#resting < this.bounds.served) {
      const ready = [...this.#networks].find(([, one]) => one.turns.length > 0 && this.#mayEnter(one));
      if (!ready) return;
      const [name, network] = ready;
      this.#networks.delete(name);
      this.#networks.set(name, network);
      this.#take(network);
      network.turns.shift()?.enter();
    }
  }

  #forget(name: string, { inside, resting, turns }: Network): void {
    if (inside + resting + turns.length === 0) this.#networks.delete(name);
  }
}

const refusalOf = ({ turns }: Network): Refused =>
  turns.length >= CROWD ? new SentAway() : new Refused(503, 'request.busy');

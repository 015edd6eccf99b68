import { Refused } from './refusals.js';

export interface NetworkDoorBounds {
  readonly served: number;
  /** Of one network, so that there is always room for another. */
  readonly ofNetwork: number;
  /** Of all networks. */
  readonly waiting: number;
  readonly waitMs: number;
}

interface Turn {
  readonly enter: () => void;
  readonly refuse: () => void;
}

interface Network {
  inside: number;
  readonly turns: Turn[];
}

/**
 * Lets so many in at once, a few of each network; the others wait, and networks take turns: whoever sends four hundred requests waits for
 * themselves. Where too many wait, the last of the network that has most of them is told to come back.
 */
export class NetworkDoor {
  #inside = 0;
  #waiting = 0;
  /** In the order of their next turns. */
  readonly #networks = new Map<string, Network>();

  constructor(private readonly bounds: NetworkDoorBounds) {}

  /** How many are being served now. */
  get inside(): number {
    return this.#inside;
  }

  /**
   * Waits for a place. @returns how to give it back; more than once does no harm.
   * @throws Refused 503 when too many wait already, or none came free in time
   */
  async enter(name: string): Promise<() => void> {
    const network = this.#networks.get(name) ?? { inside: 0, turns: [] };
    this.#networks.set(name, network);
    if (this.#mayEnter(network)) this.#take(network);
    else await this.#turn(name, network);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#inside -= 1;
      network.inside -= 1;
      this.#next();
      this.#forget(name, network);
    };
  }

  #mayEnter({ inside }: Network): boolean {
    return this.#inside < this.bounds.served && inside < this.bounds.ofNetwork;
  }

  #take(network: Network): void {
    this.#inside += 1;
    network.inside += 1;
  }

  #turn(name: string, network: Network): Promise<void> {
    if (this.#waiting >= this.bounds.waiting && !this.#makeRoom(network)) {
      this.#forget(name, network);
      throw new Refused(503, 'request.busy');
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
          network.turns.splice(network.turns.indexOf(turn), 1);
          this.#forget(name, network);
          refuse(new Refused(503, 'request.busy'));
        },
      };
      const timer = setTimeout(turn.refuse, this.bounds.waitMs);
      network.turns.push(turn);
      this.#waiting += 1;
    });
  }

  /** Sends the last of the longest queue away, where that is longer than this network's. */
  #makeRoom({ turns }: Network): boolean {
    const longest = [...this.#networks.values()].reduce((most, one) =>
      one.turns.length > most.turns.length ? one : most,
    );
    if (longest.turns.length <= turns.length) return false;
    longest.turns.at(-1)?.refuse();
    return true;
  }

  /** Whoever's turn it is goes in; their network's next turn comes after everybody else's. */
  #next(): void {
    while (this.#inside < this.bounds.served) {
      const ready = [...this.#networks].find(([, one]) => one.turns.length > 0 && this.#mayEnter(one));
      if (!ready) return;
      const [name, network] = ready;
      this.#networks.delete(name);
      this.#networks.set(name, network);
      this.#take(network);
      network.turns.shift()?.enter();
    }
  }

  #forget(name: string, { inside, turns }: Network): void {
    if (inside === 0 && turns.length === 0) this.#networks.delete(name);
  }
}

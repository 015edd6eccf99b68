import { Refused } from '../refusals/refusals.js';
import type { ArrivingBody } from './arriving-body.js';

/** In which pot the bytes of a body are counted, and how many it takes. */
export interface Share {
  readonly of: string;
  readonly most: number;
  /** 429: their own doing; 503: everybody's. */
  readonly status: 429 | 503;
}

interface Pot {
  held: number;
  readonly bodies: Map<ArrivingBody, number>;
}

const refusalOf = ({ status }: Share): Refused =>
  new Refused(status, status === 429 ? 'request.too_much_at_once' : 'request.busy');

/** Bytes that have arrived and are not answered yet. Announced bytes reserve nothing: announcing costs nothing. */
export class Pots {
  readonly #pots = new Map<string, Pot>();

  held(of: string): number {
    return this.#pots.get(of)?.held ?? 0;
  }

  /** Why so many bytes more have no room beside those of others; null when they have. A sender who is alone is never refused here. */
  whyFull(shares: readonly Share[], bytes: number): Refused | null {
    const full = shares.find(({ of, most }) => this.held(of) > 0 && this.held(of) + bytes > most);
    return full ? refusalOf(full) : null;
  }

  open(body: ArrivingBody, shares: readonly Share[]): void {
    for (const { of } of shares) {
      const pot = this.#pots.get(of) ?? { held: 0, bodies: new Map() };
      this.#pots.set(of, pot);
      pot.bodies.set(body, 0);
    }
  }

  /** Counts bytes that came. Where there are too many, the body that began last is refused, so that the others complete. */
  add(body: ArrivingBody, shares: readonly Share[], bytes: number): void {
    for (const share of shares) {
      const pot = this.#pots.get(share.of);
      const before = pot?.bodies.get(body);
      if (!pot || before === undefined) continue;
      while (pot.held > before && pot.held + bytes > share.most) {
        const last = [...pot.bodies.keys()].findLast((one) => one.isArriving) ?? body;
        last.refuse(refusalOf(share));
        if (last === body) return;
        // What still comes of it is discarded and no longer counted.
        pot.held -= pot.bodies.get(last) ?? 0;
        pot.bodies.delete(last);
      }
      pot.held += bytes;
      pot.bodies.set(body, before + bytes);
    }
  }

  close(body: ArrivingBody, shares: readonly Share[]): void {
    for (const { of } of shares) {
      const pot = this.#pots.get(of);
      if (!pot) continue;
      pot.held -= pot.bodies.get(body) ?? 0;
      pot.bodies.delete(body);
      if (pot.bodies.size === 0) this.#pots.delete(of);
    }
  }
}

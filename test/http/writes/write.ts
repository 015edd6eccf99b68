import { DEMO_PASSWORD } from '#bank/demo';
import type { Role } from '#platform/kernel';
import type { World } from '../../support/things/world.js';

/** One write through the API that succeeds in the demo as it is when its turn comes. */
export interface ValidWrite {
  readonly as: Role | 'stranger' | 'bench_pc';
  /** The address below `/api/v1`, with real ids. */
  readonly path: string;
  readonly body?: object;
  readonly file?: { readonly field: string; readonly name: string; readonly bytes: Buffer };
}

/** By route as declared, in the order in which they are sent: what one makes, the next one may use. */
export type Writes = Readonly<Record<string, (w: World) => ValidWrite | Promise<ValidWrite>>>;

export const SIGNED = { password: DEMO_PASSWORD };

/** A donation of such a donor, in such a state. */
export const donation = (w: World, donor: string, state: string) =>
  w.value(
    'SELECT d.id FROM intake.donation d JOIN intake.donor o ON o.id = d.donor_id WHERE o.kind = $1 AND d.state = $2',
    donor,
    state,
  );

import { DEMO_PASSWORD } from '#demo';
import type { Role } from '#kernel';
import type { World } from '../../support/world.js';

/** One write through the API that succeeds in the demo as it is when its turn comes. */
export interface ValidWrite {
  readonly as: Role | 'stranger';
  /** The address below `/api/v1`, with real ids. */
  readonly path: string;
  readonly body?: object;
  readonly file?: { readonly field: string; readonly name: string; readonly bytes: Buffer };
}

/** By route as declared, in the order in which they are sent: what one makes, the next one may use. */
export type Writes = Readonly<Record<string, (w: World) => ValidWrite | Promise<ValidWrite>>>;

export const SIGNED = { password: DEMO_PASSWORD };

import pg from 'pg';
import { clock } from '#platform/kernel';
import { eventually } from './eventually.js';
import type { Services } from './services.js';

/** The clock of a suite's bank, which its owner moves; `back` at the end, so that no other suite of the process lives later. */
export interface BankClock {
  /** Lets so much time go by, as `13 months` or `2 hours`. */
  readonly pass: (interval: string) => Promise<void>;
  /** Goes to a moment, from which time goes on. */
  readonly goTo: (moment: string) => Promise<void>;
  readonly back: () => Promise<void>;
}

/** @param s whose ears hear that the clock was moved: the process's own clock follows. */
export function bankClock({ database }: Pick<Services, 'database'>): BankClock {
  const set = async (ahead: string, values: readonly string[] = []): Promise<void> => {
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    try {
      await owner.query(`SELECT platform.set_clock(${ahead})`, [...values]);
      const { rows } = await owner.query<{ ms: number }>(
        'SELECT round(extract(epoch FROM platform.now() - now()) * 1000)::float8 AS ms',
      );
      await eventually('this process follows the clock', async () => Math.abs(clock.ahead() - rows[0]!.ms) < 1);
    } finally {
      await owner.end();
    }
  };
  return {
    pass: (interval) => set('platform.now() - now() + $1::interval', [interval]),
    goTo: (moment) => set('$1::timestamptz - now()', [moment]),
    back: () => set(`interval '0'`),
  };
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type Reader, rows } from '#platform/database';
import { type Actor, isMember, may, READ, type Waiting } from '#platform/kernel';

/** Under this many cards, the bank should order some. */
const LOW = 10;

export type SimsWaiting = 'sims_low' | 'sims_in_stock' | 'sims_to_hand_out';

@Injectable()
export class SimsToday {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** The bank: its stock, when it runs low. A structure: the cards it can hand out. Others: nothing. */
  async today(actor: Actor, on: Reader = this.db): Promise<Waiting<SimsWaiting>[]> {
    if (may(actor, READ.simBatches)) {
      const [row] = await rows<{ n: number; any: boolean }>(
        on,
        `SELECT (SELECT count(*)::int FROM sims.sim WHERE status = 'in_stock') AS n, EXISTS (SELECT 1 FROM sims.batch) AS any`,
      );
      return row!.any ? [{ what: row!.n < LOW ? 'sims_low' : 'sims_in_stock', count: row!.n }] : [];
    }
    if (!isMember(actor) || !may(actor, READ.sims)) return [];
    const [row] = await rows<{ n: number }>(
      on,
      `SELECT count(*)::int AS n FROM sims.sim WHERE structure_id = $1 AND status = 'allotted'`,
      [actor.organisationId],
    );
    return row!.n ? [{ what: 'sims_to_hand_out', count: row!.n }] : [];
  }
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type Actor, isMember, may, READ, type TodayCount } from '#kernel';

/** Under this many cards, the bank should order some. */
const LOW = 10;

/** What SIM cards ask of somebody today. */
@Injectable()
export class SimsToday {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** The bank: its stock, when it runs low. A structure: the cards it can hand out. Others: nothing. */
  async counts(actor: Actor): Promise<TodayCount[]> {
    if (may(actor, READ.simBatches)) {
      const [row] = await this.db.query(`SELECT count(*)::int AS n FROM sims.sim WHERE status = 'in_stock'`);
      const [any] = await this.db.query('SELECT 1 FROM sims.batch LIMIT 1');
      if (!any) return [];
      const low = row.n < LOW;
      return [
        {
          count: row.n,
          label: row.n < 2 ? 'carte SIM en stock' : 'cartes SIM en stock',
          href: '/sim?statut=in_stock',
          icon: 'card-sim',
          ...(low ? { tone: 'attention' as const, detail: 'le stock est bas' } : {}),
        },
      ];
    }
    if (!isMember(actor) || !may(actor, READ.sims)) return [];
    const [row] = await this.db.query(
      `SELECT count(*)::int AS n FROM sims.sim WHERE structure_id = $1 AND status = 'allotted'`,
      [actor.organisationId],
    );
    if (!row.n) return [];
    return [
      {
        count: row.n,
        label: row.n < 2 ? 'carte SIM à remettre' : 'cartes SIM à remettre',
        href: '/sim?statut=allotted',
        icon: 'card-sim',
      },
    ];
  }
}

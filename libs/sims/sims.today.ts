import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type Reader, rows } from '#database';
import { type Actor, isMember, may, READ, type TodayCount } from '#kernel';

/** Under this many cards, the bank should order some. */
const LOW = 10;

/** What SIM cards ask of somebody today. */
@Injectable()
export class SimsToday {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** The bank: its stock, when it runs low. A structure: the cards it can hand out. Others: nothing. */
  async counts(actor: Actor, on: Reader = this.db): Promise<TodayCount[]> {
    if (may(actor, READ.simBatches)) {
      const [row] = await rows<{ n: number; any: boolean }>(
        on,
        `SELECT (SELECT count(*)::int FROM sims.sim WHERE status = 'in_stock') AS n, EXISTS (SELECT 1 FROM sims.batch) AS any`,
      );
      return row!.any ? [inStock(row!.n)] : [];
    }
    if (!isMember(actor) || !may(actor, READ.sims)) return [];
    const [row] = await rows<{ n: number }>(
      on,
      `SELECT count(*)::int AS n FROM sims.sim WHERE structure_id = $1 AND status = 'allotted'`,
      [actor.organisationId],
    );
    if (!row!.n) return [];
    return [
      {
        count: row!.n,
        label: row!.n < 2 ? 'carte SIM à remettre' : 'cartes SIM à remettre',
        href: '/sim?statut=allotted',
        icon: 'card-sim',
      },
    ];
  }
}

const inStock = (n: number): TodayCount => ({
  count: n,
  label: n < 2 ? 'carte SIM en stock' : 'cartes SIM en stock',
  href: '/sim?statut=in_stock',
  icon: 'card-sim',
  ...(n < LOW ? { tone: 'attention' as const, detail: 'le stock est bas' } : {}),
});

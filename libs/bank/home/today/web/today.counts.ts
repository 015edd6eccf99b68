import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { AllocationToday } from '#bank/allocation';
import { CorrectionsService } from '#bank/corrections';
import { MaintenanceToday } from '#bank/faults';
import { IncidentsToday } from '#bank/incidents';
import { IntakeToday } from '#bank/intake';
import { ReceivedQueries } from '#bank/inventories';
import { TransferQueries } from '#bank/logistics';
import { FactorResetsService } from '#bank/people';
import { SimsToday } from '#bank/sims';
import { BENCH_STEPS, WorkshopQueries } from '#bank/workshop';
import { type Reader, readTogether } from '#platform/database';
import { type Actor, may, mayAll, READ, type Waiting } from '#platform/kernel';
import { cardsOf, menuCounts, type TodayCard, type What } from './cards.js';

/** What waits for somebody in every feature, counted by each and put in the order of the one table. */
@Injectable()
export class TodayCounts {
  constructor(
    private readonly intake: IntakeToday,
    private readonly transfers: TransferQueries,
    private readonly workshop: WorkshopQueries,
    private readonly allocation: AllocationToday,
    private readonly sims: SimsToday,
    private readonly maintenance: MaintenanceToday,
    private readonly incidents: IncidentsToday,
    private readonly inventories: ReceivedQueries,
    private readonly corrections: CorrectionsService,
    private readonly resets: FactorResetsService,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  /** What the menu of an actor says, in one trip of its own. */
  async menu(actor: Actor): Promise<ReadonlyMap<string, number>> {
    return menuCounts(await readTogether(this.db, (on) => this.of(actor, on)));
  }

  async of(actor: Actor, on: Reader): Promise<TodayCard[]> {
    const features = await Promise.all([
      this.intake.today(actor, on),
      this.inventories.today(actor, on),
      this.transfers.today(actor, on),
      this.atTheBench(actor, on),
      this.allocation.today(actor, on),
      this.sims.today(actor, on),
      this.maintenance.today(actor, on),
      this.incidents.today(actor, on),
      this.corrections.today(actor, on),
      this.resets.today(actor, on),
    ]);
    return cardsOf(actor, features.flat());
  }

  private async atTheBench(actor: Actor, on: Reader): Promise<Waiting<What>[]> {
    if (!may(actor, READ.workshop) || mayAll(actor, READ.workshop)) return [];
    const n = await this.workshop.today(actor, on);
    return [
      { what: 'bench_help', count: n.help },
      ...BENCH_STEPS.map((step) => ({
        what: `bench_${step}` as const,
        count: n.byStep[step],
        oldest: n.oldest[step] ?? null,
      })),
    ];
  }
}

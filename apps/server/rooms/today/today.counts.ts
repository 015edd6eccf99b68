import { Injectable } from '@nestjs/common';
import { AllocationToday } from '#allocation';
import { IntakeToday } from '#intake';
import { type Actor, isBank, isWorkshop, type TodayCount } from '#kernel';
import { TransferQueries } from '#logistics';
import { MaintenanceToday } from '#maintenance';
import { type BenchStepName, WorkshopQueries } from '#refurbishment';
import { SimsToday } from '#sims';

const several = (n: number, one: string, many: string): string => (n > 1 ? many : one);

const STEPS: Readonly<Record<BenchStepName, readonly [string, string]>> = {
  media: ['à regarder', 'à regarder'],
  erase: ['à effacer', 'à effacer'],
  test: ['à tester', 'à tester'],
  grade: ['à classer', 'à classer'],
  stock: ['prêt pour le stock', 'prêts pour le stock'],
};

/** What waits for somebody in every room, in the order of the chain. */
@Injectable()
export class TodayCounts {
  constructor(
    private readonly intake: IntakeToday,
    private readonly transfers: TransferQueries,
    private readonly workshop: WorkshopQueries,
    private readonly allocation: AllocationToday,
    private readonly sims: SimsToday,
    private readonly maintenance: MaintenanceToday,
  ) {}

  /** All counts of an actor; late and waiting things come first, each kind in the order of the chain. */
  async of(actor: Actor): Promise<TodayCount[]> {
    const rooms = await Promise.all([
      this.intake.counts(actor),
      this.onTheRoad(actor),
      this.atTheBench(actor),
      this.allocation.allocationToday(actor),
      this.sims.counts(actor),
      this.maintenance.counts(actor),
    ]);
    const rank = (c: TodayCount) => (c.tone === 'alert' ? 0 : c.tone === 'attention' ? 1 : 2);
    return rooms.flat().sort((a, b) => rank(a) - rank(b));
  }

  private async onTheRoad(actor: Actor): Promise<TodayCount[]> {
    const n = await this.transfers.logisticsToday(actor);
    const counts: TodayCount[] = [
      {
        count: n.missing,
        label: several(n.missing, 'appareil manquant dans un lot', 'appareils manquants dans des lots'),
        href: '/lots?etat=received_with_differences',
        icon: 'truck',
        tone: 'alert',
      },
      {
        count: n.toConfirm,
        label: several(n.toConfirm, 'arrivée à confirmer', 'arrivées à confirmer'),
        href: '/lots?sens=in',
        icon: 'truck',
        tone: 'attention',
      },
      {
        count: n.preparing,
        label: several(n.preparing, 'lot en préparation', 'lots en préparation'),
        href: '/lots?sens=out',
        icon: 'truck',
      },
      {
        count: n.onTheRoad,
        label: several(n.onTheRoad, 'lot en route', 'lots en route'),
        href: '/lots?sens=out',
        icon: 'truck',
      },
    ];
    return counts.filter((c) => c.count > 0);
  }

  private async atTheBench(actor: Actor): Promise<TodayCount[]> {
    if (!isWorkshop(actor) && !isBank(actor)) return [];
    const n = await this.workshop.workshopToday(actor);
    const steps = (Object.keys(STEPS) as BenchStepName[])
      .filter((step) => n.byStep[step] > 0)
      .map((step): TodayCount => {
        const count = n.byStep[step];
        const [one, many] = STEPS[step];
        return {
          count,
          label: `${several(count, 'appareil', 'appareils')} ${several(count, one, many)}`,
          href: `/atelier?etape=${step}`,
          icon: 'wrench',
        };
      });
    const help: TodayCount = {
      count: n.help,
      label: several(n.help, 'demande d’aide', 'demandes d’aide'),
      href: '/atelier?aide=1',
      icon: 'life-buoy',
      tone: 'attention',
    };
    return isWorkshop(actor) ? [...(n.help ? [help] : []), ...steps] : [];
  }
}

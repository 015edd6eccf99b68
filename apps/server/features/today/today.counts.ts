import { Injectable } from '@nestjs/common';
import { AllocationToday } from '#allocation';
import { CorrectionsService } from '#corrections';
import type { Reader } from '#database';
import { categoryOf, DeviceList } from '#devices';
import { IntakeToday } from '#intake';
import { ReceivedQueries } from '#inventories';
import { type Actor, may, mayAll, READ, type TodayCount } from '#kernel';
import { TransferQueries } from '#logistics';
import { MaintenanceToday } from '#maintenance';
import { type BenchStepName, WorkshopQueries } from '#refurbishment';
import { SimsToday } from '#sims';
import { plural } from '../../ui/index.js';

const several = (n: number, one: string, many: string): string => (n > 1 ? many : one);

const STEPS: Readonly<Record<BenchStepName, readonly [string, string]>> = {
  media: ['à regarder', 'à regarder'],
  erase: ['à effacer', 'à effacer'],
  test: ['à tester', 'à tester'],
  grade: ['à classer', 'à classer'],
  stock: ['prêt pour le stock', 'prêts pour le stock'],
};

/** What waits for somebody in every feature, in the order of the chain. */
@Injectable()
export class TodayCounts {
  constructor(
    private readonly devices: DeviceList,
    private readonly intake: IntakeToday,
    private readonly transfers: TransferQueries,
    private readonly workshop: WorkshopQueries,
    private readonly allocation: AllocationToday,
    private readonly sims: SimsToday,
    private readonly maintenance: MaintenanceToday,
    private readonly inventories: ReceivedQueries,
    private readonly corrections: CorrectionsService,
  ) {}

  /** What is not zero for an actor; late and waiting things come first, each kind in the order of the chain. */
  async of(actor: Actor, on: Reader): Promise<TodayCount[]> {
    const features = await Promise.all([
      this.intake.counts(actor, on),
      this.unknownMachines(actor, on),
      this.onTheRoad(actor, on),
      this.atTheBench(actor, on),
      this.allocation.allocationToday(actor, on),
      this.sims.counts(actor, on),
      this.maintenance.counts(actor, on),
      this.corrections.counts(actor, on),
      this.ready(actor, on),
    ]);
    const rank = (c: TodayCount) => (c.tone === 'alert' ? 0 : c.tone === 'attention' ? 1 : 2);
    return features
      .flat()
      .filter((c) => c.count > 0)
      .sort((a, b) => rank(a) - rank(b));
  }

  /** « 41 appareils prêts : 28 portables · 13 fixes » */
  private async ready(actor: Actor, on: Reader): Promise<TodayCount[]> {
    const stock = await this.devices.readyStock(actor, on);
    const count = stock.reduce((sum, s) => sum + s.count, 0);
    const detail = stock
      .slice(0, 3)
      .map((s) => plural(s.count, categoryOf(s.category).short.toLowerCase()))
      .join(' · ');
    const label = several(count, 'appareil prêt', 'appareils prêts');
    return [{ count, label, detail, href: '/appareils?state=in_stock', icon: 'laptop' }];
  }

  /** Machines that told what they are, and of which nobody knows which device they are. */
  private async unknownMachines(actor: Actor, on: Reader): Promise<TodayCount[]> {
    const count = await this.inventories.waiting(actor, on);
    const label = several(count, 'inventaire à vérifier', 'inventaires à vérifier');
    return [{ count, label, href: '/inventaires?etat=waiting', icon: 'cpu', tone: 'attention' }];
  }

  private async onTheRoad(actor: Actor, on: Reader): Promise<TodayCount[]> {
    const n = await this.transfers.logisticsToday(actor, on);
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
        href: '/lots?sens=in&etat=sent',
        icon: 'truck',
        tone: 'attention',
      },
      {
        count: n.preparing,
        label: several(n.preparing, 'lot en préparation', 'lots en préparation'),
        href: '/lots?sens=out&etat=preparing',
        icon: 'truck',
      },
      {
        count: n.onTheRoad,
        label: several(n.onTheRoad, 'lot en route', 'lots en route'),
        href: '/lots?sens=out&etat=sent',
        icon: 'truck',
      },
    ];
    return counts;
  }

  private async atTheBench(actor: Actor, on: Reader): Promise<TodayCount[]> {
    if (!may(actor, READ.workshop) || mayAll(actor, READ.workshop)) return [];
    const n = await this.workshop.workshopToday(actor, on);
    const steps = (Object.keys(STEPS) as BenchStepName[]).map((step): TodayCount => {
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
      href: '/atelier',
      icon: 'life-buoy',
      tone: 'attention',
    };
    return [help, ...steps];
  }
}

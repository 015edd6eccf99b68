import { Controller } from '@nestjs/common';
import type { VNode } from 'preact';
import { AppointmentsService, HandoverQueries, ProposalsService } from '#bank/allocation';
import { DeviceList } from '#bank/devices';
import { EventsService } from '#bank/events';
import { FiguresService } from '#bank/figures';
import { AbsencesService, FactorResetsService, OrganisationsService } from '#bank/people';
import { WorkshopQueries } from '#bank/workshop';
import { type Answer, Context, Ctx, keepMenuCounts, Read } from '#platform/http';
import { clock, isMember, may, mayAll, READ, WRITE } from '#platform/kernel';
import { newsKinds } from '../../../events/web/news.js';
import { FiguresOfBank } from '../../../figures/web/figures.page.js';
import { Checklist } from '../../opening/web/checklist.js';
import { menuCounts } from './cards.js';
import { CoordinatorToday } from './coordinator-today.page.js';
import { TodayCounts } from './today.counts.js';
import { CollectorToday, InstanceToday, QuietToday, StructureToday, WorkshopToday } from './today.pages.js';

const PROPOSALS_SHOWN = 5;
const LAST_SHOWN = 5;

@Controller()
export class TodayPages {
  constructor(
    private readonly counts: TodayCounts,
    private readonly devices: DeviceList,
    private readonly proposals: ProposalsService,
    private readonly handovers: HandoverQueries,
    private readonly appointments: AppointmentsService,
    private readonly figures: FiguresService,
    private readonly organisations: OrganisationsService,
    private readonly resets: FactorResetsService,
    private readonly checklist: Checklist,
    private readonly absences: AbsencesService,
    private readonly workshop: WorkshopQueries,
    private readonly events: EventsService,
  ) {}

  @Read({ signedIn: true }, { page: '' })
  async show(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(await this.pageOf(ctx));
  }

  private async pageOf(ctx: Ctx): Promise<VNode> {
    const { actor } = ctx;
    const { timeZone } = ctx.bank;
    const firstName = ctx.identity?.name.split(' ')[0] ?? '';
    const hello = { firstName, now: clock.now(), timeZone };
    if (!isMember(actor)) {
      const [organisations, resets] = await Promise.all([this.organisations.list(), this.resets.waiting(actor)]);
      const toConfirm = resets.filter(({ own, may }) => may && !own).length;
      return <InstanceToday {...hello} organisations={organisations} toConfirm={toConfirm} />;
    }
    const oversees = may(actor, READ.proposals);
    if (!oversees && may(actor, READ.figures))
      return <FiguresOfBank figures={await this.figures.figures(actor)} timeZone={timeZone} />;
    const atBench = may(actor, READ.workshop) && !mayAll(actor, READ.workshop);
    const since = ctx.identity?.lastVisit;
    const [cards, steps, stock, standsFor, ready, news] = await ctx.readTogether((on) =>
      Promise.all([
        this.counts.of(actor, on),
        may(actor, WRITE.organisations) ? this.checklist.steps(on) : [],
        this.devices.readyStock(actor, on),
        this.absences.standsFor(actor, on),
        atBench ? this.workshop.readyByMonth(actor, on) : [],
        since ? this.events.news(actor, since, newsKinds(actor), on) : [],
      ]),
    );
    keepMenuCounts(actor, menuCounts(cards));
    const today = { ...hello, cards, standsFor, news, watches: oversees && !mayAll(actor, WRITE.donations) };
    if (oversees) {
      const [{ items }, waiting] = await ctx.readTogether((on) =>
        Promise.all([this.proposals.list(actor, { limit: PROPOSALS_SHOWN }, on), this.proposals.counts(actor, on)]),
      );
      return <CoordinatorToday {...today} proposals={items} waiting={waiting} steps={steps} stock={stock} />;
    }
    if (may(actor, READ.donations)) return <CollectorToday {...today} />;
    if (may(actor, READ.requests)) {
      const [last, months, appointments] = await Promise.all([
        this.handovers.list(actor, { limit: LAST_SHOWN }),
        this.handovers.byMonth(actor),
        this.appointments.soon(actor),
      ]);
      return <StructureToday {...today} last={last.items} months={months} appointments={appointments} />;
    }
    if (atBench) return <WorkshopToday {...today} months={ready} />;
    return <QuietToday {...today} />;
  }
}

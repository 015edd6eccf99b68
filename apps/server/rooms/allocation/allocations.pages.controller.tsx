import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DeliveriesService, type Pair, ProposalsService, ReservationQueries, ReservationsService } from '#allocation';
import { DEVICE_LIFECYCLE } from '#devices';
import { isId, READ, RuleBroken, WRITE } from '#kernel';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { type FieldProblem, plural } from '../../ui/index.js';
import { ProposalQuery } from './allocation.queries.dto.js';
import { DeliveriesPage, ProposalsPage } from './allocations.pages.js';

const texts = (value: unknown): string[] => [value].flat().filter((v): v is string => typeof v === 'string');

/** `unit:device`, as the buttons and the hidden fields of the table carry it. */
function pairsOf(body: unknown): Pair[] {
  const form = (body ?? {}) as Record<string, unknown>;
  const chosen = form['accept'] === 'all' ? texts(form['all']) : texts(form['accept']);
  return chosen.flatMap((text) => {
    const [unitId = '', deviceId = ''] = text.split(':');
    return isId(unitId) && isId(deviceId) ? [{ unitId, deviceId }] : [];
  });
}

/** The coordinator's table: what is proposed, accepted, delivered. */
@Controller('attributions')
export class AllocationsPages {
  constructor(
    private readonly proposals: ProposalsService,
    private readonly reservations: ReservationsService,
    private readonly reserved: ReservationQueries,
    private readonly deliveries: DeliveriesService,
  ) {}

  @Get()
  @Policy(READ.proposals)
  async index(@Context() ctx: Ctx, @Query() query: ProposalQuery): Promise<Answer> {
    return ctx.page(await this.table(ctx, query));
  }

  @Post()
  @Policy(DEVICE_LIFECYCLE.right('reserve'))
  accept(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      body,
      done: 'Appareils réservés. Ils sont dans « À livrer ».',
      work: async (tx) => {
        const pairs = pairsOf(body);
        if (!pairs.length) throw new RuleBroken('allocation.nothing_chosen');
        const shown = await this.proposals.proposeFor(ctx.actor);
        const why = new Map(shown.map((p) => [`${p.unitId}:${p.deviceId}`, p.why]));
        const told = pairs.map((p) => ({ ...p, why: why.get(`${p.unitId}:${p.deviceId}`) ?? [] }));
        const { skipped } = await this.reservations.accept(tx, ctx.actor, told);
        return skipped ? `/attributions?deja=${skipped}` : '/attributions';
      },
      again: (problems) => this.table(ctx, {}, problems),
    });
  }

  @Get('livraisons')
  @Policy(READ.proposals)
  async toDeliver(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(<DeliveriesPage reserved={await this.reserved.live(ctx.actor, { state: 'reserved' })} />);
  }

  @Post('livraisons')
  @Policy(WRITE.deliveries)
  deliver(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      body,
      done: 'Livraison partie, avec son bon. La structure confirmera ce qu’elle reçoit.',
      work: async (tx) => {
        const deviceIds = texts((body as Record<string, unknown> | null)?.['devices']).filter(isId);
        const { transferId } = await this.deliveries.deliver(tx, ctx.actor, { deviceIds });
        return `/lots/${transferId}`;
      },
      again: (problems) => this.deliveriesAgain(ctx, problems),
    });
  }

  @Post('reservations/:id/liberer')
  @Policy(DEVICE_LIFECYCLE.right('release'))
  release(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      body,
      done: 'Réservation levée. La demande attend un autre appareil.',
      work: async (tx) => {
        await this.reservations.release(tx, ctx.actor, id);
        return '/attributions/livraisons';
      },
      again: (problems) => this.deliveriesAgain(ctx, problems),
    });
  }

  private async deliveriesAgain(ctx: Ctx, problems: FieldProblem[]) {
    return <DeliveriesPage reserved={await this.reserved.live(ctx.actor, { state: 'reserved' })} problems={problems} />;
  }

  private async table(ctx: Ctx, query: ProposalQuery, problems: FieldProblem[] = []) {
    const filter = {
      ...(query.demande ? { requestId: query.demande } : {}),
      ...(query.structure ? { structureId: query.structure } : {}),
      ...(query.type ? { category: query.type } : {}),
    };
    const taken = /^\d{1,3}$/.test(query.deja ?? '') ? Number(query.deja) : 0;
    return (
      <ProposalsPage
        proposals={await this.proposals.proposeFor(ctx.actor, filter)}
        filter={filter}
        problems={problems}
        {...(taken ? { skipped: plural(taken, 'proposition') } : {})}
      />
    );
  }
}

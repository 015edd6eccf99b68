import { Param, Query } from '@nestjs/common';
import { DEVICE_LIFECYCLE, idOrCode, LEAVES_FOR_GOOD } from '#bank/devices';
import { DataEndQueries, DataEnds } from '#bank/workshop';
import { Act, type Answer, ApiController, Context, Ctx, json, PlainListQuery, type Posted, Read } from '#platform/http';
import { may, READ, WRITE } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { codesIn } from '../../../devices/identification/web/device-code.js';
import { DataEndsPage, LotEndPage, SlipPage } from './data-ends.page.js';
import { CompleteEndsDto, LotEndDto, SlipDto } from './media.dto.js';

const ENDING = DEVICE_LIFECYCLE.right(...LEAVES_FOR_GOOD);

/** Devices that go out for good without proof of erasure: one signed sentence, for one or for a lot. */
@ApiController('refurbishment')
export class DataEndsController {
  constructor(
    private readonly queries: DataEndQueries,
    private readonly ends: DataEnds,
  ) {}

  @Read(READ.workshop, { page: 'atelier/sorties' })
  async listPage(@Context() ctx: Ctx, @Query() query: PlainListQuery): Promise<Answer> {
    return ctx.page(await this.page(ctx, ctx.asked(query).cursor));
  }

  /** The sentences that the token's organisation signed, newest first, 50 a page. */
  @Read(READ.workshop, { api: 'data-ends' })
  async listDataEnds(@Context() ctx: Ctx, @Query() query: PlainListQuery) {
    return json(200, await this.queries.list(ctx.actor, query.asked));
  }

  /** Devices that had to go at once, and of whose data nothing was said yet. */
  @Read(READ.workshop, { api: 'data-ends/open' })
  async open(@Context() ctx: Ctx) {
    return json(200, { items: await this.queries.open(ctx.actor), next: null });
  }

  /** Recycles, dismantles or gives back a whole lot: all or none, with one signature for those that nothing proves. */
  @Act(ENDING, { page: 'atelier/sorties/lot', api: 'data-ends/lots', takes: LotEndDto, asks: true })
  endLot(@Context() ctx: Ctx) {
    let signed = 0;
    return ctx.act({
      dto: LotEndDto,
      status: 201,
      fromForm: ({ codes, ...rest }: Posted) => ({ ...rest, codes: codesIn(codes) }),
      done: () => (signed ? `Le lot est parti. Vous avez signé pour ${signed} sans preuve.` : 'Le lot est parti.'),
      work: async (tx, { codes, ...lot }) => {
        signed = await this.ends.endLot(tx, ctx.actor, { ...lot, codes: codes.map(idOrCode) });
        return String(signed);
      },
      to: () => (may(ctx.actor, READ.workshop) ? '/atelier/sorties' : '/appareils'),
      view: async (signedFor) => ({ signedFor: Number(signedFor) }),
      page: (again) => {
        const verbs = LEAVES_FOR_GOOD.filter((verb) => may(ctx.actor, DEVICE_LIFECYCLE.right(verb)));
        return <LotEndPage verbs={verbs} {...again} />;
      },
    });
  }

  /** Signs afterwards what becomes of the data of devices that had to go at once. */
  @Act(WRITE.workshop, { page: 'atelier/sorties/completer', api: 'data-ends/completions', takes: CompleteEndsDto })
  complete(@Context() ctx: Ctx) {
    return ctx.act({
      dto: CompleteEndsDto,
      status: 201,
      fromForm: ({ codes, password }: Posted) => ({ password, codes: [codes ?? []].flat() }),
      done: 'Signé. Le bordereau est attendu.',
      work: async (tx, { codes, password }) => {
        await this.ends.complete(tx, ctx.actor, codes.map(idOrCode), password);
        return 'ends';
      },
      to: () => '/atelier/sorties',
      view: async () => ({ items: await this.queries.open(ctx.actor), next: null }),
      page: ({ problems }) => this.page(ctx, undefined, { problems }),
    });
  }

  /** Writes the number of the slip that has come; one that was mistyped is written again. */
  @Act(WRITE.workshop, {
    page: 'atelier/sorties/:id/bordereau',
    api: 'data-ends/:id/slips',
    takes: SlipDto,
    asks: true,
  })
  noteSlip(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ref: id,
      dto: SlipDto,
      status: 201,
      done: 'Bordereau enregistré.',
      work: (tx, { slip }) => this.ends.addSlip(tx, ctx.actor, id, slip),
      to: () => '/atelier/sorties',
      view: () => this.queries.one(ctx.actor, id),
      page: async (again) => <SlipPage end={await this.queries.one(ctx.actor, id)} {...again} />,
    });
  }

  private async page(ctx: Ctx, after?: string, again: FormState = {}) {
    const [page, open] = await Promise.all([
      this.queries.list(ctx.actor, { cursor: after }),
      this.queries.open(ctx.actor),
    ]);
    const mayEnd = may(ctx.actor, WRITE.workshop);
    return <DataEndsPage {...{ page, open, after, mayEnd }} {...again} timeZone={ctx.bank.timeZone} />;
  }
}

import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CodeRolls, LabelsService } from '#intake';
import { READ, WRITE } from '#kernel';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { LabelListQuery, VoidRollDto } from './labels.dto.js';
import { RollPage, type RollProps, RollsPage } from './rolls.pages.js';

/** Rolls of codes that were printed first: how much of each is left, and voiding a lost one. */
@Controller('dons/etiquettes/rouleaux')
export class RollsPages {
  constructor(
    private readonly rolls: CodeRolls,
    private readonly labels: LabelsService,
  ) {}

  @Get()
  @Policy(READ.labels)
  async index(@Context() ctx: Ctx, @Query() query: LabelListQuery): Promise<Answer> {
    const page = await this.rolls.list(ctx.actor, query.after ? { cursor: query.after } : {});
    return ctx.page(<RollsPage page={page} after={query.after} timeZone={ctx.bank.timeZone} />);
  }

  @Get(':id')
  @Policy(READ.labels)
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, id));
  }

  @Post(':id/annulation')
  @Policy(WRITE.labels)
  async void(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const roll = await this.rolls.byId(ctx.actor, id);
    return ctx.submit({
      dto: VoidRollDto,
      body,
      done: `Rouleau ${roll.number} annulé : ses étiquettes libres ne servent plus.`,
      work: async (tx, { reason }) => {
        await this.rolls.void(tx, ctx.actor, id, reason);
        return `/dons/etiquettes/rouleaux/${id}`;
      },
      again: (problems, values) => this.page(ctx, id, { problems, values }),
    });
  }

  private async page(ctx: Ctx, id: string, tried: Pick<RollProps, 'problems' | 'values'> = {}) {
    const roll = await this.rolls.byId(ctx.actor, id);
    const { items } = await this.labels.list(ctx.actor, { rollId: roll.id, limit: 10 });
    return <RollPage roll={roll} sheets={items} timeZone={ctx.bank.timeZone} {...tried} />;
  }
}

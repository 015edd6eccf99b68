import { Controller, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CodeRolls, type CodeRollView, LabelsService } from '#bank/intake';
import { Act, Context, Ctx, PlainListQuery, Read } from '#platform/http';
import { READ, WRITE } from '#platform/kernel';
import { VoidRollDto } from './labels.dto.js';
import { RollPage, type RollProps, RollsPage } from './rolls.pages.js';

/** Rolls of codes printed before their devices: how much of each is left, and voiding a lost one. */
@ApiTags('code-rolls')
@ApiBearerAuth()
@Controller()
export class CodeRollsController {
  constructor(
    private readonly rolls: CodeRolls,
    private readonly labels: LabelsService,
  ) {}

  /** Rolls with what was printed, used and remains, newest first, 50 a page. */
  @Read(READ.labels, { page: 'dons/etiquettes/rouleaux', api: 'code-rolls' })
  async list(@Context() ctx: Ctx, @Query() query: PlainListQuery) {
    const asked = ctx.asked(query);
    const page = await this.rolls.list(ctx.actor, asked);
    return ctx.answer(page, () => <RollsPage page={page} after={asked.cursor} timeZone={ctx.bank.timeZone} />);
  }

  /** A roll, with what was printed, used and remains. */
  @Read(READ.labels, { page: 'dons/etiquettes/rouleaux/:id', api: 'code-rolls/:id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    const roll = await this.rolls.byId(ctx.actor, id);
    return ctx.answer(roll, () => this.page(ctx, roll));
  }

  /** The roll is lost: its codes that no device has are refused from now on. */
  @Act(WRITE.labels, {
    page: 'dons/etiquettes/rouleaux/:id/annulation',
    api: 'code-rolls/:id/void',
    takes: VoidRollDto,
  })
  void(@Context() ctx: Ctx, @Param('id') id: string) {
    const view = () => this.rolls.byId(ctx.actor, id);
    return ctx.act({
      ref: id,
      dto: VoidRollDto,
      done: async () => `Rouleau ${(await view()).number} annulé : ses étiquettes libres ne servent plus.`,
      work: (tx, { reason }) => this.rolls.void(tx, ctx.actor, id, reason),
      to: () => `/dons/etiquettes/rouleaux/${id}`,
      view,
      page: async (again) => this.page(ctx, await view(), again),
    });
  }

  private async page(ctx: Ctx, roll: CodeRollView, tried: Pick<RollProps, 'problems' | 'values'> = {}) {
    const { items } = await this.labels.list(ctx.actor, { rollId: roll.id, limit: 10 });
    return <RollPage roll={roll} sheets={items} timeZone={ctx.bank.timeZone} {...tried} />;
  }
}

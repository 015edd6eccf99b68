import { Controller } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { READ } from '#kernel';
import { FiguresService } from '#reporting';
import { Read } from '../../http/act.js';
import { Context, Ctx } from '../../http/ctx.js';
import { FiguresOfBank } from './figures.page.js';

/** Counts by territory, small ones hidden. */
@ApiTags('figures')
@ApiBearerAuth()
@Controller()
export class FiguresController {
  constructor(private readonly figures: FiguresService) {}

  /** Counted beforehand, every few minutes; `hidden` says why a `count` is null. */
  @Read(READ.figures, { page: 'chiffres', api: 'figures' })
  async show(@Context() ctx: Ctx) {
    const figures = await this.figures.figures(ctx.actor);
    return ctx.answer(figures, () => <FiguresOfBank figures={figures} timeZone={ctx.bank.timeZone} />);
  }
}

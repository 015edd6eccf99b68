import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { READ } from '#kernel';
import { FiguresService } from '#reporting';
import { type Answer, json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { FiguresOfBank } from './figures.page.js';

/** The page of counts. */
@Controller('chiffres')
export class FiguresPages {
  constructor(private readonly figures: FiguresService) {}

  @Get()
  @Policy(READ.figures)
  async show(@Context() ctx: Ctx): Promise<Answer> {
    const figures = await this.figures.figures(ctx.actor);
    return ctx.page(<FiguresOfBank figures={figures} timeZone={ctx.bank.timeZone} />);
  }
}

/** Figures through the API: as on the page, small counts hidden. */
@ApiTags('figures')
@ApiBearerAuth()
@Controller('api/v1/figures')
export class FiguresApi {
  constructor(private readonly figures: FiguresService) {}

  /** Counted beforehand, every few minutes; `hidden` says why a `count` is null. */
  @Get()
  @Policy(READ.figures)
  async show(@Context() ctx: Ctx): Promise<Answer> {
    return json(200, await this.figures.figures(ctx.actor));
  }
}

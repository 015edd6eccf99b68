import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { NotFound, WRITE } from '#kernel';
import { SetupService } from '#setup';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { FieldProblem } from '../../ui/index.js';
import { TakeSheetDto } from '../imports/columns.dto.js';
import { WithdrawalPage } from '../imports/withdrawal.page.js';
import { wordsOf } from './setup.controller.js';
import { SetupUploadPage } from './setup.pages.js';
import { QUOTA_THINGS } from './setup.words.js';

/** A list once it came in: it may be undone where its kind can be, and other sheets of its workbook may follow. */
@Controller('gestion/import/:list/:id')
export class SetupEndsController {
  constructor(private readonly lists: SetupService) {}

  @Get('annulation')
  @Policy(WRITE.quotas)
  async askWithdrawal(@Context() ctx: Ctx, @Param('list') list: string, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, list, id));
  }

  @Post('annulation')
  @Policy(WRITE.quotas)
  withdraw(
    @Context() ctx: Ctx,
    @Param('list') list: string,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    return ctx.submit({
      body,
      work: async (tx) => {
        await this.lists.withdraw(tx, ctx.actor, wordsOf(list).list, id);
        return `/gestion/import/${list}/${id}`;
      },
      again: (problems) => this.page(ctx, list, id, problems),
    });
  }

  /** Another sheet of the same workbook: a list of its own. */
  @Post('feuilles')
  @Policy(WRITE.quotas)
  takeSheet(
    @Context() ctx: Ctx,
    @Param('list') list: string,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    return ctx.submit({
      dto: TakeSheetDto,
      body,
      work: async (tx, { sheet }) =>
        `/gestion/import/${list}/${await this.lists.takeSheet(tx, ctx.actor, wordsOf(list).list, id, sheet)}`,
      again: (problems) => this.upload(ctx, list, problems),
    });
  }

  @Post('feuilles/oubli')
  @Policy(WRITE.quotas)
  forgetSheets(
    @Context() ctx: Ctx,
    @Param('list') list: string,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    return ctx.submit({
      body,
      done: 'Fichier effacé : ses autres feuilles ne seront pas prises.',
      work: async (tx) => {
        await this.lists.forgetSheets(tx, ctx.actor, wordsOf(list).list, id);
        return `/gestion/import/${list}/${id}`;
      },
      again: (problems) => this.upload(ctx, list, problems),
    });
  }

  private upload(ctx: Ctx, list: string, problems: FieldProblem[]) {
    const words = wordsOf(list);
    const fields = Object.values(this.lists.fieldsOf(ctx.actor, words.list)).map(({ label }) => label);
    return <SetupUploadPage list={list} words={words} fields={fields} problems={problems} />;
  }

  private async page(ctx: Ctx, list: string, id: string, problems?: FieldProblem[]) {
    const words = wordsOf(list);
    const view = await this.lists.byId(ctx.actor, words.list, id);
    if (!this.lists.canUndo(words.list)) throw new NotFound('withdrawal');
    return (
      <WithdrawalPage
        here={`/gestion/import/${list}/${id}`}
        filename={view.name}
        made={view.made}
        things={QUOTA_THINGS}
        trail={[words.up, { label: 'Importer', href: `/gestion/import/${list}` }]}
        again="La liste corrigée, ou la même, pourra être envoyée de nouveau."
        problems={problems}
      />
    );
  }
}

import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { SetupService } from '#bank/files/setup-lists';
import { Act, type Answer, Context, Ctx, json, Policy } from '#platform/http';
import { WRITE } from '#platform/kernel';
import type { Again, FieldProblem } from '#platform/ui';
import { TakeSheetDto } from '../../engine/web/columns.dto.js';
import { WithdrawalPage } from '../../engine/web/withdrawal.page.js';
import { wordsOf } from './setup.controller.js';
import { SetupUploadPage } from './setup.pages.js';

/** A list once it came in: it may be undone where its kind can be, and other sheets of its workbook may follow. */
@ApiTags('setup-lists')
@ApiBearerAuth()
@Controller()
export class SetupEndsController {
  constructor(private readonly lists: SetupService) {}

  /** One list (`organisations`, `members`, `quotas`): what was read of it, and what became of it. */
  @Get('api/v1/setup-lists/:list/:id')
  @Policy(WRITE.quotas)
  async show(@Context() ctx: Ctx, @Param('list') list: string, @Param('id') id: string) {
    return json(200, await this.lists.byId(ctx.actor, wordsOf(list).list, id));
  }

  /** Undoes a list that came in: what it made goes, but for what was used since; `withdrawal` tells. */
  @Act(WRITE.quotas, { page: 'gestion/import/:list/:id/annulation', api: 'setup-lists/:list/:id/withdraw', asks: true })
  async withdraw(@Context() ctx: Ctx, @Param('list') list: string, @Param('id') id: string) {
    const { list: name } = wordsOf(list);
    return ctx.act({
      ref: id,
      to: () => `/gestion/import/${list}/${id}`,
      view: () => this.lists.byId(ctx.actor, name, id),
      work: (tx) => this.lists.withdraw(tx, ctx.actor, name, id),
      page: (again) => this.page(ctx, list, id, again),
    });
  }

  /** Another sheet of the same workbook: a list of its own. */
  @Post('gestion/import/:list/:id/feuilles')
  @Policy(WRITE.quotas)
  takeSheet(@Context() ctx: Ctx, @Param('list') list: string, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      dto: TakeSheetDto,
      work: async (tx, { sheet }) =>
        `/gestion/import/${list}/${await this.lists.takeSheet(tx, ctx.actor, wordsOf(list).list, id, sheet)}`,
      page: ({ problems = [] }) => this.upload(ctx, list, problems),
    });
  }

  @Post('gestion/import/:list/:id/feuilles/oubli')
  @Policy(WRITE.quotas)
  forgetSheets(@Context() ctx: Ctx, @Param('list') list: string, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      done: 'Fichier effacé : ses autres feuilles ne seront pas prises.',
      work: async (tx) => {
        await this.lists.forgetSheets(tx, ctx.actor, wordsOf(list).list, id);
        return `/gestion/import/${list}/${id}`;
      },
      page: ({ problems = [] }) => this.upload(ctx, list, problems),
    });
  }

  private upload(ctx: Ctx, list: string, problems: FieldProblem[]) {
    const words = wordsOf(list);
    const fields = Object.values(this.lists.fieldsOf(ctx.actor, words.list)).map(({ label }) => label);
    return <SetupUploadPage list={list} words={words} fields={fields} problems={problems} />;
  }

  private async page(ctx: Ctx, list: string, id: string, again: Again = {}) {
    const words = wordsOf(list);
    const view = await this.lists.byId(ctx.actor, words.list, id);
    return (
      <WithdrawalPage
        here={`/gestion/import/${list}/${id}`}
        filename={view.name}
        made={view.made}
        things={words.things}
        trail={[words.up, { label: 'Importer', href: `/gestion/import/${list}` }]}
        again="La liste corrigée, ou la même, pourra être envoyée de nouveau."
        {...again}
      />
    );
  }
}

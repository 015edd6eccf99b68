import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { PROBLEM_COLUMN } from '#bank/files/engine';
import { SetupService } from '#bank/files/setup-lists';
import { type Answer, Context, Ctx, exportAnswer, Policy, sentenceOf, spreadsheetAnswer } from '#platform/http';
import { NotFound, RuleBroken, WRITE } from '#platform/kernel';
import { type FieldProblem, optionsOf } from '#platform/ui';
import { choicesFrom } from '../../engine/web/columns.dto.js';
import { sheetIn } from '../../engine/web/uploaded-sheet.js';
import { SetupColumnsDto, SetupFormatQuery, SetupRowsQuery } from './setup.dto.js';
import { SetupListPage, SetupUploadPage } from './setup.pages.js';
import { SETUP_WORDS, type SetupWords } from './setup.words.js';

const SHOWN = 100;

/** Organisations, people and quotas from a spreadsheet each: sent, looked at row by row, confirmed. Each list asks for its own right. */
@Controller('gestion/import/:list')
export class SetupController {
  constructor(private readonly lists: SetupService) {}

  @Get()
  @Policy(WRITE.quotas)
  ask(@Context() ctx: Ctx, @Param('list') list: string): Answer {
    return ctx.page(<SetupUploadPage {...this.upload(ctx, list)} />);
  }

  @Post()
  @Policy(WRITE.quotas)
  async send(@Context() ctx: Ctx, @Param('list') list: string): Promise<Answer> {
    const about = this.upload(ctx, list);
    const file = sheetIn(ctx);
    return ctx.submit({
      work: async (tx) => {
        if (!file) throw new RuleBroken('setup.list_missing', {}, 'sheet');
        return `/gestion/import/${list}/${await this.lists.upload(tx, ctx.actor, about.words.list, file)}`;
      },
      page: ({ problems = [] }) => <SetupUploadPage {...about} problems={problems} />,
    });
  }

  /** An empty list with its titles, to begin from. */
  @Get('modele')
  @Policy(WRITE.quotas)
  template(@Context() ctx: Ctx, @Param('list') list: string, @Query() { format = 'xlsx' }: SetupFormatQuery): Answer {
    const { words, fields } = this.upload(ctx, list);
    return spreadsheetAnswer(format, `modele-${list}`, {
      name: words.title,
      header: fields,
      rows: nothing(),
      timeZone: ctx.bank.timeZone,
    });
  }

  @Get(':id')
  @Policy(WRITE.quotas)
  async show(
    @Context() ctx: Ctx,
    @Param('list') list: string,
    @Param('id') id: string,
    @Query() { suite }: SetupRowsQuery,
  ): Promise<Answer> {
    return ctx.page(await this.page(ctx, list, id, suite ? { after: suite } : {}));
  }

  @Post(':id')
  @Policy(WRITE.quotas)
  confirm(@Context() ctx: Ctx, @Param('list') list: string, @Param('id') id: string): Promise<Answer> {
    const words = wordsOf(list);
    return ctx.submit({
      work: async (tx) => {
        await this.lists.apply(tx, ctx.actor, words.list, id);
        return `/gestion/import/${list}/${id}`;
      },
      page: ({ problems }) => this.page(ctx, list, id, { problems }),
    });
  }

  @Post(':id/colonnes')
  @Policy(WRITE.quotas)
  choose(@Context() ctx: Ctx, @Param('list') list: string, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      dto: SetupColumnsDto,
      fromForm: choicesFrom,
      done: 'Liste relue.',
      work: async (tx, choices) => {
        await this.lists.choose(tx, ctx.actor, wordsOf(list).list, id, choices);
        return `/gestion/import/${list}/${id}`;
      },
      page: ({ problems = [] }) => this.page(ctx, list, id, { problems, choosing: true }),
    });
  }

  @Post(':id/abandon')
  @Policy(WRITE.quotas)
  drop(@Context() ctx: Ctx, @Param('list') list: string, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      done: 'Liste abandonnée : elle n’a rien enregistré.',
      work: async (tx) => {
        await this.lists.refuse(tx, ctx.actor, wordsOf(list).list, id);
        return `/gestion/import/${list}`;
      },
      page: ({ problems }) => this.page(ctx, list, id, { problems }),
    });
  }

  @Get(':id/lignes-en-erreur')
  @Policy(WRITE.quotas)
  async wrongRows(
    @Context() ctx: Ctx,
    @Param('list') list: string,
    @Param('id') id: string,
    @Query() { format = 'xlsx' }: SetupFormatQuery,
  ): Promise<Answer> {
    const { header, name } = await this.lists.byId(ctx.actor, wordsOf(list).list, id);
    const rows = this.lists.wrongRows(id);
    const file = `${name.replace(/\.\w{1,5}$/, '')}-lignes-en-erreur`;
    const table = {
      name: 'Lignes en erreur',
      header: [...header, PROBLEM_COLUMN],
      rows: (async function* () {
        for await (const { cells, problems } of rows)
          yield [
            ...header.map((_, i) => cells[i] ?? ''),
            problems.map((p) => sentenceOf(p.code, { ...p.facts })).join(' '),
          ];
      })(),
    };
    return exportAnswer(ctx, format, file, table, `${list}-lignes-en-erreur`);
  }

  private upload(ctx: Ctx, list: string): { list: string; words: SetupWords; fields: string[] } {
    const words = wordsOf(list);
    const fields = this.lists.fieldsOf(ctx.actor, words.list);
    return { list, words, fields: Object.values(fields).map(({ label }) => label) };
  }

  private async page(
    ctx: Ctx,
    list: string,
    id: string,
    how: { after?: string; problems?: FieldProblem[]; choosing?: boolean },
  ) {
    const words = wordsOf(list);
    const view = await this.lists.byId(ctx.actor, words.list, id);
    const book = view.sheets.length > 1 ? await this.lists.sheetsOf(view) : null;
    const rows = await this.lists.rows(words.list, view, {
      withLeft: true,
      limit: SHOWN,
      ...(how.after ? { cursor: how.after } : {}),
    });
    const fields = this.lists.fieldsOf(ctx.actor, words.list);
    return (
      <SetupListPage
        list={view}
        words={words}
        here={`/gestion/import/${list}/${id}`}
        rows={rows}
        book={book}
        fields={optionsOf(fields)}
        choosing={how.choosing ?? false}
        {...(how.problems ? { problems: how.problems } : {})}
      />
    );
  }
}

/** @param list as a page's address says it, or the API's. @throws NotFound for an address that names no list. */
export function wordsOf(list: string): SetupWords {
  const words = Object.hasOwn(SETUP_WORDS, list)
    ? SETUP_WORDS[list]
    : Object.values(SETUP_WORDS).find((one) => one.list === list);
  if (!words) throw new NotFound('list');
  return words;
}

async function* nothing(): AsyncGenerator<string[]> {}

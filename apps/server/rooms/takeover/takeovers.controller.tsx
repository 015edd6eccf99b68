import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { READ, sheetOut, WRITE } from '#kernel';
import { type MappedField, TAKEOVER_FIELDS, TakeoverQueries, TakeoverService, valueName } from '#takeover';
import { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { FieldProblem } from '../../ui/index.js';
import { MappingPage } from './mapping.page.js';
import { oldFile } from './old-file.js';
import { rowProblem } from './takeover.words.js';
import { TakeoverFilePage } from './takeover-file.page.js';
import { TakeoversPage } from './takeovers.page.js';

const text = (body: unknown, name: string): string => {
  const value = (body as Record<string, unknown> | null)?.[name];
  return typeof value === 'string' ? value : '';
};

/** Coming from GLPI or a spreadsheet, page by page. */
@Controller('reprise')
export class TakeoversPages {
  constructor(
    private readonly takeovers: TakeoverService,
    private readonly queries: TakeoverQueries,
  ) {}

  @Get()
  @Policy(READ.takeover)
  async index(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(await this.start(ctx));
  }

  @Post()
  @Policy(WRITE.takeover)
  async upload(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      body,
      work: async (tx) => `/reprise/${await this.takeovers.upload(tx, ctx.actor, oldFile(ctx), text(body, 'issuer'))}`,
      again: (problems, values) => this.start(ctx, problems, values),
    });
  }

  @Get(':id')
  @Policy(READ.takeover)
  async show(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Query('signalees') told?: string,
    @Query('bonnes') good?: string,
  ): Promise<Answer> {
    return ctx.page(await this.page(ctx, id, { at: { told, good } }));
  }

  @Get(':id/lignes-a-corriger')
  @Policy(READ.takeover)
  async wrongRows(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const file = await this.queries.byId(ctx.actor, id);
    const at = file.header.flatMap((title, i) => (title ? [i] : []));
    const { queries } = this;
    async function* rows() {
      for await (const row of queries.wrongRows(ctx.actor, id))
        yield [...at.map((i) => row.cells[i] ?? ''), row.problems.map(rowProblem).join(' ')];
    }
    const table = {
      name: 'Lignes à corriger',
      header: [...at.map((i) => file.header[i]!), 'Motif'],
      rows: rows(),
      timeZone: ctx.bank.timeZone,
    };
    return new Answer(200, sheetOut('csv', table), {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="lignes-a-corriger.csv"',
      'cache-control': 'no-store',
    });
  }

  @Post(':id/colonnes')
  @Policy(WRITE.takeover)
  async columns(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const asked = TAKEOVER_FIELDS.flatMap((field) => {
      const at = text(body, `column.${field}`);
      return /^\d{1,3}$/.test(at) ? [[field, Number(at)] as const] : [];
    });
    return ctx.submit({
      body,
      done: 'Colonnes relues.',
      work: async (tx) => {
        await this.takeovers.chooseColumns(tx, ctx.actor, id, Object.fromEntries(asked));
        return `/reprise/${id}`;
      },
      again: (problems, typed) => this.page(ctx, id, { problems, typed }),
    });
  }

  @Post(':id/correspondances')
  @Policy(WRITE.takeover)
  async map(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const values = await this.queries.values(ctx.actor, id);
    const targets = new Map(
      values.map((v) => [`${v.field} ${v.key}`, text(body, valueName(v.field as MappedField, v.key))] as const),
    );
    const defaultPlaceId = text(body, 'defaultPlaceId');
    return ctx.submit({
      body,
      work: async (tx) => {
        await this.takeovers.map(tx, ctx.actor, id, { targets, defaultPlaceId });
        return `/reprise/${id}`;
      },
      again: (problems, typed) => this.page(ctx, id, { problems, typed }),
    });
  }

  @Post(':id/retour')
  @Policy(WRITE.takeover)
  remap(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      body,
      work: async (tx) => {
        await this.takeovers.remap(tx, ctx.actor, id);
        return `/reprise/${id}`;
      },
      again: (problems) => this.page(ctx, id, { problems }),
    });
  }

  @Post(':id/reprise')
  @Policy(WRITE.takeover)
  apply(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      body,
      work: async (tx) => {
        await this.takeovers.apply(tx, ctx.actor, id, text(body, 'only') === 'good' ? 'good' : 'all');
        return `/reprise/${id}`;
      },
      again: (problems) => this.page(ctx, id, { problems }),
    });
  }

  @Post(':id/abandon')
  @Policy(WRITE.takeover)
  refuse(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      body,
      done: 'Fichier abandonné : il n’a rien enregistré.',
      work: async (tx) => {
        await this.takeovers.refuse(tx, ctx.actor, id);
        return '/reprise';
      },
      again: (problems) => this.page(ctx, id, { problems }),
    });
  }

  private async start(ctx: Ctx, problems?: FieldProblem[], values?: Record<string, string>) {
    const files = await this.queries.files(ctx.actor);
    return (
      <TakeoversPage
        files={files}
        timeZone={ctx.bank.timeZone}
        {...(problems ? { problems } : {})}
        {...(values ? { values } : {})}
      />
    );
  }

  private async page(
    ctx: Ctx,
    id: string,
    o: {
      at?: { told?: string | undefined; good?: string | undefined };
      problems?: FieldProblem[];
      typed?: Record<string, string>;
    },
  ) {
    const file = await this.queries.byId(ctx.actor, id);
    const again = o.problems ? { problems: o.problems } : {};
    if (file.state === 'mapping') {
      const [values, known] = await Promise.all([this.queries.values(ctx.actor, id), this.queries.known(ctx.actor)]);
      return (
        <MappingPage file={file} values={values} known={known} {...again} {...(o.typed ? { typed: o.typed } : {})} />
      );
    }
    const [told, good] = await Promise.all([
      this.queries.rows(ctx.actor, id, { only: 'told', limit: 25, ...(o.at?.told ? { cursor: o.at.told } : {}) }),
      this.queries.rows(ctx.actor, id, { only: 'good', limit: 25, ...(o.at?.good ? { cursor: o.at.good } : {}) }),
    ]);
    const here = `/reprise/${id}`;
    return (
      <TakeoverFilePage
        file={file}
        told={told}
        good={good}
        timeZone={ctx.bank.timeZone}
        toldHref={told.next ? `${here}?signalees=${told.next}#signalees` : null}
        goodHref={good.next ? `${here}?bonnes=${good.next}#bonnes` : null}
        {...again}
      />
    );
  }
}

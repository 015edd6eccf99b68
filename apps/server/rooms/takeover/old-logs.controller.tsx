import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { showAssetCode } from '#devices';
import { READ, sheetOut, WRITE } from '#kernel';
import { OLD_LOG_OUTCOME_NAMES, OLD_LOG_OUTCOMES, OldLogQueries, OldLogsService } from '#takeover';
import { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { FieldProblem } from '../../ui/index.js';
import { LogBatchPage, outcomeWords } from './log-batch.page.js';
import { OldLogsPage } from './old-logs.page.js';

const uploadsOf = (ctx: Ctx) => ctx.files.filter((f) => f.field === 'logs' && f.size > 0);

/** Folders of old logs, page by page. */
@Controller('reprise/journaux')
export class OldLogsPages {
  constructor(
    private readonly logs: OldLogsService,
    private readonly queries: OldLogQueries,
  ) {}

  @Get()
  @Policy(READ.takeover)
  async index(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(await this.start(ctx));
  }

  @Post()
  @Policy(WRITE.takeover)
  upload(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      body,
      work: async (tx) => `/reprise/journaux/${await this.logs.upload(tx, ctx.actor, uploadsOf(ctx))}`,
      again: (problems) => this.start(ctx, problems),
    });
  }

  @Get(':id')
  @Policy(READ.takeover)
  async show(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Query('resultat') outcome?: string,
    @Query('apres') after?: string,
  ): Promise<Answer> {
    return ctx.page(await this.page(ctx, id, { outcome, after }));
  }

  @Get(':id/rapport')
  @Policy(READ.takeover)
  async report(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.queries.batch(ctx.actor, id);
    const { queries } = this;
    async function* rows() {
      for await (const l of queries.report(ctx.actor, id))
        yield [
          l.path,
          l.kind ?? '',
          l.number ?? '',
          l.deviceCode ? showAssetCode(l.deviceCode) : '',
          l.outcome ? OLD_LOG_OUTCOMES[l.outcome].label : 'À lire',
          outcomeWords(l),
        ];
    }
    const header = ['Fichier', 'Genre', 'Ancien numéro', 'Appareil', 'Résultat', 'Précision'];
    const table = { name: 'Anciens journaux', header, rows: rows(), timeZone: ctx.bank.timeZone };
    return new Answer(200, sheetOut('csv', table), {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="anciens-journaux.csv"',
      'cache-control': 'no-store',
    });
  }

  @Post(':id/rapprochement')
  @Policy(WRITE.takeover)
  match(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    let found = 0;
    return ctx.submit({
      body,
      done: () => {
        return found ? `Rattachés : ${found}.` : 'Aucun de plus : les numéros sont toujours inconnus.';
      },
      work: async (tx) => {
        found = await this.logs.matchAgain(tx, ctx.actor, id);
        return `/reprise/journaux/${id}`;
      },
      again: (problems) => this.page(ctx, id, { problems }),
    });
  }

  @Post(':id/signature')
  @Policy(WRITE.takeover)
  sign(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const password = String((body as Record<string, unknown> | null)?.['password'] ?? '').slice(0, 1_000);
    return ctx.submit({
      body,
      done: 'Signé : ces effacements comptent.',
      work: async (tx) => {
        await this.logs.sign(tx, ctx.actor, id, password);
        return `/reprise/journaux/${id}`;
      },
      again: (problems) => this.page(ctx, id, { problems }),
    });
  }

  private async start(ctx: Ctx, problems?: FieldProblem[]) {
    const batches = await this.queries.batches(ctx.actor);
    return <OldLogsPage batches={batches} timeZone={ctx.bank.timeZone} {...(problems ? { problems } : {})} />;
  }

  private async page(
    ctx: Ctx,
    id: string,
    o: { outcome?: string | undefined; after?: string | undefined; problems?: FieldProblem[] },
  ) {
    const outcome = OLD_LOG_OUTCOME_NAMES.find((name) => name === o.outcome) ?? '';
    const batch = await this.queries.batch(ctx.actor, id);
    const logs = await this.queries.logs(ctx.actor, id, { outcome, ...(o.after ? { cursor: o.after } : {}) });
    const query = new URLSearchParams({ ...(outcome ? { resultat: outcome } : {}), apres: logs.next ?? '' });
    return (
      <LogBatchPage
        batch={batch}
        logs={logs}
        outcome={outcome}
        nextHref={logs.next ? `/reprise/journaux/${id}?${query}` : null}
        timeZone={ctx.bank.timeZone}
        {...(o.problems ? { problems: o.problems } : {})}
      />
    );
  }
}

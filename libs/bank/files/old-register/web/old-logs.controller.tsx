import { Param, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { showAssetCode } from '#bank/devices';
import {
  type LogBatchView,
  OLD_LOG_OUTCOMES,
  OLD_LOGS,
  OldLogQueries,
  type OldLogsAsked,
  OldLogsService,
} from '#bank/files/old-register';
import {
  Act,
  type ActOn,
  type Answer,
  ApiController,
  apiQuery,
  Context,
  Ctx,
  exportAnswer,
  json,
  pageQuery,
  Read,
  SigningDto,
} from '#platform/http';
import { READ, WRITE } from '#platform/kernel';
import { type FieldProblem, pagesOf } from '#platform/ui';
import { LogBatchPage, OldLogsPage, outcomeWords } from './old-logs.page.js';

/** What is asked of a folder's files by a program, and in the address of its page. */
export class OldLogsQuery extends apiQuery(OLD_LOGS) {}
export class OldLogsPageQuery extends pageQuery(OLD_LOGS) {}

/** Folders of logs that another tool left: tied to devices by the old number in their names, and vouched for by a person. */
@ApiController('data-imports')
export class OldLogsController {
  constructor(
    private readonly logs: OldLogsService,
    private readonly queries: OldLogQueries,
  ) {}

  /** Every folder, newest first. */
  @Read(READ.dataImport, { page: 'reprise/journaux', api: 'takeover-logs' })
  async listFolders(@Context() ctx: Ctx) {
    const items = await this.queries.batches(ctx.actor);
    return ctx.answer({ items }, () => <OldLogsPage batches={items} timeZone={ctx.bank.timeZone} />);
  }

  /** Sends logs, or ZIPs of them, as the files `logs` of a multipart form; the names carry the old numbers. Many are read later. */
  @Act(WRITE.dataImport, { page: 'reprise/journaux', api: 'takeover-logs' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['logs'],
      properties: { logs: { type: 'array', items: { type: 'string', format: 'binary' } } },
    },
  })
  uploadFolder(@Context() ctx: Ctx) {
    const uploads = ctx.files.filter((f) => f.field === 'logs' && f.size > 0);
    return ctx.act({
      work: (tx) => this.logs.upload(tx, ctx.actor, uploads),
      to: (id) => `/reprise/journaux/${id}`,
      view: (id) => this.queries.batch(ctx.actor, id),
      page: async ({ problems = [] }) => (
        <OldLogsPage batches={await this.queries.batches(ctx.actor)} timeZone={ctx.bank.timeZone} problems={problems} />
      ),
    });
  }

  @Read(READ.dataImport, { page: 'reprise/journaux/:id' })
  async showPage(@Context() ctx: Ctx, @Param('id') id: string, @Query() query: OldLogsPageQuery): Promise<Answer> {
    return ctx.page(await this.page(ctx, id, query.asked));
  }

  /** One folder, with how many of its files came to what. */
  @Read(READ.dataImport, { api: 'takeover-logs/:id' })
  async showFolder(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.queries.batch(ctx.actor, id));
  }

  /** Its files: the device each is tied to, or why to none; and what an attached log is worth now. */
  @Read(READ.dataImport, { api: 'takeover-logs/:id/files' })
  async listFiles(@Context() ctx: Ctx, @Param('id') id: string, @Query() query: OldLogsQuery) {
    await this.queries.batch(ctx.actor, id);
    return json(200, await this.queries.logs(ctx.actor, id, query.asked));
  }

  @Read(READ.dataImport, { page: 'reprise/journaux/:id/rapport' })
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
    const header = ['Fichier', 'Type', 'Ancien numéro', 'Appareil', 'Résultat', 'Précision'];
    return exportAnswer(ctx, 'csv', 'anciens-journaux', { name: 'Anciens journaux', header, rows: rows() });
  }

  /** Looks again for the devices of files that had none. */
  @Act(WRITE.dataImport, { page: 'reprise/journaux/:id/rapprochement', api: 'takeover-logs/:id/match' })
  match(@Context() ctx: Ctx, @Param('id') id: string) {
    let found = 0;
    return ctx.act({
      ...this.on(ctx, id),
      done: () => (found ? `Rattachés : ${found}.` : 'Aucun autre : les numéros sont toujours inconnus.'),
      work: async (tx) => {
        found = await this.logs.matchAgain(tx, ctx.actor, id);
      },
    });
  }

  /** A person vouches, with their password, for every result of the folder that is ready. */
  @Act(WRITE.dataImport, {
    page: 'reprise/journaux/:id/signature',
    api: 'takeover-logs/:id/signatures',
    takes: SigningDto,
  })
  sign(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: SigningDto,
      done: 'Signé : ces effacements comptent.',
      work: async (tx, form) => {
        await this.logs.sign(tx, ctx.actor, id, form.password);
      },
    });
  }

  private on(ctx: Ctx, id: string): ActOn<LogBatchView> {
    return {
      ref: id,
      to: () => `/reprise/journaux/${id}`,
      view: () => this.queries.batch(ctx.actor, id),
      page: ({ problems }) => this.page(ctx, id, {}, problems),
    };
  }

  private async page(ctx: Ctx, id: string, asked: OldLogsAsked, problems?: FieldProblem[]) {
    const { outcome = '' } = asked;
    const batch = await this.queries.batch(ctx.actor, id);
    const logs = await this.queries.logs(ctx.actor, id, asked);
    const { nextHref } = pagesOf(`/reprise/journaux/${id}`, { resultat: outcome, apres: asked.cursor }, logs, 'apres');
    return <LogBatchPage {...{ batch, logs, outcome, nextHref, problems }} timeZone={ctx.bank.timeZone} />;
  }
}

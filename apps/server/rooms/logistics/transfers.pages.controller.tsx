import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DocumentsService } from '#documents';
import { isMember, mayAll, NotFound, READ } from '#kernel';
import {
  ArrivalsService,
  ReturnsService,
  type Scan,
  TRANSFER_LIFECYCLE,
  TransferQueries,
  TransfersService,
} from '#logistics';
import { OrganisationsService } from '#people';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { FieldProblem } from '../../ui/index.js';
import { FinishDto, LotListQuery } from './logistics.dto.js';
import { said, splitCodes } from './logistics.words.js';
import { TransferPage } from './transfer.page.js';
import { TransferEndPage } from './transfer-end.page.js';
import { TransferListPage } from './transfer-list.page.js';

/** The pages of lots. */
@Controller('lots')
export class TransfersPages {
  constructor(
    private readonly queries: TransferQueries,
    private readonly transfers: TransfersService,
    private readonly arrivals: ArrivalsService,
    private readonly returns: ReturnsService,
    private readonly documents: DocumentsService,
    private readonly organisations: OrganisationsService,
  ) {}

  @Get()
  @Policy(READ.transfers)
  async index(@Context() ctx: Ctx, @Query() query: LotListQuery): Promise<Answer> {
    const page = await this.queries.list(ctx.actor, {
      direction: query.sens || undefined,
      state: query.etat || undefined,
      cursor: query.after,
    });
    return ctx.page(<TransferListPage page={page} query={query} timeZone={ctx.bank.timeZone} />);
  }

  @Get(':id')
  @Policy(READ.transfers)
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, id));
  }

  @Post(':id/lignes')
  @Policy(TRANSFER_LIFECYCLE.right('compose'))
  add(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    return this.act(ctx, id, body, 'Ajouté à la liste.', (tx) =>
      this.transfers.add(tx, ctx.actor, id, String(body['code'] ?? '')),
    );
  }

  @Post(':id/retraits')
  @Policy(TRANSFER_LIFECYCLE.right('compose'))
  remove(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    const what = { lineId: String(body['lineId'] ?? ''), containerId: String(body['containerId'] ?? '') };
    return this.act(ctx, id, body, 'Retiré de la liste.', (tx) => this.transfers.remove(tx, ctx.actor, id, what));
  }

  @Post(':id/envoi')
  @Policy(TRANSFER_LIFECYCLE.right('send'))
  send(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.act(ctx, id, body, 'Le lot est parti. Son bon de transfert se prépare.', (tx) =>
      this.transfers.send(tx, ctx.actor, id),
    );
  }

  @Post(':id/annulation')
  @Policy(TRANSFER_LIFECYCLE.right('cancel'))
  cancel(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.act(ctx, id, body, 'Lot annulé.', (tx) => this.transfers.cancel(tx, ctx.actor, id));
  }

  @Post(':id/reprise')
  @Policy(TRANSFER_LIFECYCLE.right('recall'))
  recall(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.act(ctx, id, body, 'Lot repris : les appareils sont de nouveau à leur place.', (tx) =>
      this.returns.recall(tx, ctx.actor, id),
    );
  }

  @Post(':id/confirmations')
  @Policy(TRANSFER_LIFECYCLE.right('confirm'))
  confirm(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    let scans: Scan[] = [];
    return ctx.submit({
      body,
      done: () => {
        return said(scans);
      },
      work: async (tx) => {
        scans = await this.arrivals.confirm(tx, ctx.actor, id, splitCodes(body['codes']));
        return `/lots/${id}`;
      },
      again: (problems, values) => this.page(ctx, id, problems, values),
    });
  }

  @Post(':id/caisses/:container')
  @Policy(TRANSFER_LIFECYCLE.right('confirm'))
  sealed(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('container') container: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    return this.act(ctx, id, body, 'Caisse confirmée, scellé intact.', (tx) =>
      this.arrivals.confirmSealed(tx, ctx.actor, id, container),
    );
  }

  @Post(':id/annulations')
  @Policy(TRANSFER_LIFECYCLE.right('confirm'))
  unconfirm(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    return this.act(ctx, id, body, 'Annulé.', (tx) =>
      this.arrivals.unconfirm(tx, ctx.actor, id, String(body['lineId'] ?? '')),
    );
  }

  @Get(':id/fin')
  @Policy(TRANSFER_LIFECYCLE.right('finish'))
  async askEnd(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.endPage(ctx, id));
  }

  @Post(':id/fin')
  @Policy(TRANSFER_LIFECYCLE.right('finish'))
  finish(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: FinishDto,
      body,
      done: 'Réception terminée.',
      work: async (tx, form) => {
        await this.arrivals.finish(tx, ctx.actor, id, form.placeId);
        return `/lots/${id}`;
      },
      again: (problems, values) => this.endPage(ctx, id, problems, values),
    });
  }

  @Post(':id/retard')
  @Policy(TRANSFER_LIFECYCLE.right('confirm_late'))
  late(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    return this.act(ctx, id, body, 'Arrivée confirmée.', (tx) =>
      this.arrivals.confirmLate(tx, ctx.actor, id, String(body['codes'] ?? '')),
    );
  }

  @Post(':id/rappel')
  @Policy(TRANSFER_LIFECYCLE.right('call_back'))
  callBack(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    const lines = body['lineId'] ? [String(body['lineId'])] : undefined;
    return this.act(ctx, id, body, 'Repris : de nouveau à sa place.', (tx) =>
      this.returns.callBack(tx, ctx.actor, id, lines),
    );
  }

  private act(
    ctx: Ctx,
    id: string,
    body: unknown,
    done: string,
    work: (tx: EntityManager) => Promise<void>,
  ): Promise<Answer> {
    return ctx.submit({
      body,
      done,
      work: async (tx) => {
        await work(tx);
        return `/lots/${id}`;
      },
      again: (problems, values) => this.page(ctx, id, problems, values),
    });
  }

  private async page(ctx: Ctx, id: string, problems?: FieldProblem[], values?: Record<string, string>) {
    const transfer = await this.queries.get(ctx.actor, id);
    const papers = await this.documents.forCause(ctx.actor, 'transfer', id);
    return (
      <TransferPage
        transfer={transfer}
        papers={papers}
        timeZone={ctx.bank.timeZone}
        bank={mayAll(ctx.actor, READ.transfers)}
        receiver={isMember(ctx.actor) && ctx.actor.organisationId === transfer.toOrgId}
        problems={problems}
        values={values}
      />
    );
  }

  private async endPage(ctx: Ctx, id: string, problems?: FieldProblem[], values?: Record<string, string>) {
    const transfer = await this.queries.get(ctx.actor, id);
    if (!transfer.allowed.includes('finish') && !problems) throw new NotFound('transfer');
    const places = await this.organisations.places(transfer.toOrgId);
    return (
      <TransferEndPage
        transfer={transfer}
        places={places}
        {...(problems ? { problems } : {})}
        {...(values ? { values } : {})}
      />
    );
  }
}

import { Injectable, Param, Query } from '@nestjs/common';
import { showAssetCode } from '#bank/devices';
import { DocumentsService } from '#bank/documents';
import {
  DeparturesService,
  ReturnsService,
  TRANSFER_LIFECYCLE,
  type TransferDetailView,
  TransferQueries,
  TransfersService,
} from '#bank/logistics';
import { OrganisationsService } from '#bank/people';
import { Act, type ActOn, type Answer, ApiController, Context, Ctx, json, Read, sentenceOf } from '#platform/http';
import { isMember, mayAll, READ } from '#platform/kernel';
import type { FieldProblem } from '#platform/ui';
import { paperNotice } from '../../../documents/web/paper-link.js';
import { CallBackDto, ScansDto } from '../../web/logistics.dto.js';
import { oneCode, splitCodes } from '../../web/logistics.words.js';
import { TransferPage } from './transfer.page.js';
import { TransferListPage, TransferPageQuery, TransferQuery } from './transfer-list.page.js';

/** The page of one lot, and what the acts of its sender and of its receiver have in common. */
@Injectable()
export class TransferActs {
  constructor(
    private readonly queries: TransferQueries,
    readonly documents: DocumentsService,
    private readonly organisations: OrganisationsService,
  ) {}

  on(ctx: Ctx, id: string): ActOn<TransferDetailView> {
    return {
      ref: id,
      to: () => `/lots/${id}`,
      view: () => this.queries.get(ctx.actor, id),
      page: async ({ problems = [], values = {} }) =>
        this.page(ctx, await this.queries.get(ctx.actor, id), problems, values),
    };
  }

  private async sendable(ctx: Ctx, transfer: TransferDetailView, values?: Record<string, string>) {
    if (!transfer.allowed.includes('compose')) return null;
    const part = values?.['which'] ? '' : (values?.['code']?.trim() ?? '');
    const alike = part ? await this.queries.sendable(ctx.actor, transfer, part) : null;
    return alike?.items.length
      ? { ...alike, part }
      : { ...(await this.queries.sendable(ctx.actor, transfer)), part: '' };
  }

  async page(ctx: Ctx, transfer: TransferDetailView, problems?: FieldProblem[], values?: Record<string, string>) {
    return (
      <TransferPage
        transfer={transfer}
        sendable={await this.sendable(ctx, transfer, values)}
        papers={await this.documents.forCause(ctx.actor, 'transfer', transfer.id)}
        timeZone={ctx.bank.timeZone}
        bank={mayAll(ctx.actor, READ.transfers)}
        receiver={isMember(ctx.actor) && ctx.actor.organisationId === transfer.toOrgId}
        places={isWhole(transfer) ? await this.organisations.places(transfer.toOrgId) : undefined}
        problems={problems}
        values={values}
      />
    );
  }
}

/** All that is on the list came, and nothing else: its arrival may end. */
const isWhole = ({ allowed, lines }: TransferDetailView): boolean =>
  allowed.includes('finish') && lines.some(isThere) && lines.every((l) => isThere(l) || l.outcome === 'withdrawn');
const isThere = ({ outcome }: TransferDetailView['lines'][number]): boolean => outcome === 'confirmed';

/** What is wrong with boxes that were ticked stands on top of their list. */
const aboutTicks = (problem: FieldProblem): FieldProblem =>
  problem.code === 'logistics.nothing_scanned' || problem.field === 'codes'
    ? { field: '', code: 'logistics.nothing_ticked', message: sentenceOf('logistics.nothing_ticked') }
    : { ...problem, field: '' };

/** Lots of devices between two holders. `allowed` says what this token may do with each now. */
@ApiController('transfers')
export class TransfersController {
  constructor(
    private readonly queries: TransferQueries,
    private readonly transfers: TransfersService,
    private readonly departures: DeparturesService,
    private readonly returns: ReturnsService,
    private readonly acts: TransferActs,
  ) {}

  @Read(READ.transfers, { page: 'lots' })
  async listPage(@Context() ctx: Ctx, @Query() query: TransferPageQuery): Promise<Answer> {
    const page = await this.queries.counted(ctx.actor, ctx.asked(query));
    return ctx.page(<TransferListPage page={page} query={query} timeZone={ctx.bank.timeZone} />);
  }

  /** Lots sent or received, newest first or in the order of `sort`, 50 a page. */
  @Read(READ.transfers, { api: 'transfers' })
  async list(@Context() ctx: Ctx, @Query() query: TransferQuery) {
    return json(200, await this.queries.list(ctx.actor, query.asked));
  }

  /** One lot with its lines and containers. A receiver finds it once it was sent. */
  @Read(READ.transfers, { page: 'lots/:id', api: 'transfers/:id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    const transfer = await this.queries.get(ctx.actor, id);
    return ctx.answer(transfer, () => this.acts.page(ctx, transfer));
  }

  /** Adds devices (code, serial, old number, label address) or whole containers (code). All or none. */
  @Act(TRANSFER_LIFECYCLE.right('compose'), { page: 'lots/:id/lignes', api: 'transfers/:id/lines', takes: ScansDto })
  add(@Context() ctx: Ctx, @Param('id') id: string) {
    const on = this.acts.on(ctx, id);
    let guessed: string | null = null;
    let added = 0;
    return ctx.act({
      ...on,
      dto: ScansDto,
      fromForm: ({ code, ticked, shown, which }) => ({
        codes: which === 'all' ? splitCodes(shown) : which === 'ticked' ? splitCodes(ticked) : oneCode(code),
      }),
      done: () =>
        guessed
          ? `${showAssetCode(guessed)} ajouté à la liste.`
          : added > 1
            ? `${added} ajoutés à la liste.`
            : 'Ajouté à la liste.',
      work: async (tx, { codes }) => {
        // A program says which device it means, and so does a tick.
        const parts = ctx.actor.channel === 'page' && !ctx.posted['which'];
        added = codes.length;
        for (const code of codes) guessed = await this.transfers.add(tx, ctx.actor, id, code, { parts });
      },
      page: ({ problems = [], values = {} }) =>
        on.page({
          problems: problems.map((p) =>
            values['which'] ? aboutTicks(p) : p.field === 'codes' ? { ...p, field: 'code' } : p,
          ),
          values,
        }),
    });
  }

  /** Takes a line off the list; a line of a container takes the container off. */
  @Act(TRANSFER_LIFECYCLE.right('compose'), { page: 'lots/:id/retraits', api: 'transfers/:id/lines/:line/removal' })
  remove(@Context() ctx: Ctx, @Param('id') id: string, @Param('line') line?: string) {
    const { lineId = line, containerId } = ctx.posted;
    const what = { lineId: String(lineId ?? ''), containerId: String(containerId ?? '') };
    return ctx.act({
      ...this.acts.on(ctx, id),
      done: 'Retiré de la liste.',
      work: (tx) => this.transfers.remove(tx, ctx.actor, id, what),
    });
  }

  /** Closes the list: its devices leave. */
  @Act(TRANSFER_LIFECYCLE.right('send'), { page: 'lots/:id/envoi', api: 'transfers/:id/sending' })
  send(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.acts.on(ctx, id),
      done: () =>
        paperNotice(this.acts.documents, ctx.actor, 'Le lot est parti. Son bon de transfert se prépare.', {
          kind: 'transfer',
          id,
        }),
      work: (tx) => this.transfers.send(tx, ctx.actor, id),
    });
  }

  /** A delivery was handed to whoever carries it: nothing is left to do where it lay. */
  @Act(TRANSFER_LIFECYCLE.right('depart'), { page: 'lots/:id/depart', api: 'transfers/:id/departure' })
  depart(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.acts.on(ctx, id),
      done: 'Départ enregistré. Qui reçoit le lot le confirmera.',
      work: (tx) => this.departures.depart(tx, ctx.actor, id),
    });
  }

  /** A departure was noted by mistake: the delivery still lies where it was. Who noted it, and who says so, stays on the lot's page. */
  @Act(TRANSFER_LIFECYCLE.right('undo_departure'), {
    page: 'lots/:id/depart/retrait',
    api: 'transfers/:id/departure/undo',
  })
  undoDeparture(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.acts.on(ctx, id),
      done: 'Départ retiré : le lot est encore à remettre à qui le transporte.',
      work: (tx) => this.departures.undo(tx, ctx.actor, id),
    });
  }

  /** Gives up a lot that has not left. */
  @Act(TRANSFER_LIFECYCLE.right('cancel'), { page: 'lots/:id/annulation', api: 'transfers/:id/cancellation' })
  cancel(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.acts.on(ctx, id),
      done: 'Lot annulé.',
      work: (tx) => this.transfers.cancel(tx, ctx.actor, id),
    });
  }

  /** Takes the whole lot back while nothing of it was confirmed. */
  @Act(TRANSFER_LIFECYCLE.right('recall'), { page: 'lots/:id/reprise', api: 'transfers/:id/recall' })
  recall(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.acts.on(ctx, id),
      done: 'Lot repris : les appareils sont de nouveau à leur place.',
      work: (tx) => this.returns.recall(tx, ctx.actor, id),
    });
  }

  /** The sender takes missing devices back. */
  @Act(TRANSFER_LIFECYCLE.right('call_back'), {
    page: 'lots/:id/rappel',
    api: 'transfers/:id/call-back',
    takes: CallBackDto,
  })
  callBack(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.acts.on(ctx, id),
      dto: CallBackDto,
      fromForm: ({ lineId }) => (lineId ? { lines: [lineId] } : {}),
      done: 'Repris : de nouveau à sa place.',
      work: (tx, { lines }) => this.returns.callBack(tx, ctx.actor, id, lines),
    });
  }
}

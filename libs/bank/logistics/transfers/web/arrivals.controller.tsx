import { Param } from '@nestjs/common';
import { ArrivalsService, type Scan, TRANSFER_LIFECYCLE, TransferQueries } from '#bank/logistics';
import { OrganisationsService } from '#bank/people';
import { Act, ApiController, Context, Ctx } from '#platform/http';
import { NotFound } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { FinishDto, ScansDto } from '../../web/logistics.dto.js';
import { oneCode, scanWords, splitCodes } from '../../web/logistics.words.js';
import { TransferEndPage } from './transfer-end.page.js';
import { TransferActs } from './transfers.controller.js';

/** What a receiver does with a lot: confirms what came, ends the arrival, finds what was missing. */
@ApiController('transfers')
export class ArrivalsController {
  constructor(
    private readonly queries: TransferQueries,
    private readonly arrivals: ArrivalsService,
    private readonly organisations: OrganisationsService,
    private readonly acts: TransferActs,
  ) {}

  /** Confirms what was scanned: devices, or a sealed container by its code. What is not on the list is kept as `extra`. */
  @Act(TRANSFER_LIFECYCLE.right('confirm'), {
    page: 'lots/:id/confirmations',
    api: 'transfers/:id/confirmations',
    takes: ScansDto,
  })
  confirm(@Context() ctx: Ctx, @Param('id') id: string) {
    let scans: Scan[] = [];
    return ctx.act({
      ...this.acts.on(ctx, id),
      dto: ScansDto,
      fromForm: ({ codes }) => ({ codes: splitCodes(codes) }),
      done: () => scanWords(scans),
      work: async (tx, { codes }) => {
        scans = await this.arrivals.confirm(tx, ctx.actor, id, codes);
      },
    });
  }

  @Act(TRANSFER_LIFECYCLE.right('confirm'), { page: 'lots/:id/caisses/:container' })
  confirmSealed(@Context() ctx: Ctx, @Param('id') id: string, @Param('container') container: string) {
    return ctx.act({
      ...this.acts.on(ctx, id),
      done: 'Caisse confirmée, scellé intact.',
      work: (tx) => this.arrivals.confirmSealed(tx, ctx.actor, id, container),
    });
  }

  @Act(TRANSFER_LIFECYCLE.right('confirm'), { page: 'lots/:id/annulations' })
  unconfirm(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.acts.on(ctx, id),
      done: 'Annulé.',
      work: (tx) => this.arrivals.unconfirm(tx, ctx.actor, id, String(ctx.posted['lineId'] ?? '')),
    });
  }

  /** Ends the arrival: custody moves for what was confirmed; the rest is missing. */
  @Act(TRANSFER_LIFECYCLE.right('finish'), {
    page: 'lots/:id/fin',
    api: 'transfers/:id/end',
    takes: FinishDto,
    asks: true,
  })
  finish(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.acts.on(ctx, id),
      dto: FinishDto,
      done: 'Réception terminée.',
      work: (tx, { placeId }) => this.arrivals.finish(tx, ctx.actor, id, placeId),
      page: (again) => this.endPage(ctx, id, again),
    });
  }

  /** Missing devices that turned up at the receiver. */
  @Act(TRANSFER_LIFECYCLE.right('confirm_late'), {
    page: 'lots/:id/retard',
    api: 'transfers/:id/late-confirmations',
    takes: ScansDto,
  })
  confirmLate(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.acts.on(ctx, id),
      dto: ScansDto,
      fromForm: ({ codes }) => ({ codes: oneCode(codes) }),
      done: 'Arrivée confirmée.',
      work: async (tx, { codes }) => {
        for (const code of codes) await this.arrivals.confirmLate(tx, ctx.actor, id, code);
      },
    });
  }

  private async endPage(ctx: Ctx, id: string, again: FormState = {}) {
    const transfer = await this.queries.get(ctx.actor, id);
    if (!transfer.allowed.includes('finish') && !again.problems) throw new NotFound('transfer');
    const places = await this.organisations.places(transfer.toOrgId);
    return <TransferEndPage transfer={transfer} places={places} {...again} />;
  }
}

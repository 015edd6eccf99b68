import { Injectable } from '@nestjs/common';
import { DocumentsService } from '#bank/documents';
import { type TransferDetailView, TransferQueries } from '#bank/logistics';
import type { ActOn, Ctx } from '#platform/http';
import { isMember, mayAll, READ } from '#platform/kernel';
import type { FieldProblem } from '#platform/ui';
import { TransferPage } from './transfer.page.js';

/** The page of one lot, and what the acts of its sender and of its receiver have in common. */
@Injectable()
export class TransferActs {
  constructor(
    private readonly queries: TransferQueries,
    readonly documents: DocumentsService,
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

  /** What may be added now: that which has the part of a number that was typed, where there is some, else all that waits. */
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
        problems={problems}
        values={values}
      />
    );
  }
}

import { Injectable } from '@nestjs/common';
import { DocumentsService } from '#documents';
import { isMember, mayAll, READ } from '#kernel';
import { type TransferDetailView, TransferQueries } from '#logistics';
import type { ActOn } from '../../http/act.js';
import type { Ctx } from '../../http/ctx.js';
import type { FieldProblem } from '../../ui/index.js';
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
      again: async (problems, values) => this.page(ctx, await this.queries.get(ctx.actor, id), problems, values),
    };
  }

  async page(ctx: Ctx, transfer: TransferDetailView, problems?: FieldProblem[], values?: Record<string, string>) {
    return (
      <TransferPage
        transfer={transfer}
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

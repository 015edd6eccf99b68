import { Controller, Param } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountClosingService, MembersService } from '#bank/people';
import { type Answer, Context, Ctx, PostedForm, Read } from '#platform/http';
import { WRITE } from '#platform/kernel';
import type { FieldProblem } from '#platform/ui';
import { AccountClosingPage } from './account-closing.page.js';

/** The bank's administrator, and who administers the installation: an account is the same in every organisation. */
const ADMINISTRATORS = { instanceAdmin: true, ...WRITE.bank } as const;

/** A member who left: their whole account is closed, opened again, or erased. No program does this. */
@Controller('gestion/membres/:id/compte')
export class AccountClosingController {
  constructor(
    private readonly members: MembersService,
    private readonly accounts: AccountClosingService,
  ) {}

  @Read(ADMINISTRATORS, { page: '' })
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, id));
  }

  @PostedForm(ADMINISTRATORS, 'fermeture')
  close(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const done = 'Compte fermé partout : sessions, clés, liens et accès sont terminés.';
    return this.act(ctx, id, done, (tx, userId) => this.accounts.close(tx, ctx.actor, userId));
  }

  @PostedForm(ADMINISTRATORS, 'reouverture')
  reopen(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const done = 'Compte rouvert. Chaque organisation rouvre elle-même l’accès de son membre.';
    return this.act(ctx, id, done, (tx, userId) => this.accounts.reopen(tx, ctx.actor, userId));
  }

  @PostedForm(ADMINISTRATORS, 'effacement')
  erase(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const done = 'Nom et adresse effacés. L’histoire garde le numéro d’opérateur.';
    return this.act(ctx, id, done, (tx, userId) => this.accounts.erase(tx, ctx.actor, userId));
  }

  private async act(
    ctx: Ctx,
    id: string,
    done: string,
    work: (tx: EntityManager, userId: string) => Promise<void>,
  ): Promise<Answer> {
    const { userId } = await this.members.reached(ctx.actor, id);
    return ctx.submit({
      done,
      ref: `/gestion/membres/${id}/compte`,
      work: (tx) => work(tx, userId),
      page: ({ problems = [] }) => this.page(ctx, id, problems),
    });
  }

  private async page(ctx: Ctx, id: string, problems: FieldProblem[] = []) {
    const membership = await this.members.reached(ctx.actor, id);
    const state = await this.accounts.state(membership.userId);
    return <AccountClosingPage membership={membership} state={state} zone={ctx.bank.timeZone} problems={problems} />;
  }
}

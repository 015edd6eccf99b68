import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import type { EntityManager } from 'typeorm';
import { AccountMails, type Words } from '#bank/mails';
import { type Invited, MembersService, type OrganisationView, SetUpJudge } from '#bank/people';
import type { Answer, Ctx, Submission } from '#platform/http';
import { RuleBroken } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { NewMemberDto } from '../../web/people.dto.js';
import { CopyPage, type Way } from './member-invitation.pages.js';
import { trailOf } from './members.pages.js';

interface Giving<F extends object> extends Pick<Submission<F>, 'rules'> {
  readonly dto: new () => F;
  readonly organisation: OrganisationView;
  readonly to: string;
  readonly back: string;
  readonly make: (tx: EntityManager, form: F) => Promise<Invited>;
  readonly page: (again: FormState) => VNode | Promise<VNode>;
}

/** Gives people the link with which they come in, from whichever page. */
@Injectable()
export class Invitations {
  constructor(
    private readonly members: MembersService,
    private readonly mails: AccountMails,
    private readonly judge: SetUpJudge,
  ) {}

  invited(ctx: Ctx, at: Pick<Giving<NewMemberDto>, 'organisation' | 'back' | 'page'>): Promise<Answer> {
    const to = String(ctx.posted['email'] ?? '');
    const make: Giving<NewMemberDto>['make'] = (tx, form) =>
      this.members.invite(tx, ctx.actor, at.organisation.id, form);
    const rules: Giving<NewMemberDto>['rules'] = (tx, given) =>
      this.judge.invitation(tx, ctx.actor, at.organisation.id, given);
    return this.given(ctx, { ...at, dto: NewMemberDto, to, make, rules });
  }

  /** Whether a link is to be shown to its maker, to be given by hand. */
  copies = (ctx: Ctx): boolean => !this.mails.possible || ctx.posted['way'] === 'copy';

  /** Sends somebody their link, or gives the message to copy. @throws RuleBroken where its maker may not see it */
  async send(
    ctx: Ctx,
    tx: EntityManager,
    who: Invited,
    organisation: { id: string; name: string },
  ): Promise<Words | null> {
    if (this.copies(ctx)) {
      if (who.unseen) throw new RuleBroken(who.unseen, {}, 'email');
      return this.mails.copied(tx, who, organisation);
    }
    await this.mails.invited(tx, who, organisation);
    return null;
  }

  /** A link by mail, or as a message to copy that is shown this once. One that its maker may not see goes by mail alone. */
  given<F extends { way?: Way }>(ctx: Ctx, g: Giving<F>): Promise<Answer> {
    let words: Words | null = null;
    const copies = this.copies(ctx);
    const from = trailOf(g.organisation, !g.back.startsWith('/gestion/membres'));
    return ctx.submit({
      dto: g.dto,
      rules: g.rules,
      done: 'Le message est parti. Il est noté dans le journal des messages.',
      work: async (tx, form) => {
        words = await this.send(ctx, tx, await g.make(tx, form), g.organisation);
        return g.back;
      },
      page: ({ problems = [], values = {} }) => g.page({ problems, values: { email: '', ...values } }),
      show: copies ? () => <CopyPage to={g.to} words={words} back={g.back} from={from} /> : undefined,
    });
  }
}

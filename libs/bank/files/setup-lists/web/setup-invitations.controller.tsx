import { Controller, Param } from '@nestjs/common';
import { SetupLists } from '#bank/files/setup-lists';
import { AccountMails, MailService, type Words } from '#bank/mails';
import { type MembershipView, MembersService } from '#bank/people';
import { type Answer, AskedForm, Context, Ctx } from '#platform/http';
import { NotFound, WRITE } from '#platform/kernel';
import { plural } from '#platform/ui';
import { CopiedInvitationsPage, InvitationsPage } from './setup.pages.js';

/** The people of a list that came in: invited all at once, by mail or with messages to copy. */
@Controller('gestion/import/personnes/:id/invitations')
export class SetupInvitationsController {
  constructor(
    private readonly lists: SetupLists,
    private readonly members: MembersService,
    private readonly mails: AccountMails,
    private readonly log: MailService,
  ) {}

  @AskedForm(WRITE.organisations, '')
  async invite(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const of = await this.of(ctx, id);
    const copies = !this.mails.possible || ctx.posted['way'] === 'copy';
    const copied: { readonly to: MembershipView; readonly words: Words }[] = [];
    let sent = 0;
    return ctx.submit({
      done: () => `${plural(sent, 'invitation part', 'invitations partent')}.`,
      work: async (tx) => {
        for (const m of of.waiting) {
          const who = await this.members.newLink(tx, ctx.actor, m.id);
          const organisation = { id: m.organisationId, name: m.organisationName };
          if (copies && !who.unseen) copied.push({ to: m, words: await this.mails.copied(tx, who, organisation) });
          if (copies) continue;
          await this.mails.invited(tx, who, organisation);
          sent += 1;
        }
        return of.here;
      },
      page: ({ problems }) => <InvitationsPage {...of} problems={problems} />,
      show: copies ? () => <CopiedInvitationsPage here={of.here} copied={copied} /> : undefined,
    });
  }

  private async of(ctx: Ctx, id: string) {
    const files = this.lists.of('members');
    const list = await files.byId(ctx.actor, id);
    // Its people were taken back: each is invited on their own page, if at all.
    if (list.state === 'withdrawn') throw new NotFound('invitations');
    const members = await this.members.some(ctx.actor, await files.made(id));
    const waiting = members.filter((m) => m.asked || (m.active && !m.opened));
    const here = `/gestion/import/personnes/${id}/invitations`;
    const refused = await this.log.refusedAddresses(members.map(({ email }) => email));
    return { list, members, refused, waiting, here, mail: this.mails.possible, timeZone: ctx.bank.timeZone };
  }
}

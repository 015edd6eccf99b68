import { Controller, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { type PaperAgain, PaperMails } from '#bank/figures';
import { MailService } from '#bank/mails';
import { Act, Context, Ctx, Read } from '#platform/http';
import { WRITE } from '#platform/kernel';
import type { Again } from '#platform/ui';
import { PaperAgainPage } from './paper-again.page.js';

/** Whom, how many addresses, and what went: an address itself is for a page alone. */
const shown = ({ addressee, told }: PaperAgain) => ({
  who: addressee?.who ?? null,
  addresses: addressee?.to.length ?? 0,
  sent: told,
});

/** A paper that somebody lost, sent again. */
@ApiTags('documents')
@ApiBearerAuth()
@Controller()
export class PaperAgainController {
  constructor(
    private readonly papers: PaperMails,
    private readonly mails: MailService,
  ) {}

  /** Whom a paper is for (a donor, a person, an organisation's managers), at how many addresses, and when it was sent again. */
  @Read(WRITE.papers, { page: 'documents/:id/envoi', api: 'documents/:id/mails' })
  async showMails(@Context() ctx: Ctx, @Param('id') id: string) {
    const again = await this.papers.of(ctx.actor, id);
    return ctx.answer(shown(again), () => this.page(ctx, again));
  }

  /** Sends a paper again to whom it is for; where no mail leaves, notes that somebody did so by hand. */
  @Act(WRITE.papers, { page: 'documents/:id/envoi', api: 'documents/:id/mails' })
  async send(@Context() ctx: Ctx, @Param('id') id: string) {
    const again = await this.papers.of(ctx.actor, id);
    return ctx.act({
      ref: id,
      done: this.mails.possible ? 'Document renvoyé : il part dans un instant.' : 'Enregistré : document renvoyé.',
      work: (tx) => this.papers.send(tx, ctx.actor, again),
      to: () => `/documents/${id}/envoi`,
      view: async () => shown(await this.papers.of(ctx.actor, id)),
      page: async ({ problems }) => this.page(ctx, await this.papers.of(ctx.actor, id), { problems }),
    });
  }

  private page(ctx: Ctx, again: PaperAgain, { problems }: Again = {}) {
    return <PaperAgainPage {...{ again, problems }} mail={this.mails.possible} timeZone={ctx.bank.timeZone} />;
  }
}

import { Controller, Delete, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DonorLinks, type DonorLinkView } from '#bank/figures';
import { DonorsService, type DonorView } from '#bank/intake';
import { MailService } from '#bank/mails';
import { Act, type ActOn, Context, Ctx, Policy, Read } from '#platform/http';
import { READ, WRITE } from '#platform/kernel';
import type { Again } from '#platform/ui';
import { DonorLinkForm } from './donor-link.dto.js';
import { addressOf, DonorLinkPage, mailLink } from './donor-link.page.js';

const shown = ({ secret, ...link }: DonorLinkView) => ({ ...link, url: secret ? addressOf(secret) : null });

/** Private links of donors: the desk and the bank make and end them. */
@ApiTags('donors')
@ApiBearerAuth()
@Controller()
export class DonorLinksController {
  constructor(
    private readonly donors: DonorsService,
    private readonly links: DonorLinks,
    private readonly mails: MailService,
  ) {}

  /** The links made for a donor, newest first; `url` is null once a link is over. */
  @Read(READ.donorNames, { page: 'dons/donateurs/:donor/lien', api: 'donors/:donor/links' })
  async listLinks(@Context() ctx: Ctx, @Param('donor') donorId: string) {
    const links = await this.links.list(ctx.actor, donorId);
    return ctx.answer({ items: links.map(shown), next: null }, async () =>
      this.page(ctx, await this.donors.byId(ctx.actor, donorId), links),
    );
  }

  /** Makes a link and, with `email`, sends it. */
  @Act(WRITE.donations, { page: 'dons/donateurs/:donor/lien', api: 'donors/:donor/links', takes: DonorLinkForm })
  async makeLink(@Context() ctx: Ctx, @Param('donor') donorId: string) {
    const donor = await this.donors.byId(ctx.actor, donorId);
    return ctx.act({
      ...this.on(ctx, donorId),
      dto: DonorLinkForm,
      done: 'Lien fait.',
      work: async (tx, { email }) => {
        const link = await this.links.make(tx, ctx.actor, donorId);
        const to = email?.trim();
        if (to) await mailLink(tx, this.mails, donor, link, to);
        return link.id;
      },
    });
  }

  @Act(WRITE.donations, { page: 'dons/donateurs/:donor/lien/:id/fin' })
  closeLink(@Context() ctx: Ctx, @Param('donor') donorId: string, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, donorId, id),
      done: 'Lien fermé : sa page n’existe plus.',
      work: (tx) => this.links.end(tx, ctx.actor, donorId, id),
    });
  }

  /** Ends a link: its page is not there any more. */
  @Delete('api/v1/donors/:donor/links/:id')
  @Policy(WRITE.donations)
  endLink(@Context() ctx: Ctx, @Param('donor') donorId: string, @Param('id') id: string) {
    return this.closeLink(ctx, donorId, id);
  }

  private on(ctx: Ctx, donorId: string, link?: string): ActOn<ReturnType<typeof shown>> {
    return {
      ref: link,
      to: () => `/dons/donateurs/${donorId}/lien`,
      view: async (id) => shown(await this.links.byId(ctx.actor, donorId, id)),
      page: async (again) =>
        this.page(ctx, await this.donors.byId(ctx.actor, donorId), await this.links.list(ctx.actor, donorId), again),
    };
  }

  private page(ctx: Ctx, donor: DonorView, links: readonly DonorLinkView[], again: Again = {}) {
    return (
      <DonorLinkPage donor={donor} links={links} mail={this.mails.possible} timeZone={ctx.bank.timeZone} {...again} />
    );
  }
}

import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DonorsService } from '#intake';
import { READ, WRITE } from '#kernel';
import { MailService } from '#notifications';
import { DonorLinks, type DonorLinkView } from '#reporting';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { DonorLinkForm } from './donor-link.dto.js';
import { addressOf, mailLink } from './donor-link.mail.js';

const shown = ({ secret, ...link }: DonorLinkView) => ({ ...link, url: secret ? addressOf(secret) : null });

/** Private links of donors, for programs. */
@ApiTags('donors')
@ApiBearerAuth()
@Controller('api/v1/donors/:donor/links')
export class DonorLinkApi {
  constructor(
    private readonly donors: DonorsService,
    private readonly links: DonorLinks,
    private readonly mails: MailService,
  ) {}

  /** The links made for a donor, newest first; `url` is null once a link is over. */
  @Get()
  @Policy(READ.donorNames)
  async list(@Context() ctx: Ctx, @Param('donor') donor: string) {
    return json(200, { items: (await this.links.list(ctx.actor, donor)).map(shown), next: null });
  }

  /** Makes a link and, with `email`, sends it. */
  @Post()
  @Policy(WRITE.donations)
  async make(@Context() ctx: Ctx, @Param('donor') donorId: string, @Body() body: DonorLinkForm) {
    const donor = await this.donors.byId(ctx.actor, donorId);
    return ctx.once({
      body,
      work: async (tx) => {
        const link = await this.links.make(tx, ctx.actor, donorId);
        if (body.email) await mailLink(tx, this.mails, ctx.bank, donor, link, body.email);
        return link.id;
      },
      show: async (id) => shown(await this.links.byId(ctx.actor, donorId, id)),
    });
  }

  /** Ends a link: its page is not there any more. */
  @Delete(':id')
  @Policy(WRITE.donations)
  async end(@Context() ctx: Ctx, @Param('donor') donorId: string, @Param('id') id: string) {
    return ctx.once({
      work: async (tx) => {
        await this.links.end(tx, ctx.actor, donorId, id);
        return id;
      },
      show: async (ref) => shown(await this.links.byId(ctx.actor, donorId, ref)),
      status: 200,
    });
  }
}

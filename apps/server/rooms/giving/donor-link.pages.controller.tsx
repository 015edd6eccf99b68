import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { DonorsService } from '#intake';
import { READ, WRITE } from '#kernel';
import { MailService } from '#notifications';
import { DonorLinks } from '#reporting';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { FieldProblem } from '../../ui/index.js';
import { DonorLinkForm } from './donor-link.dto.js';
import { mailLink } from './donor-link.mail.js';
import { DonorLinkPage } from './donor-link.page.js';

/** Where the desk and the bank make a donor's private link. */
@Controller('dons/donateurs/:donor/lien')
export class DonorLinkPages {
  constructor(
    private readonly donors: DonorsService,
    private readonly links: DonorLinks,
    private readonly mails: MailService,
  ) {}

  @Get()
  @Policy(READ.donorNames)
  async ask(@Context() ctx: Ctx, @Param('donor') donor: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, donor));
  }

  @Post()
  @Policy(WRITE.donations)
  async make(@Context() ctx: Ctx, @Param('donor') donorId: string, @Body() body: unknown): Promise<Answer> {
    const donor = await this.donors.byId(ctx.actor, donorId);
    return ctx.submit({
      dto: DonorLinkForm,
      body,
      done: 'Lien fait.',
      work: async (tx, form) => {
        const link = await this.links.make(tx, ctx.actor, donorId);
        const to = form.email?.trim();
        if (to) await mailLink(tx, this.mails, ctx.bank, donor, link, to);
        return `/dons/donateurs/${donorId}/lien`;
      },
      again: (problems, values) => this.page(ctx, donorId, problems, values),
    });
  }

  @Post(':id/fin')
  @Policy(WRITE.donations)
  async end(
    @Context() ctx: Ctx,
    @Param('donor') donorId: string,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    return ctx.submit({
      body,
      done: 'Lien fermé : sa page n’existe plus.',
      work: async (tx) => {
        await this.links.end(tx, ctx.actor, donorId, id);
        return `/dons/donateurs/${donorId}/lien`;
      },
      again: (problems) => this.page(ctx, donorId, problems),
    });
  }

  private async page(ctx: Ctx, donorId: string, problems?: FieldProblem[], values?: Record<string, string>) {
    const donor = await this.donors.byId(ctx.actor, donorId);
    return (
      <DonorLinkPage
        donor={donor}
        links={await this.links.list(ctx.actor, donorId)}
        mail={this.mails.possible}
        timeZone={ctx.bank.timeZone}
        {...(problems ? { problems } : {})}
        {...(values ? { values } : {})}
      />
    );
  }
}

import { Controller, Get, Param } from '@nestjs/common';
import { DonorCertificates, DonorLinks, DonorOutcomes } from '#reporting';
import { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { OwnGiftPage } from './own-gift.page.js';

/** For a donor with a private link, and no account. */
@Controller()
export class OwnGiftController {
  constructor(
    private readonly links: DonorLinks,
    private readonly demos: DonorOutcomes,
    private readonly certificates: DonorCertificates,
  ) {}

  @Get('mon-don/:secret')
  @Policy({ public: true })
  async show(@Context() ctx: Ctx, @Param('secret') secret: string): Promise<Answer> {
    const demo = await this.demos.of(await this.links.open(secret));
    ctx.reply.header('x-robots-tag', 'noindex');
    return ctx.page(<OwnGiftPage demo={demo} secret={secret} timeZone={ctx.bank.timeZone} />);
  }

  @Get('mon-don/:secret/certificats.zip')
  @Policy({ public: true })
  async zip(@Param('secret') secret: string): Promise<Answer> {
    const zip = await this.certificates.zip(await this.links.open(secret));
    return new Answer(200, zip, {
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="certificats-effacement.zip"',
      'cache-control': 'private, no-store',
      'x-robots-tag': 'noindex',
    });
  }
}

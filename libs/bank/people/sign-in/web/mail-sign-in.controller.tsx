import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { AccountMails } from '#bank/mails';
import { MailSignInService } from '#bank/people';
import { type Answer, Context, Ctx, Policy } from '#platform/http';
import { ownPath } from '#platform/ui';
import { ForgottenDto } from '../../members/web/account.dto.js';
import { AskSignInLinkPage, LinkDoorPage } from './mail-sign-in.page.js';
import { askAgain, browserOf, cameFrom, doorstepOf, refusalOf, SignInFlow } from './sign-in-flow.js';

/** Signing in with a link by mail, in place of the password. */
@Controller('connexion/lien')
export class MailSignInController {
  constructor(
    private readonly mailSignIns: MailSignInService,
    private readonly mails: AccountMails,
    private readonly flow: SignInFlow,
  ) {}

  @Get()
  @Policy({ public: true })
  ask(@Context() ctx: Ctx, @Query('vers') next?: string): Answer {
    return ctx.page(<AskSignInLinkPage mail={this.mails.possible} next={ownPath(next)} />);
  }

  /** Says the same whether or not there is an account. */
  @Post()
  @Policy({ public: true })
  send(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    const { next } = cameFrom(body);
    return ctx.submit({
      dto: ForgottenDto,
      body,
      work: async (tx, { email }) => {
        await this.mails.askForLink(tx, 'sign_in', email, doorstepOf(ctx));
        return '/connexion/lien';
      },
      show: () => <AskSignInLinkPage mail asked next={next} />,
      page: (again) => <AskSignInLinkPage mail={this.mails.possible} next={next} {...again} />,
    });
  }

  /** Whoever opens it is asked: programs that look at mails follow links, and press nothing. */
  @Get(':secret')
  @Policy({ public: true })
  async show(@Context() ctx: Ctx, @Param('secret') secret: string): Promise<Answer> {
    const owner = await this.mailSignIns.owner(secret);
    return ctx.page(<LinkDoorPage owner={owner} secret={secret} />, owner ? 200 : 404);
  }

  @Post(':secret')
  @Policy({ public: true })
  async enter(@Context() ctx: Ctx, @Param('secret') secret: string, @Body() body: unknown): Promise<Answer> {
    const came = cameFrom(body);
    try {
      return await this.flow.passed(ctx, await this.mailSignIns.enter(secret, browserOf(ctx)), came);
    } catch (error) {
      return askAgain(ctx, came, refusalOf(error));
    }
  }
}

import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { OpeningService, SetUpJudge, SignInService } from '#bank/people';
import { type Answer, Context, Ctx, Policy, sessionCookie } from '#platform/http';
import { askAll, dataFolder, isTrial, RuleBroken } from '#platform/kernel';
import { OpeningForm, OpeningOver, OpeningPage } from './opening.page.js';

/** The one-time address of an empty bank: whoever has it becomes its first administrator. */
@Controller()
export class OpeningController {
  constructor(
    private readonly opening: OpeningService,
    private readonly signIns: SignInService,
    private readonly judge: SetUpJudge,
  ) {}

  @Get('ouvrir/:secret')
  @Policy({ public: true })
  async ask(@Context() ctx: Ctx, @Param('secret') secret: string): Promise<Answer> {
    const good = await this.opening.isGood(secret);
    return good ? ctx.page(<OpeningPage secret={secret} />) : ctx.page(<OpeningOver />, 404);
  }

  @Post('ouvrir/:secret')
  @Policy({ public: true })
  async open(@Context() ctx: Ctx, @Param('secret') secret: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: OpeningForm,
      body,
      done: 'Votre banque est ouverte. Voici ce qui reste à faire.',
      rules: (tx, given) =>
        askAll(
          () => given.password && given.again && mustAgree(given),
          () => this.judge.opening(tx, given),
        ),
      work: async (tx, form) => {
        mustAgree(form);
        await this.opening.open(tx, secret, {
          ...form,
          helpline: form.helpline ?? '',
          openingHours: form.openingHours ?? '',
          address: form.address ?? '',
        });
        // A bank that backs itself up wants a key for it, before there is anything to hide.
        return dataFolder() && !isTrial() ? '/gestion/systeme/cle?suite=ouverture' : '/';
      },
      to: async (address) => {
        const { email, password } = body as OpeningForm;
        // The bank is open whatever becomes of this: after too many failures from an address one signs in later.
        const session = await this.signIns.signIn(email, password, ctx.req.ip).catch((error: unknown) => {
          if (error instanceof RuleBroken) return null;
          throw error;
        });
        if (!session) return '/connexion';
        ctx.reply.header('set-cookie', sessionCookie(session));
        return address;
      },
      page: async (again) =>
        (await this.opening.isGood(secret)) ? <OpeningPage secret={secret} {...again} /> : <OpeningOver />,
    });
  }
}

function mustAgree({ password, again }: Partial<OpeningForm>): void {
  if (password !== again) throw new RuleBroken('people.passwords_differ', {}, 'again');
}

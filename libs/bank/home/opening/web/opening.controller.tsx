import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { OpeningService, SetUpJudge, SignInService } from '#bank/people';
import { CommunesService } from '#bank/territory';
import type { CommuneOffers } from '#platform/contract';
import { type Answer, Context, Ctx, json, Policy, sessionCookie } from '#platform/http';
import { askAll, dataFolder, isTrial, NotFound, RuleBroken } from '#platform/kernel';
import { CommuneQuery } from '../../../territory/web/communes.controller.js';
import { OpeningForm, OpeningOver, OpeningPage } from './opening.page.js';

/** The one-time address of an empty bank: whoever has it becomes its first administrator. */
@Controller()
export class OpeningController {
  constructor(
    private readonly opening: OpeningService,
    private readonly signIns: SignInService,
    private readonly judge: SetUpJudge,
    private readonly communes: CommunesService,
  ) {}

  @Get('ouvrir/:secret')
  @Policy({ public: true })
  async ask(@Context() ctx: Ctx, @Param('secret') secret: string): Promise<Answer> {
    const good = await this.opening.isGood(secret);
    return good ? ctx.page(<OpeningPage secret={secret} />) : ctx.page(<OpeningOver />, 404);
  }

  /** The communes that what is typed there may mean, for whoever has the address: nobody can sign in yet. */
  @Get('ouvrir/:secret/communes')
  @Policy({ public: true })
  async communesOf(@Param('secret') secret: string, @Query() { q = '' }: CommuneQuery): Promise<Answer> {
    if (!(await this.opening.isGood(secret))) throw new NotFound('opening');
    return json(200, { items: await this.communes.find(q) } satisfies CommuneOffers);
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

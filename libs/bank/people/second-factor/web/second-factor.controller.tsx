import { Controller, Param } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { qrPicture } from '#bank/documents';
import { AccountMails } from '#bank/mails';
import { PasskeysService, SecondFactorService, SignInService, UsersService } from '#bank/people';
import { type Answer, Context, Ctx, PostedForm, Read, seeOther, siteOf } from '#platform/http';
import type { FormState } from '#platform/ui';
import { AfreshDto } from '../../members/web/account.dto.js';
import { sessionHashOf, whoIs } from '../../members/web/own-account.js';
import { FirstCodeDto, NewPasskeyDto } from './second-factor.dto.js';
import { type FactorForm, ProvenPage, SecondFactorPage, SetUpAppPage } from './second-factor.page.js';

/** Open also to whoever has yet to set up what the bank requires. */
const OWN = { signedIn: true, unproven: true } as const;
const PAGE = '/compte/verification';

/** One's own second factor: an application's codes, passkeys, and codes on paper. */
@Controller('compte/verification')
export class SecondFactorController {
  constructor(
    private readonly factors: SecondFactorService,
    private readonly passkeys: PasskeysService,
    private readonly signIns: SignInService,
    private readonly users: UsersService,
    private readonly mails: AccountMails,
  ) {}

  @Read(OWN, { page: '' })
  async show(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(await this.page(ctx));
  }

  @PostedForm(OWN, 'application')
  begin(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.submit({
      dto: AfreshDto,
      work: async (tx, form) => {
        await this.afresh(tx, ctx, form);
        await this.factors.beginTotp(tx, whoIs(ctx));
        return `${PAGE}/application`;
      },
      page: (again) => this.page(ctx, 'totp', again),
    });
  }

  @Read(OWN, { page: 'application' })
  async setUp(@Context() ctx: Ctx): Promise<Answer> {
    const page = await this.setUpPage(ctx);
    return page ? ctx.page(page) : seeOther(PAGE);
  }

  @PostedForm(OWN, 'application/code')
  confirm(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.reveal({
      ref: PAGE,
      dto: FirstCodeDto,
      work: async (tx, { code }) => {
        const of = { code, session: sessionHashOf(ctx) };
        const codes = await this.factors.confirmTotp(tx, ctx.actor, whoIs(ctx), of);
        await this.tellMailbox(tx, ctx);
        return codes;
      },
      show: (codes, replayed) => <ProvenPage codes={codes} replayed={replayed} />,
      page: async ({ problems }) =>
        (await this.setUpPage(ctx, { problems })) ?? (await this.page(ctx, 'totp', { problems })),
    });
  }

  @PostedForm(OWN, 'application/retrait')
  removeTotp(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.submit({
      dto: AfreshDto,
      ref: PAGE,
      done: 'Votre application de codes ne sert plus ici.',
      work: async (tx, form) => {
        await this.afresh(tx, ctx, form);
        await this.factors.removeTotp(tx, ctx.actor, whoIs(ctx));
        await this.tellMailbox(tx, ctx);
      },
      page: (again) => this.page(ctx, 'totp', again),
    });
  }

  @PostedForm(OWN, 'cles')
  addPasskey(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.reveal({
      ref: PAGE,
      dto: NewPasskeyDto,
      work: async (tx, form) => {
        await this.afresh(tx, ctx, form);
        const { answer, name } = form;
        const passkey = { answer, name, site: siteOf(ctx.req), session: sessionHashOf(ctx) };
        const codes = await this.passkeys.add(tx, ctx.actor, whoIs(ctx), passkey);
        await this.tellMailbox(tx, ctx);
        return codes;
      },
      show: (codes, replayed) => <ProvenPage codes={codes} replayed={replayed} />,
      page: (again) => this.page(ctx, 'passkey', again),
    });
  }

  @PostedForm(OWN, 'cles/:id/retrait')
  removePasskey(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      dto: AfreshDto,
      ref: PAGE,
      done: 'Cette clé d’identification ne sert plus ici.',
      work: async (tx, form) => {
        await this.afresh(tx, ctx, form);
        await this.passkeys.remove(tx, ctx.actor, whoIs(ctx), id);
        await this.tellMailbox(tx, ctx);
      },
      page: (again) => this.page(ctx, 'passkey', again),
    });
  }

  @PostedForm({ signedIn: true }, 'codes')
  renewCodes(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.reveal({
      ref: PAGE,
      dto: AfreshDto,
      work: async (tx, form) => {
        await this.afresh(tx, ctx, form);
        return this.factors.renewCodes(tx, ctx.actor, whoIs(ctx));
      },
      show: (codes, replayed) => <ProvenPage codes={codes} replayed={replayed} />,
      page: (again) => this.page(ctx, 'codes', again),
    });
  }

  private afresh(tx: EntityManager, ctx: Ctx, { currentPassword: password }: AfreshDto): Promise<void> {
    return this.signIns.mustBeThemLately(tx, whoIs(ctx), { session: sessionHashOf(ctx), password });
  }

  /** Whoever changes how one comes in, the account's mailbox knows it. */
  private async tellMailbox(tx: EntityManager, ctx: Ctx): Promise<void> {
    await this.mails.factorChanged(tx, await this.users.get(whoIs(ctx), tx));
  }

  private async setUpPage(ctx: Ctx, again: FormState = {}) {
    const begun = await this.factors.begun(whoIs(ctx), ctx.bank.name);
    if (!begun) return null;
    return (
      <SetUpAppPage
        secret={begun.secret}
        address={begun.address}
        picture={qrPicture(begun.address, 'Code à lire avec votre application')}
        {...again}
      />
    );
  }

  private async page(ctx: Ctx, form?: FactorForm, refused: FormState = {}) {
    const userId = whoIs(ctx);
    const [factors, lately, creation] = await Promise.all([
      this.factors.view(userId),
      this.signIns.isLately(sessionHashOf(ctx)),
      this.passkeys.creation(userId, siteOf(ctx.req), ctx.bank.name),
    ]);
    return (
      <SecondFactorPage
        factors={factors}
        unproven={ctx.identity?.unproven ?? false}
        asksPassword={!lately}
        creation={creation}
        timeZone={ctx.bank.timeZone}
        refused={form ? { form, ...refused } : undefined}
      />
    );
  }
}

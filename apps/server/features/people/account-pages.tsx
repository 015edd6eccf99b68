import { Injectable } from '@nestjs/common';
import { identityProviders } from '#kernel';
import { AccountMails } from '#notifications';
import { AccountService, ProviderSignInService, SignInService } from '#people';
import type { Ctx } from '../../http/ctx.js';
import type { Again } from '../../ui/index.js';
import { type AccountForm, AccountPage } from './account.page.js';
import { sessionHashOf, whoIs } from './own-account.js';

/** The page of one's own account, which several controllers show again. */
@Injectable()
export class AccountPages {
  constructor(
    private readonly accounts: AccountService,
    private readonly providers: ProviderSignInService,
    private readonly signIns: SignInService,
    private readonly mails: AccountMails,
  ) {}

  /** @param form the one that was refused */
  async account(ctx: Ctx, form?: AccountForm, refused: Again = {}) {
    const account = await this.accounts.view(whoIs(ctx), sessionHashOf(ctx));
    return (
      <AccountPage
        account={account}
        timeZone={ctx.bank.timeZone}
        mail={this.mails.possible}
        providers={await this.providersOf(ctx)}
        {...(form ? { refused: { form, ...refused } } : {})}
      />
    );
  }

  /** Null where the bank has none. */
  private async providersOf(ctx: Ctx) {
    const known = identityProviders();
    if (known.length === 0) return null;
    const [linked, lately] = [await this.providers.linked(whoIs(ctx)), await this.signIns.isLately(sessionHashOf(ctx))];
    return {
      asksPassword: !lately,
      list: known.map(({ id, name, issuer }) => ({
        id,
        name,
        linked: linked.find((one) => one.issuer === issuer) ?? null,
      })),
    };
  }
}

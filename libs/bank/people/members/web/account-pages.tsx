import { Injectable } from '@nestjs/common';
import { AccountMails } from '#bank/mails';
import { AccountService, type AccountView } from '#bank/people';
import type { Ctx } from '#platform/http';
import { identityProviders } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import type { OwnProviders } from '../../providers/web/providers.page.js';
import { type AccountForm, AccountPage } from './account.page.js';
import { sessionHashOf, whoIs } from './own-account.js';

/** The page of one's own account, which several controllers show again. */
@Injectable()
export class AccountPages {
  constructor(
    private readonly accounts: AccountService,
    private readonly mails: AccountMails,
  ) {}

  async account(ctx: Ctx, form?: AccountForm, refused: FormState = {}) {
    const account = await this.accounts.view(whoIs(ctx), sessionHashOf(ctx));
    return (
      <AccountPage
        account={account}
        timeZone={ctx.bank.timeZone}
        mail={this.mails.possible}
        providers={providersOf(account)}
        refused={form ? { form, ...refused } : undefined}
      />
    );
  }
}

function providersOf({ providers, sessions }: AccountView): OwnProviders | null {
  const known = identityProviders();
  if (known.length === 0) return null;
  return {
    asksPassword: !sessions.some(({ here, lately }) => here && lately),
    list: known.map(({ id, name, issuer }) => ({
      id,
      name,
      linked: providers.find((one) => one.issuer === issuer) ?? null,
    })),
  };
}

import { Controller, Get } from '@nestjs/common';
import type { BankView } from '#people';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { AccessibilityPage, type BankIdentity, LegalPage, PrivacyPage } from '../../ui/index.js';

const identity = ({ hosting, privacyContact, ...bank }: BankView): BankIdentity => ({
  ...bank,
  legalName: bank.legalName || null,
  host: hosting,
  dpo: privacyContact,
});

/** The pages the law asks for, filled from the bank's settings. */
@Controller()
export class LegalController {
  @Get('mentions-legales')
  @Policy({ public: true })
  legal(@Context() ctx: Ctx): Answer {
    return ctx.page(<LegalPage bank={identity(ctx.bank)} />);
  }

  @Get('donnees-personnelles')
  @Policy({ public: true })
  privacy(@Context() ctx: Ctx): Answer {
    return ctx.page(<PrivacyPage bank={identity(ctx.bank)} />);
  }

  @Get('accessibilite')
  @Policy({ public: true })
  accessibility(@Context() ctx: Ctx): Answer {
    return ctx.page(<AccessibilityPage bank={identity(ctx.bank)} />);
  }
}

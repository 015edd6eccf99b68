import { Controller } from '@nestjs/common';
import { ACCESSIBILITY_LEVELS, AccessibilityService, type BankView } from '#bank/people';
import { PersonalDataService } from '#bank/rules';
import { type Answer, Context, Ctx, Read } from '#platform/http';
import { basisOf, PROCESSINGS, type Processing } from '#platform/kernel';
import { AccessibilityPage, type BankIdentity, LegalPage, PrivacyPage, type ProcessingView } from '#platform/ui';

const identity = ({ hosting, privacyContact, accessibility: _, ...bank }: BankView): BankIdentity => ({
  ...bank,
  legalName: bank.legalName || null,
  host: hosting,
  dpo: privacyContact,
});

/** The pages the law asks for, filled from the bank's settings. */
@Controller()
export class LegalController {
  constructor(
    private readonly personalData: PersonalDataService,
    private readonly accessibility: AccessibilityService,
  ) {}

  @Read({ public: true }, { page: 'mentions-legales' })
  legal(@Context() ctx: Ctx): Answer {
    return ctx.page(<LegalPage bank={identity(ctx.bank)} />);
  }

  @Read({ public: true }, { page: 'donnees-personnelles' })
  async privacy(@Context() ctx: Ctx): Promise<Answer> {
    const [lines, sources] = [await this.personalData.lines(), await this.personalData.sources()];
    const data = (Object.keys(PROCESSINGS) as Processing[]).map((id): ProcessingView => {
      const { basis: _, ...words } = PROCESSINGS[id];
      const kept = lines.filter((line) => line.processing === id);
      return { ...words, basis: basisOf(id, ctx.bank.bodyKind, sources), kept };
    });
    return ctx.page(<PrivacyPage bank={identity(ctx.bank)} data={data} />);
  }

  @Read({ public: true }, { page: 'accessibilite' })
  async accessibilityOf(@Context() ctx: Ctx): Promise<Answer> {
    const { declaredAt, level, gaps, ...audit } = await this.accessibility.declaration();
    const lines = gaps
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    const declared = declaredAt ? { ...audit, level: ACCESSIBILITY_LEVELS[level], gaps: lines, declaredAt } : null;
    const law = await this.personalData.lawOf('accessibility');
    return ctx.page(
      <AccessibilityPage bank={identity(ctx.bank)} declaration={declared} law={law} timeZone={ctx.bank.timeZone} />,
    );
  }
}

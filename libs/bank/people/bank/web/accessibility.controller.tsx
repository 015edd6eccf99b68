import { Controller } from '@nestjs/common';
import { AccessibilityService } from '#bank/people';
import { type Answer, AskedForm, Context, Ctx } from '#platform/http';
import { WRITE } from '#platform/kernel';
import { AccessibilityForm, AccessibilitySettingsPage } from './accessibility.page.js';

/** The bank's own declaration: its level, its audit, its words. */
@Controller()
export class AccessibilityController {
  constructor(private readonly accessibility: AccessibilityService) {}

  @AskedForm(WRITE.bank, 'gestion/accessibilite')
  declare(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.submit({
      dto: AccessibilityForm,
      done: 'Déclaration enregistrée : le pied de page et la page Accessibilité la disent.',
      work: async (tx, { level, rate, auditor, auditedOn, gaps }) => {
        await this.accessibility.declare(tx, ctx.actor, {
          level,
          rate: rate ?? null,
          auditor: auditor?.trim() ?? '',
          auditedOn: auditedOn ?? null,
          gaps: gaps?.trim() ?? '',
        });
        return '/accessibilite';
      },
      page: async (again) => (
        <AccessibilitySettingsPage declaration={await this.accessibility.declaration()} {...again} />
      ),
    });
  }
}

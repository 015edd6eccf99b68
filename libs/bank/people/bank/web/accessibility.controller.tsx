import { Controller, Get, Post } from '@nestjs/common';
import { AccessibilityService } from '#bank/people';
import { type Answer, Context, Ctx, Policy } from '#platform/http';
import { WRITE } from '#platform/kernel';
import { AccessibilityDto } from './accessibility.dto.js';
import { AccessibilitySettingsPage } from './accessibility.page.js';

/** The bank's own declaration: its level, its audit, its words. */
@Controller()
export class AccessibilityController {
  constructor(private readonly accessibility: AccessibilityService) {}

  @Get('gestion/accessibilite')
  @Policy(WRITE.bank)
  async show(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(<AccessibilitySettingsPage declaration={await this.accessibility.declaration()} />);
  }

  @Post('gestion/accessibilite')
  @Policy(WRITE.bank)
  declare(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.submit({
      dto: AccessibilityDto,
      done: 'Déclaration enregistrée : le pied de page et la page Accessibilité la disent.',
      work: async (tx, { level, rate, auditor, auditedOn, gaps }) => {
        await this.accessibility.declare(tx, ctx.actor, {
          level,
          rate: rate === undefined ? null : Number(rate),
          auditor: auditor?.trim() ?? '',
          auditedOn: auditedOn ?? null,
          gaps: gaps?.trim() ?? '',
        });
        return '/accessibilite';
      },
      again: async (problems, values) => (
        <AccessibilitySettingsPage
          declaration={await this.accessibility.declaration()}
          problems={problems}
          values={values}
        />
      ),
    });
  }
}

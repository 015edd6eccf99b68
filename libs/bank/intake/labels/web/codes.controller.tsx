import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { readIdentifier, showAssetCode } from '#bank/devices';
import { CodeRolls } from '#bank/intake';
import { type Answer, Context, Ctx, json, Policy, seeOther, sentenceOfRule } from '#platform/http';
import { READ, RuleBroken } from '#platform/kernel';
import { CodeRefusedPage, FreeCodePage, ScanCodePage } from './code.page.js';

const TITLES: Readonly<Record<string, string>> = {
  'devices.code_unknown': 'Ce code n’existe pas',
  'devices.code_elsewhere': 'Ce code n’est pas à vous',
  'devices.code_taken': 'Ce code est déjà pris',
  'devices.code_voided': 'Ce code est annulé',
};

/** A label without a visible device: its device may be described now, or why not. */
@ApiTags('codes')
@ApiBearerAuth()
@Controller()
export class CodesController {
  constructor(private readonly rolls: CodeRolls) {}

  /**
   * A code that waits for its device. Otherwise a problem says why: `devices.code_taken`, `devices.code_unknown`,
   * `devices.code_elsewhere`, `devices.code_voided`, `devices.code_wrong_check`.
   */
  @Get('api/v1/codes/:code')
  @Policy(READ.labels)
  async show(@Context() ctx: Ctx, @Param('code') code: string) {
    return json(200, await this.rolls.read(ctx.actor, code));
  }

  @Get('dons/etiquettes/codes')
  @Policy(READ.labels)
  typed(@Context() ctx: Ctx, @Query('code') code?: string): Promise<Answer> {
    if (typeof code !== 'string' || !code.trim()) return Promise.resolve(ctx.page(<ScanCodePage />));
    return this.answer(ctx, code.slice(0, 200));
  }

  @Get('dons/etiquettes/codes/:code')
  @Policy(READ.labels)
  scanned(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    return this.answer(ctx, code);
  }

  private async answer(ctx: Ctx, typed: string): Promise<Answer> {
    try {
      const code = await this.rolls.read(ctx.actor, typed);
      return ctx.page(<FreeCodePage code={code} donations={await this.rolls.donationsFor(ctx.actor, code)} />);
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      const { code, visible } = error.facts as { code?: string; visible?: boolean };
      if (code && visible) return seeOther(`/appareils/${code}`);
      const isCode = readIdentifier(typed).kind === 'code';
      return ctx.page(
        <CodeRefusedPage
          typed={code ? showAssetCode(code) : typed || 'Rien n’est écrit'}
          title={TITLES[error.code] ?? 'Ce code n’est pas juste'}
          sentence={sentenceOfRule(error)}
          reportHref={isCode ? `/E/${encodeURIComponent(typed)}?panne=oui` : null}
        />,
        404,
      );
    }
  }
}

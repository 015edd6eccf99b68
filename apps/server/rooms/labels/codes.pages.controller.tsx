import { Controller, Get, Param, Query } from '@nestjs/common';
import { readIdentifier, showAssetCode } from '#devices';
import { CodeRolls } from '#intake';
import { READ, RuleBroken } from '#kernel';
import { type Answer, seeOther } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { sentenceOfRule } from '../../http/sentences.js';
import { CodeRefusedPage, FreeCodePage, ScanCodePage } from './code.page.js';

const TITLES: Readonly<Record<string, string>> = {
  'devices.code_unknown': 'Ce code n’existe pas',
  'devices.code_elsewhere': 'Ce code n’est pas à vous',
  'devices.code_taken': 'Ce code est déjà pris',
  'devices.code_voided': 'Ce code est annulé',
};

/** What a label is that leads to no device one sees: to be described, or why it cannot be. */
@Controller('dons/etiquettes/codes')
export class CodesPages {
  constructor(private readonly rolls: CodeRolls) {}

  @Get()
  @Policy(READ.labels)
  typed(@Context() ctx: Ctx, @Query('code') code?: string): Promise<Answer> {
    if (typeof code !== 'string' || !code.trim()) return Promise.resolve(ctx.page(<ScanCodePage />));
    return this.answer(ctx, code.slice(0, 200));
  }

  @Get(':code')
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

import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DeviceQueries, readIdentifier } from '#devices';
import { CodeRolls } from '#intake';
import { isMember, may, newId, READ, RuleBroken } from '#kernel';
import { FaultsService, readLabel } from '#maintenance';
import { type Answer, seeOther } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { sentenceOfRule } from '../../http/sentences.js';
import { AskLabelPage, BlankCodePage, FaultPage, FollowUpPage, WrongCheckPage } from './fault.pages.js';
import { FaultDto } from './maintenance.dto.js';

/** What a label's QR opens: for a stranger the fault form, for somebody who sees the device its page. */
@Controller()
export class FaultsPages {
  constructor(
    private readonly faults: FaultsService,
    private readonly devices: DeviceQueries,
    private readonly rolls: CodeRolls,
  ) {}

  @Get('E')
  @Policy({ public: true })
  async ask(@Context() ctx: Ctx, @Query('numero') typed?: string, @Query('ancien') old?: string): Promise<Answer> {
    if (typeof old === 'string' && old.trim()) return this.open(ctx, { kind: 'label', text: old.trim().slice(0, 60) });
    if (typeof typed !== 'string') return ctx.page(<AskLabelPage />);
    try {
      return await this.open(ctx, readLabel(typed));
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      const problem = { field: 'numero', code: error.code, message: sentenceOfRule(error) };
      return ctx.page(<AskLabelPage problems={[problem]} values={{ numero: typed }} />, 422);
    }
  }

  @Get(['E/:code', 'e/:code'])
  @Policy({ public: true })
  async label(@Context() ctx: Ctx, @Param('code') code: string, @Query('panne') fault?: string): Promise<Answer> {
    return this.open(ctx, readLabel(code, true), fault === 'oui');
  }

  @Post('E')
  @Policy({ public: true })
  async report(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    const id = newId();
    return ctx.submit({
      dto: FaultDto,
      body,
      ref: id,
      work: (tx, form) => this.faults.report(tx, ctx.actor, { ...form, asWritten: true, address: ctx.req.ip }, id),
      to: async (ticket) => `/suivi/${(await this.faults.receipt(ticket)).secret}`,
      again: (problems, values) => <FaultPage label={values['label'] ?? ''} problems={problems} values={values} />,
    });
  }

  @Get('suivi/:secret')
  @Policy({ public: true })
  async follow(@Context() ctx: Ctx, @Param('secret') secret: string): Promise<Answer> {
    const ticket = await this.faults.followUp(secret);
    const page = <FollowUpPage ticket={ticket} address={`/suivi/${secret}`} timeZone={ctx.bank.timeZone} />;
    return ctx.page(page);
  }

  /** A code that waits for its device: who works at intake describes it, other members are told; `fault` says that they come to report one. */
  private async open(ctx: Ctx, label: ReturnType<typeof readLabel>, fault = false): Promise<Answer> {
    if (ctx.identity) {
      const found = await this.devices.byIdentifier(ctx.actor, label.text);
      if (found.kind === 'one') return seeOther(`/appareils/${found.code}`);
      if (found.kind === 'several') return seeOther(`/appareils?q=${encodeURIComponent(label.text)}`);
      const isCode = label.kind === 'wrong_check' || readIdentifier(label.text).kind === 'code';
      if (isCode && !fault && may(ctx.actor, READ.labels))
        return seeOther(`/dons/etiquettes/codes/${encodeURIComponent(label.text)}`);
      if (isCode && !fault && isMember(ctx.actor) && (await this.rolls.isBlank(label.text)))
        return ctx.page(<BlankCodePage code={label.text} />);
    }
    if (label.kind === 'wrong_check') return ctx.page(<WrongCheckPage text={label.text} lookAlike={label.lookAlike} />);
    return ctx.page(<FaultPage label={label.text} />);
  }
}

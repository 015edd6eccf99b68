import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DeviceQueries, readIdentifier, showLabel } from '#bank/devices';
import { FaultsService, readLabel } from '#bank/faults';
import { CodeRolls } from '#bank/intake';
import {
  Act,
  type Answer,
  Context,
  Ctx,
  countedBy,
  Policy,
  PostedForm,
  Read,
  seeOther,
  sentenceOfRule,
} from '#platform/http';
import { isMember, may, newId, READ, RuleBroken } from '#platform/kernel';
import { AskLabelPage, BlankCodePage, FaultPage, WrongCheckPage } from './fault.pages.js';
import { FaultDto, FaultForm, FollowForm } from './faults.dto.js';
import { AskNumberPage, FollowUpPage } from './follow.pages.js';

/** Faults as anybody may report and follow them, without a token. A label's QR leads here; who sees the device goes on to its page. */
@ApiTags('faults')
@Controller()
export class FaultsController {
  constructor(
    private readonly faults: FaultsService,
    private readonly devices: DeviceQueries,
    private readonly rolls: CodeRolls,
  ) {}

  @Read({ public: true }, { page: 'E' })
  async askLabel(@Context() ctx: Ctx, @Query('numero') typed?: string, @Query('ancien') old?: string): Promise<Answer> {
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
  async openLabel(@Context() ctx: Ctx, @Param('code') code: string, @Query('panne') fault?: string): Promise<Answer> {
    return this.open(ctx, readLabel(code, true), fault === 'oui');
  }

  /** Reports a fault. Answers alike for every well-formed label, known or not. Keep `followUp`: it is shown only here. */
  @Act({ public: true }, { page: 'E', api: 'faults', takes: FaultDto })
  report(@Context() ctx: Ctx) {
    const id = newId();
    return ctx.act({
      makes: id,
      dto: FaultDto,
      form: FaultForm,
      fromForm: (posted) => ({ ...posted, asWritten: true }),
      rules: (_, given) => this.faults.judge(given),
      work: (tx, form: FaultForm) => this.faults.receive(tx, ctx.actor, { ...form, countedBy: countedBy(ctx) }, id),
      // The label, once: the page that follows a fault says nothing of the device.
      done: () => ({
        text: `Numéro de l’étiquette : « ${showLabel(String(ctx.posted['label'] ?? '').slice(0, 60))} ».`,
        link: { href: '/E', label: 'Ce n’est pas ce numéro ? Recommencez' },
      }),
      to: async (ticket) => `/suivi/${(await this.faults.followUpKey(ticket)).secret}`,
      page: ({ problems = [], values = {} }) => (
        <FaultPage label={values['label'] ?? ''} problems={problems} values={values} />
      ),
      view: async (ticket) => {
        const { number, secret, word } = await this.faults.followUpKey(ticket);
        const { state, words } = await this.faults.followUp(secret);
        return { number, word, followUp: `/suivi/${secret}`, state, words };
      },
    });
  }

  /** Where a fault is, by the secret of its follow-up address. */
  @Read({ public: true }, { page: 'suivi/:secret', api: 'faults/:secret' })
  async follow(@Context() ctx: Ctx, @Param('secret') secret: string) {
    const { ticket, word } = await this.faults.followed(secret);
    return ctx.answer(ticket, () => <FollowUpPage {...{ ticket, word }} address={`/suivi/${secret}`} />);
  }

  /** Where whoever has not the link at hand follows their fault: by its number and its word. */
  @Read({ public: true }, { page: 'suivi' })
  async askNumber(@Context() ctx: Ctx, @Query('erreur') wrong?: string): Promise<Answer> {
    return ctx.page(<AskNumberPage wrong={wrong === 'oui'} />);
  }

  @PostedForm({ public: true }, 'suivi')
  findNumber(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.submit({
      dto: FollowForm,
      work: (tx, { number, word }: FollowForm) => this.faults.byNumber(tx, number, word),
      to: async (found) =>
        found === 'none' ? '/suivi?erreur=oui' : `/suivi/${(await this.faults.followUpKey(found)).secret}`,
      page: ({ problems = [], values = {} }) => <AskNumberPage problems={problems} values={values} />,
    });
  }

  /** Asks once more, where nobody answered or it broke again: those who take care of it are told. Once for each report. */
  @Act({ public: true }, { page: 'suivi/:secret/encore', api: 'faults/:secret/ask-again' })
  askAgain(@Context() ctx: Ctx, @Param('secret') secret: string) {
    return ctx.act({
      work: (tx) => this.faults.askOnceMore(tx, ctx.actor, secret),
      done: () => 'C’est noté : ceux qui s’occupent de votre panne sont prévenus.',
      to: () => `/suivi/${secret}`,
      view: () => this.faults.followUp(secret),
      page: async ({ problems = [] }) => {
        const { ticket, word } = await this.faults.followed(secret);
        return <FollowUpPage {...{ ticket, word, problems }} address={`/suivi/${secret}`} />;
      },
    });
  }

  /** A code that waits for its device: who works at intake describes it, other members are told; `fault` says that they come to report one. */
  private async open(ctx: Ctx, label: ReturnType<typeof readLabel>, fault = false): Promise<Answer> {
    const found = ctx.identity ? await this.devices.byIdentifier(ctx.actor, label.text) : null;
    if (found && !fault) {
      if (found.kind === 'one') return seeOther(`/appareils/${found.code}`);
      if (found.kind === 'several') return seeOther(`/appareils?q=${encodeURIComponent(label.text)}`);
      const isCode = label.kind === 'wrong_check' || readIdentifier(label.text).kind === 'code';
      if (isCode && may(ctx.actor, READ.labels))
        return seeOther(`/dons/etiquettes/codes/${encodeURIComponent(label.text)}`);
      if (isCode && isMember(ctx.actor) && (await this.rolls.isBlank(label.text)))
        return ctx.page(<BlankCodePage code={label.text} />);
    }
    if (label.kind === 'wrong_check') return ctx.page(<WrongCheckPage text={label.text} lookAlike={label.lookAlike} />);
    const seen = found?.kind === 'wrong_check' ? 'none' : found?.kind;
    return ctx.page(<FaultPage label={label.text} seen={seen} />);
  }
}

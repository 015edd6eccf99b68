import { Controller, Get } from '@nestjs/common';
import { DEVICE_LIFECYCLE } from '#bank/devices';
import { DonationQueries, SuggestionQueries } from '#bank/intake';
import type { DeskData, OpenDonation } from '#platform/contract';
import { type Answer, Context, Ctx, json, Policy, shownMark } from '#platform/http';
import { isMember } from '#platform/kernel';
import { progressWords } from '../../web/intake.words.js';
import { DeskPage } from './desk.page.js';

/** A donation is logged for days, not for months: a desk that has more open ones finds the others in the list of donations. */
const OPEN = 100;

/** The desk of who logs devices: their open donations, and what a phone keeps of them. */
@Controller()
export class DeskController {
  constructor(
    private readonly donations: DonationQueries,
    private readonly suggestions: SuggestionQueries,
  ) {}

  @Get('collecte')
  @Policy(DEVICE_LIFECYCLE.right('log'))
  async desk(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(<DeskPage donations={await this.open(ctx)} />);
  }

  /** What the phone keeps for its desk: no name of a person, and nothing that is not this organisation's. */
  @Get('collecte/donnees')
  @Policy(DEVICE_LIFECYCLE.right('log'))
  async data(@Context() ctx: Ctx): Promise<Answer> {
    const { actor } = ctx;
    const me = isMember(actor)
      ? { id: actor.membershipId, operator: actor.operatorNumber, organisation: actor.organisationId }
      : null;
    const data: DeskData = {
      me,
      donations: await this.open(ctx),
      suggestions: await this.suggestions.byCategory(actor),
    };
    return json(200, data);
  }

  private async open(ctx: Ctx): Promise<OpenDonation[]> {
    const { items } = await this.donations.list(ctx.actor, { state: 'received', limit: OPEN });
    return items.map((d) => ({
      id: d.id,
      number: d.number,
      donor: d.donorName,
      kind: d.donorKind,
      progress: progressWords(d),
      shown: shownMark(ctx.actor, `/dons/${d.id}/appareils`),
    }));
  }
}

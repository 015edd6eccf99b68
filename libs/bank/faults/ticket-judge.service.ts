import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SwapService } from '#bank/allocation';
import { type Actor, askAll } from '#platform/kernel';
import { mustBeDevice, mustBeSolution, mustBeUntouched, mustSayFiles } from './repair-end.js';
import { TICKET_LIFECYCLE, type TicketVerb } from './ticket.lifecycle.js';
import { lockTicket } from './ticket-changes.js';
import type { TicketInput } from './tickets.service.js';

/** What an action is given, whatever a signature is as it came. */
type Said = Omit<TicketInput, 'signature'> & { readonly signature?: object | undefined };

/** All that is to be corrected in what is said of a fault, at once. */
@Injectable()
export class TicketJudge {
  constructor(private readonly swaps: SwapService) {}

  /**
   * Every rule that can be judged of what is given for an action, each by itself; writes nothing.
   * @throws NotFound for a ticket that the actor does not see; RuleBroken as `TicketsService.act`
   */
  async judge(tx: EntityManager, actor: Actor, verb: TicketVerb, id: string, given: Said): Promise<void> {
    const ticket = await lockTicket(tx, actor, id);
    TICKET_LIFECYCLE.mustMay(actor, verb, ticket);
    const { solution, files, replacementDeviceId } = given;
    if (verb === 'give_back')
      await askAll(
        () => mustBeSolution(solution),
        () => mustSayFiles(files),
        () => files && mustBeUntouched(tx, ticket.deviceId!, files),
      );
    if (verb === 'swap')
      await askAll(
        () => mustBeDevice(replacementDeviceId),
        () => this.swaps.judge(tx, actor, given),
      );
  }
}

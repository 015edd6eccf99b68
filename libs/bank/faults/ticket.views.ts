import type { CloseReason, Problem, Solution, TicketState, TicketVerb } from './ticket.lifecycle.js';

/** What the person with the follow-up link reads: nothing of the device, nothing of people. */
export interface FollowUpView {
  readonly number: string;
  readonly problem: Problem;
  readonly state: TicketState;
  /** The state in plain words. */
  readonly words: string;
  readonly openedAt: Date;
  readonly changedAt: Date;
}

/** A row of the list of faults. */
export interface TicketListView {
  readonly id: string;
  /** `P-7K3F-92` */
  readonly number: string;
  readonly problem: Problem;
  readonly state: TicketState;
  /** The label as it was read, for a ticket that waits for its device. */
  readonly typed: string;
  readonly deviceId: string | null;
  readonly deviceCode: string | null;
  readonly category: string | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly structureId: string | null;
  readonly structure: string | null;
  readonly openedAt: Date;
  readonly endedAt: Date | null;
  /** While it waits. */
  readonly waitingSince: Date | null;
}

/** A ticket as the structure and the bank read it. */
export interface TicketView extends TicketListView {
  readonly sentence: string | null;
  readonly phone: string | null;
  readonly solution: Solution | null;
  readonly closeReason: CloseReason | null;
  readonly replacementCode: string | null;
  /** The device travels in a lot now. */
  readonly deviceOnItsWay: boolean;
  /** Who holds the device now, when that is not the ticket's structure: a workshop that repairs it. */
  readonly deviceElsewhere: string | null;
  /** What was last repaired of the device since the ticket was opened, as the bench noted it. */
  readonly deviceRepaired: string | null;
  /** Other faults of the same device that still wait. */
  readonly others: readonly { readonly id: string; readonly number: string }[];
  readonly allowed: readonly TicketVerb[];
}

/** One line of a ticket's history. A name appears only inside the reader's own organisation. */
export interface TicketEventView {
  readonly id: string;
  readonly verb: TicketVerb;
  readonly reason: Solution | CloseReason | null;
  readonly at: Date;
  readonly operatorNumber: number | null;
  readonly operatorName: string | null;
  readonly organisation: string | null;
}

/** A place where a device that is taken in can stand. */
export interface PlaceChoice {
  readonly id: string;
  readonly name: string;
}

/** A device of the structure that can replace a broken one. */
export interface ReplacementChoice {
  readonly id: string;
  readonly code: string;
  readonly category: string;
  readonly make: string;
  readonly model: string;
  readonly sameCategory: boolean;
}

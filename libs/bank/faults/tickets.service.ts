import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Signature, SwapService, type UnsignedWhy } from '#bank/allocation';
import { type CorrectionReason, CorrectionsService, mustMayCorrect } from '#bank/corrections';
import { type Cause, DEVICE_LIFECYCLE, DevicesService, endVisibility, grantVisibility } from '#bank/devices';
import { activePlace } from '#bank/people';
import { rows } from '#platform/database';
import {
  type Actor,
  askAll,
  clock,
  isId,
  isMember,
  mayAll,
  membershipOf,
  NotFound,
  READ,
  RuleBroken,
} from '#platform/kernel';
import { deviceBehind, deviceOfReport, whileOpen } from './device-behind.js';
import type { Found } from './findings.js';
import { ReportSorting } from './report-sorting.service.js';
import { silentTickets } from './reporter-texts.js';
import {
  type CloseReason,
  closeReasonsFrom,
  type Files,
  isLive,
  type Solution,
  TICKET_LIFECYCLE,
  type TicketAct,
  type TicketVerb,
  type WaitsFor,
} from './ticket.lifecycle.js';
import {
  changeTicket,
  lockTicket,
  mustBeColleague,
  mustBeDay,
  mustBeDevice,
  mustBeFound,
  mustBeSolution,
  mustBeUntouched,
  mustBeWaiting,
  mustSayFiles,
  seeTicket,
  type TicketChange,
  type TicketRow,
} from './ticket-changes.js';
import { showTicketNumber } from './ticket-listing.js';

export interface TicketInput {
  readonly solution?: Solution | undefined;
  /** For `close`; for `reopen`, how the mistake came about. */
  readonly reason?: CloseReason | CorrectionReason | undefined;
  readonly files?: Files | undefined;
  readonly placeId?: string | undefined;
  readonly replacementDeviceId?: string | undefined;
  readonly label?: string | undefined;
  /** For `wait`: whom or what it waits for, and the last day, `2026-12-01`. */
  readonly waitsFor?: WaitsFor | undefined;
  readonly waitsUntil?: string | undefined;
  /** For `diagnose`, and where it is known then for `solve`, `give_back` and `swap`. */
  readonly found?: Found | undefined;
  /** For `entrust`: the membership of a colleague. */
  readonly ownerId?: string | undefined;
  /** For `move_out`: one of its reports. */
  readonly reportId?: string | undefined;
  /** For `swap`: the person's signature for the replacement, or why there is none; and the agent's own. */
  readonly signature?: Signature | undefined;
  readonly unsigned?: UnsignedWhy | undefined;
  readonly password?: string | undefined;
}

/** @returns the id of the fault where it goes on, if that is another. */
type Work = (tx: EntityManager, actor: Actor, id: string, input: TicketInput) => Promise<string> | Promise<void>;
type PostedInput = Omit<TicketInput, 'signature'> & { readonly signature?: object | undefined };

/** What the structure and the bank do with a fault. Each method works in the caller's transaction; strangers' tickets are NotFound. */
@Injectable()
export class TicketsService {
  constructor(
    private readonly devices: DevicesService,
    private readonly swaps: SwapService,
    private readonly corrections: CorrectionsService,
    private readonly sorting: ReportSorting,
  ) {}

  /**
   * Carries out an action by its name in the table, for pages and API alike. @returns the id of the fault where whoever acts goes on: mostly the same.
   * @throws as the method of that action.
   */
  async act(tx: EntityManager, actor: Actor, verb: TicketAct, id: string, input: TicketInput): Promise<string> {
    return (await this.acts[verb](tx, actor, id, input)) ?? id;
  }

  private readonly acts: Readonly<Record<TicketAct, Work>> = {
    take: (tx, actor, id) => this.take(tx, actor, id),
    assign: (tx, actor, id, { label = '' }) => this.assign(tx, actor, id, label),
    move_out: (tx, actor, id, { reportId }) => this.moveOut(tx, actor, id, reportId),
    entrust: (tx, actor, id, { ownerId }) => this.entrust(tx, actor, id, ownerId),
    diagnose: (tx, actor, id, { found }) => this.diagnose(tx, actor, id, found),
    wait: (tx, actor, id, { waitsFor, waitsUntil }) => this.wait(tx, actor, id, waitsFor, waitsUntil),
    resume: (tx, actor, id) => this.resume(tx, actor, id),
    take_in: (tx, actor, id, { placeId = '' }) => this.takeIn(tx, actor, id, placeId),
    solve: (tx, actor, id, { solution, found }) => this.solve(tx, actor, id, solution, found),
    give_back: (tx, actor, id, input) => this.giveBack(tx, actor, id, input),
    swap: (tx, actor, id, input) =>
      this.swap(tx, actor, id, { ...input, replacementDeviceId: input.replacementDeviceId ?? '' }),
    close: (tx, actor, id, { reason }) => this.close(tx, actor, id, reason as CloseReason | undefined),
    reopen: (tx, actor, id, { reason }) => this.reopen(tx, actor, id, reason),
  };

  /** Every rule that can be judged of what is posted, each by itself; writes nothing. @throws NotFound; RuleBroken as `act` */
  async judge(tx: EntityManager, actor: Actor, verb: TicketAct, id: string, posted: PostedInput): Promise<void> {
    const ticket = await lockTicket(tx, actor, id);
    TICKET_LIFECYCLE.mustMay(actor, verb, ticket);
    const { solution, files, replacementDeviceId } = posted;
    if (verb === 'give_back')
      await askAll(
        () => mustBeSolution(solution),
        () => mustSayFiles(files),
        () => files && mustBeUntouched(tx, ticket.deviceId!, files),
      );
    if (verb === 'swap')
      await askAll(
        () => mustBeDevice(replacementDeviceId),
        () => this.swaps.judge(tx, actor, posted),
      );
    if (verb === 'wait')
      await askAll(
        () => mustBeWaiting(posted.waitsFor),
        () => mustBeDay(tx, posted.waitsUntil),
      );
  }

  /** Whoever takes it has it in hand, until they entrust it to a colleague. */
  async take(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    const ticket = await this.lockFor(tx, actor, 'take', id);
    await changeTicket(tx, actor, 'take', ticket, { ownerId: membershipOf(actor) });
  }

  /** @throws RuleBroken `maintenance.owner_unknown` */
  async entrust(tx: EntityManager, actor: Actor, id: string, ownerId: string | undefined): Promise<void> {
    const ticket = await this.lockFor(tx, actor, 'entrust', id);
    await changeTicket(tx, actor, 'entrust', ticket, { ownerId: await mustBeColleague(tx, actor, ownerId) });
  }

  /** @throws RuleBroken `maintenance.found_missing` */
  async diagnose(tx: EntityManager, actor: Actor, id: string, found: Found | undefined): Promise<void> {
    const ticket = await this.lockFor(tx, actor, 'diagnose', id);
    await changeTicket(tx, actor, 'diagnose', ticket, { found: await mustBeFound(tx, ticket.deviceId!, found) });
  }

  /** @throws RuleBroken `maintenance.waits_for_missing`, `maintenance.until_wrong` */
  async wait(
    tx: EntityManager,
    actor: Actor,
    id: string,
    waitsFor: WaitsFor | undefined,
    until: string | undefined,
  ): Promise<void> {
    const ticket = await this.lockFor(tx, actor, 'wait', id);
    mustBeWaiting(waitsFor);
    const waitsUntil = await mustBeDay(tx, until);
    const to = ticket.state === 'device_in' ? 'device_in' : 'waiting';
    await changeTicket(tx, actor, 'wait', ticket, { to, waitsFor, waitsUntil });
  }

  /** The wait is over; a device that is here in repair stays in it. */
  async resume(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    const ticket = await this.lockFor(tx, actor, 'resume', id);
    await changeTicket(tx, actor, 'resume', ticket, { to: ticket.state === 'device_in' ? 'device_in' : 'taken' });
  }

  /**
   * The bank says which device it is about; whoever handed that one over sees the ticket from then on. Where the device has an open fault, what was
   * reported joins that one. @returns the id of the fault that goes on. @throws RuleBroken `maintenance.no_such_device`
   */
  async assign(tx: EntityManager, actor: Actor, id: string, label: string): Promise<string> {
    // The right first: what a label leads to, among all devices, is an answer for the bank alone.
    TICKET_LIFECYCLE.mustMay(actor, 'assign', await seeTicket(tx, actor, id));
    const found = await deviceBehind(tx, label.trim());
    if (!found) throw new RuleBroken('maintenance.no_such_device', { typed: label.slice(0, 60) }, 'label');
    const { deviceId, structureId } = found;
    const ticket = await this.lockFor(tx, actor, 'assign', id, [deviceId]);
    await endVisibility(tx, ticket.id);
    const other = await this.sorting.goOnInOpenOne(tx, actor, ticket, deviceId);
    if (other) return other;
    if (structureId) await grantVisibility(tx, structureId, [deviceId], { kind: 'ticket', id: ticket.id });
    await changeTicket(tx, actor, 'assign', ticket, { deviceId, structureId });
    return ticket.id;
  }

  /**
   * A report that is about another device leaves: for that one's fault, where its label leads to it, else for one of its own. A structure stays with
   * what is its own. @returns where the actor goes on. @throws RuleBroken `maintenance.report_unknown`
   */
  async moveOut(tx: EntityManager, actor: Actor, id: string, reportId: string | undefined): Promise<string> {
    const device = isId(reportId) ? await deviceOfReport(tx, reportId) : null;
    const ticket = await this.lockFor(tx, actor, 'move_out', id, device ? [device.deviceId] : []);
    const moved = await this.sorting.moveOut(tx, actor, ticket, reportId, device);
    return mayAll(actor, READ.tickets) ? moved : id;
  }

  async solve(
    tx: EntityManager,
    actor: Actor,
    id: string,
    solution: Solution | undefined,
    found?: Found,
  ): Promise<void> {
    mustBeSolution(solution);
    const ticket = await this.lockFor(tx, actor, 'solve', id);
    await this.end(tx, actor, 'solve', ticket, { solution, ...(await alsoFound(tx, ticket, found)) });
  }

  /** Takes the device in to a place; the ticket remembers to whom it goes back. @throws RuleBroken `maintenance.place_unknown`, `devices.not_now` */
  async takeIn(tx: EntityManager, actor: Actor, id: string, placeId: string): Promise<void> {
    const ticket = await this.lockFor(tx, actor, 'take_in', id);
    if (!isMember(actor)) throw new NotFound('ticket');
    const device = await this.devices.lockVisible(tx, actor, ticket.deviceId!);
    DEVICE_LIFECYCLE.mustMay(actor, 'take_for_repair', device);
    if (!(await deviceConditions(tx, device.id, actor.organisationId)).theirs)
      throw new RuleBroken('maintenance.not_now', { number: showTicketNumber(ticket.number), state: ticket.state });
    const place = await activePlace(tx, actor.organisationId, placeId);
    if (!place) throw new RuleBroken('maintenance.place_unknown', {}, 'placeId');
    await this.devices.perform(tx, actor, 'take_for_repair', [device.id], {
      location: { place },
      holder: { organisation: actor.organisationId },
      cause: causeOf(ticket),
    });
    await this.swaps.contacted(tx, device.holder_ref!);
    await changeTicket(tx, actor, 'take_in', ticket, { reference: device.holder_ref });
  }

  /**
   * The repaired device goes back to its person, whose hand-over never ended. Who gives it back says what became of their files.
   * @throws RuleBroken `maintenance.solution_missing`, `maintenance.files_missing`, `maintenance.media_touched`, `devices.not_now`
   */
  async giveBack(
    tx: EntityManager,
    actor: Actor,
    id: string,
    { solution, files, found }: Pick<TicketInput, 'solution' | 'files' | 'found'>,
  ): Promise<void> {
    mustBeSolution(solution);
    mustSayFiles(files);
    const ticket = await this.lockFor(tx, actor, 'give_back', id);
    const device = await this.devices.lockVisible(tx, actor, ticket.deviceId!);
    DEVICE_LIFECYCLE.mustMay(actor, 'give_back', device);
    await mustBeUntouched(tx, device.id, files);
    await this.devices.perform(tx, actor, 'give_back', [device.id], {
      location: 'with_holder',
      holder: { reference: ticket.reference! },
      cause: causeOf(ticket),
      facts: { files },
    });
    await this.swaps.contacted(tx, ticket.reference!);
    await this.end(tx, actor, 'give_back', ticket, { solution, ...(await alsoFound(tx, ticket, found)) });
  }

  /** Another device replaces the broken one. @throws RuleBroken `maintenance.replacement_unknown` and those of `SwapService.swap` */
  async swap(
    tx: EntityManager,
    actor: Actor,
    id: string,
    said: Pick<TicketInput, 'signature' | 'unsigned' | 'password' | 'found'> & { readonly replacementDeviceId: string },
  ): Promise<void> {
    const { replacementDeviceId, signature, unsigned, password, found } = said;
    mustBeDevice(replacementDeviceId);
    const ticket = await this.lockFor(tx, actor, 'swap', id, [replacementDeviceId]);
    await this.swaps.swap(tx, actor, {
      brokenDeviceId: ticket.deviceId!,
      replacementDeviceId,
      ticketId: ticket.id,
      ticketLabel: showTicketNumber(ticket.number),
      signature,
      unsigned,
      password,
    });
    await this.end(tx, actor, 'swap', ticket, { replacementDeviceId, ...(await alsoFound(tx, ticket, found)) });
  }

  async close(tx: EntityManager, actor: Actor, id: string, reason: CloseReason | undefined): Promise<void> {
    const ticket = await this.lockFor(tx, actor, 'close', id);
    if (!reason || !closeReasonsFrom(ticket.state).includes(reason))
      throw new RuleBroken('maintenance.reason_missing', {}, 'reason');
    await this.end(tx, actor, 'close', ticket, { closeReason: reason });
  }

  /** Ends silent tickets; of one whose device is here in repair only the words end (`forgetWords`): the device still waits. @returns how many ended */
  async endSilent(tx: EntityManager, now = clock.now()): Promise<number> {
    const silent = await silentTickets(tx, now);
    for (const id of silent) {
      const ticket = await lockTicket(tx, SYSTEM, id);
      // Somebody ended it since the list was read.
      if (isLive(ticket.state)) await this.end(tx, SYSTEM, 'close', ticket, { closeReason: 'no_news' });
    }
    return silent.length;
  }

  /**
   * It was ended too early: it goes on where it was. A device that still is in repair waits for its person again; one that has gone to
   * another structure since is nothing of this one's; where the structure closed since, the bank takes care. What the person wrote may be forgotten by
   * now: it goes on without.
   * @throws RuleBroken `maintenance.not_now`, `maintenance.goes_on_elsewhere`, `corrections.reason_missing`; NotFound
   */
  async reopen(tx: EntityManager, actor: Actor, id: string, reason: unknown): Promise<void> {
    const ticket = await this.lockFor(tx, actor, 'reopen', id);
    mustMayCorrect(actor, 'ticket_reopened', { organisationId: ticket.structureId, open: true }, reason);
    const structureId = await whileOpen(tx, ticket.structureId);
    const device = ticket.deviceId && structureId ? await deviceConditions(tx, ticket.deviceId, structureId) : null;
    if (device && !device.theirs)
      throw new RuleBroken('maintenance.not_now', { number: showTicketNumber(ticket.number), state: ticket.state });
    const other = await this.sorting.goingOnInstead(tx, ticket);
    if (other) throw new RuleBroken('maintenance.goes_on_elsewhere', { number: showTicketNumber(other) });
    const inRepair = ticket.reference !== null && device?.inRepair === true;
    const to = inRepair ? 'device_in' : ticket.deviceId ? 'taken' : 'open';
    await changeTicket(tx, actor, 'reopen', ticket, { to, structureId });
    if (structureId && ticket.deviceId)
      await grantVisibility(tx, structureId, [ticket.deviceId], { kind: 'ticket', id });
    await this.corrections.record(tx, actor, {
      kind: 'ticket_reopened',
      subjectId: id,
      label: showTicketNumber(ticket.number),
      organisationId: ticket.structureId,
      from: { ticket: ticket.state },
      to: { ticket: to },
      reason: reason as CorrectionReason,
    });
  }

  private async lockFor(
    tx: EntityManager,
    actor: Actor,
    verb: TicketVerb,
    id: string,
    alsoDevices: string[] = [],
  ): Promise<TicketRow> {
    const ticket = await lockTicket(tx, actor, id, alsoDevices);
    TICKET_LIFECYCLE.mustMay(actor, verb, ticket);
    return ticket;
  }

  /** What the open ticket let the structure see ends with it; what the hand-over lets it see stays. */
  private async end(
    tx: EntityManager,
    actor: Actor,
    verb: TicketVerb,
    ticket: TicketRow,
    change: TicketChange,
  ): Promise<void> {
    await changeTicket(tx, actor, verb, ticket, change);
    await endVisibility(tx, ticket.id);
  }
}

const SYSTEM: Actor = { kind: 'system', channel: 'system' };

const alsoFound = async (tx: EntityManager, ticket: TicketRow, found: Found | undefined): Promise<TicketChange> =>
  found ? { found: await mustBeFound(tx, ticket.deviceId!, found) } : {};

const causeOf = (ticket: TicketRow): Cause => ({
  kind: 'ticket',
  id: ticket.id,
  label: showTicketNumber(ticket.number),
});

interface DeviceConditions {
  readonly inRepair: boolean;
  /** The structure handed it over and that stands, or holds it: otherwise it is somebody else's by now. */
  readonly theirs: boolean;
}

/** Of a ticket that may be old: what was true when it was opened may no longer be. */
async function deviceConditions(tx: EntityManager, deviceId: string, structureId: string): Promise<DeviceConditions> {
  const [row] = await rows<DeviceConditions>(
    tx,
    `SELECT d.state = 'in_maintenance' AS "inRepair", coalesce(d.holder_org_id = $2, false) OR EXISTS (SELECT 1 FROM allocation.handover h
       WHERE h.device_id = d.id AND h.structure_id = $2 AND h.ended_at IS NULL) AS theirs
     FROM devices.device d WHERE d.id = $1`,
    [deviceId, structureId],
  );
  return row!;
}

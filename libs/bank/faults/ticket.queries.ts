import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type HandoverMode, HandoverQueries } from '#bank/allocation';
import { recordAccess } from '#bank/people';
import { type CountedPage, type Reader, rowOf, rows } from '#platform/database';
import { type Actor, may, membershipOf, organisationOf, type Page, READ, scopeOf } from '#platform/kernel';
import type { Found } from './findings.js';
import { OUT_DEVICE, type OutDevice } from './out-device.js';
import { openTexts } from './reporter-texts.js';
import {
  type CloseReason,
  OPEN_TICKET_STATES,
  type Problem,
  type Solution,
  TICKET_LIFECYCLE,
  type TicketState,
  type TicketVerb,
  type WaitsFor,
} from './ticket.lifecycle.js';
import { COLLEAGUE, visibleTo } from './ticket-changes.js';
import { showTicketNumber, TICKET_COLUMNS, TICKET_JOINS, TICKETS, type TicketsAsked } from './ticket-listing.js';
import { notesOf } from './ticket-notes.service.js';

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
  /** What was found by whoever looked. */
  readonly found: Found | null;
  readonly waitsFor: WaitsFor | null;
  /** The last day of that wait, `2026-12-01`. */
  readonly waitsUntil: string | null;
  /** From when on it is late, unless something is done; null once it is over. */
  readonly dueAt: Date | null;
  readonly late: boolean;
  /** While it waits. */
  readonly waitingSince: Date | null;
  /** It gathers reports of many devices, that one network sent in a day. */
  readonly gathers: boolean;
}

export interface TicketView extends TicketListView {
  /** What was written in the first of its `reports`, and where that one wants to be called. */
  readonly sentence: string | null;
  readonly phone: string | null;
  readonly solution: Solution | null;
  readonly closeReason: CloseReason | null;
  readonly replacementCode: string | null;
  /** The device is out of the bank (lost, stolen, recycled), as its label's reader need not know; else null. */
  readonly deviceOut: OutDevice | null;
  /** The device travels in a lot now. */
  readonly deviceOnItsWay: boolean;
  /** Who holds the device now, when that is not the ticket's structure: a workshop that repairs it. */
  readonly deviceElsewhere: string | null;
  /** What was last repaired of the device since the ticket was opened, as the bench noted it. */
  readonly deviceRepaired: string | null;
  /** Who had the device when it was reported; null too for whoever does not see the structure's people. */
  readonly person: { readonly id: string; readonly reference: string } | null;
  /** Other faults of the same device that still wait. */
  readonly others: readonly { readonly id: string; readonly number: string }[];
  /** Where its reports go on, of a fault that turned out to be reported already. */
  readonly joined: { readonly id: string; readonly number: string } | null;
  /** Who has it in hand: a name inside the reader's own organisation, elsewhere a number. */
  readonly owner: {
    readonly id: string;
    readonly operatorNumber: number;
    readonly operatorName: string | null;
    readonly organisation: string;
    readonly active: boolean;
  } | null;
  /** Until when the device is under warranty, and by which paper. */
  readonly warranty: { readonly until: string; readonly over: boolean; readonly paper: string | null } | null;
  /** All reports of it, the first one first: whose words these are nobody knows. */
  readonly reports: readonly TicketReportView[];
  /** What was noted of it, newest first; empty for whoever may not read what people say. */
  readonly notes: readonly TicketNoteView[];
  readonly allowed: readonly TicketVerb[];
}

export interface TicketReportView {
  readonly id: string;
  /** `P-7K3F-92` */
  readonly number: string;
  readonly problem: Problem;
  /** The label as it was read. */
  readonly typed: string;
  readonly at: Date;
  readonly askedAgainAt: Date | null;
  readonly sentence: string | null;
  readonly phone: string | null;
}

export interface TicketNoteView {
  readonly id: string;
  readonly text: string;
  readonly at: Date;
  readonly operatorNumber: number | null;
  readonly operatorName: string | null;
  readonly organisation: string | null;
}

/** One line of a ticket's history. A name appears only inside the reader's own organisation. */
export interface TicketEventView {
  readonly id: string;
  readonly verb: TicketVerb;
  readonly reason: Solution | CloseReason | WaitsFor | Found | null;
  /** Of a wait: its last day. */
  readonly until: string | null;
  readonly at: Date;
  readonly operatorNumber: number | null;
  readonly operatorName: string | null;
  readonly organisation: string | null;
}

export interface PlaceChoice {
  readonly id: string;
  readonly name: string;
}

type OneRow = Omit<
  TicketView,
  'sentence' | 'phone' | 'reports' | 'notes' | 'warranty' | 'others' | 'joined' | 'allowed'
> & {
  others: { id: string; number: string; joined: boolean }[];
  reports: Omit<TicketReportView, 'sentence' | 'phone'>[];
};

@Injectable()
export class TicketQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly handovers: HandoverQueries,
  ) {}

  list(actor: Actor, asked: TicketsAsked = {}): Promise<Page<TicketListView>> {
    return this.read(actor, asked, false);
  }

  counted(actor: Actor, asked: TicketsAsked = {}): Promise<CountedPage<TicketListView>> {
    return this.read(actor, asked, true);
  }

  private async read(actor: Actor, asked: TicketsAsked, counts: boolean): Promise<CountedPage<TicketListView>> {
    const page = await TICKETS.page(this.db, scopeOf(actor, READ.tickets), asked, counts);
    return { ...page, items: page.items.map(shown) };
  }

  async ofDevice(actor: Actor, deviceId: string, limit: number, on: Reader = this.db): Promise<TicketListView[]> {
    const found = await rows<TicketListView>(
      on,
      `SELECT ${TICKET_COLUMNS} FROM maintenance.ticket t ${TICKET_JOINS} WHERE t.device_id = $1 AND ${visibleTo(actor, 't', '$2')} ORDER BY t.id DESC LIMIT $3`,
      [deviceId, organisationOf(actor), limit],
    );
    return found.map(shown);
  }

  /** The latest faults of what a person had when each was reported, of those that the actor sees, newest first. */
  async ofPerson(actor: Actor, personId: string, limit: number, on: Reader = this.db): Promise<TicketListView[]> {
    const found = await rows<TicketListView>(
      on,
      `SELECT ${TICKET_COLUMNS} FROM maintenance.ticket t ${TICKET_JOINS}
       WHERE EXISTS (SELECT FROM allocation.handover h WHERE h.device_id = t.device_id AND h.beneficiary_id = ANY (allocation.persons_of($1))
           AND t.opened_at >= h.handed_over_at AND (h.ended_at IS NULL OR t.opened_at <= h.ended_at))
         AND ${visibleTo(actor, 't', '$2')} ORDER BY t.id DESC LIMIT $3`,
      [personId, organisationOf(actor), limit],
    );
    return found.map(shown);
  }

  /** One ticket, with what the person wrote and what the actor may do now. @throws NotFound */
  async byId(actor: Actor, id: string): Promise<TicketView> {
    const row = await rowOf<OneRow>(
      this.db,
      `SELECT ${TICKET_COLUMNS}, t.solution, t.close_reason AS "closeReason", r.code AS "replacementCode",
             ${OUT_DEVICE} AS "deviceOut", coalesce(d.state = 'in_transit', false) AS "deviceOnItsWay", CASE WHEN d.holder_org_id <> t.structure_id THEN held.name END AS "deviceElsewhere",
             (SELECT e.facts->>'summary' FROM devices.device_event e WHERE e.device_id = t.device_id AND e.verb = 'record_repair'
               AND e.occurred_at >= t.opened_at AND e.occurred_at <= coalesce(t.ended_at, 'infinity') ORDER BY e.id DESC LIMIT 1) AS "deviceRepaired",
             coalesce((SELECT json_agg(json_build_object('id', p.id, 'number', p.number, 'problem', p.problem, 'typed', p.typed, 'at', p.reported_at,
                'askedAgainAt', p.asked_again_at) ORDER BY p.id) FROM maintenance.report p WHERE p.ticket_id = t.id), '[]') AS reports,
             (SELECT json_build_object('id', m.id, 'operatorNumber', m.operator_number, 'operatorName', CASE WHEN m.organisation_id = $2 THEN u.name END,
                'organisation', p.name, 'active', m.active) FROM people.membership m JOIN people.app_user u ON u.id = m.user_id
                JOIN people.organisation p ON p.id = m.organisation_id WHERE m.id = t.owner_id) AS owner,
             (SELECT json_build_object('id', b.id, 'reference', b.reference) FROM allocation.handover h
                JOIN allocation.beneficiary b ON b.id = allocation.person_stands(h.beneficiary_id)
               WHERE $4::boolean AND h.device_id = t.device_id AND b.structure_id = $2 AND b.ended_on IS NULL
                 AND t.opened_at >= h.handed_over_at AND (h.ended_at IS NULL OR t.opened_at <= h.ended_at) ORDER BY h.id DESC LIMIT 1) AS person,
             coalesce((SELECT json_agg(json_build_object('id', x.id, 'number', x.number, 'joined', x.id IS NOT DISTINCT FROM t.joined_to) ORDER BY x.id) FROM maintenance.ticket x
               WHERE (x.id = t.joined_to OR (x.device_id = t.device_id AND x.id <> t.id AND x.state = ANY($3))) AND ${visibleTo(actor, 'x', '$2')}), '[]') AS others
           FROM people.bank b CROSS JOIN maintenance.ticket t ${TICKET_JOINS} LEFT JOIN devices.device r ON r.id = t.replacement_device_id
             LEFT JOIN people.organisation held ON held.id = d.holder_org_id
           WHERE t.id = $1 AND ${visibleTo(actor, 't', '$2')}`,
      [id, organisationOf(actor), OPEN_TICKET_STATES, may(actor, READ.beneficiaries)],
      { ticket: id },
    );
    // In their own words people say who they are: these go with the number at which they are reached.
    const mayRead = may(actor, READ.contacts);
    const textOf = await openTexts(this.db, mayRead ? row.reports.map((r) => r.id) : []);
    const reports = row.reports.map((r) => ({ ...shown(r), ...textOf(r.id) }));
    const words = { sentence: reports[0]?.sentence ?? null, phone: reports[0]?.phone ?? null };
    const notes = mayRead ? await notesOf(this.db, actor, id) : [];
    if (reports.some((r) => r.sentence || r.phone) || notes.length) await recordAccess(this.db, actor, 'ticket', id);
    const linked = (isJoined: boolean) =>
      row.others.filter(({ joined }) => joined === isJoined).map(({ id: to, number }) => shown({ id: to, number }));
    const allowed = TICKET_LIFECYCLE.allowed(actor, { ...row, several: row.gathers || reports.length > 1 }).filter(
      (verb) => verb !== 'reopen' || !row.others.length,
    );
    const warranty = row.deviceId ? await this.handovers.warranty(row.deviceId) : null;
    const links = { joined: linked(true)[0] ?? null, others: linked(false) };
    return { ...shown(row), ...words, reports, notes, warranty, ...links, allowed };
  }

  /** What is wrong with a device that is repaired for its person: for whoever holds it, who may see no ticket. */
  async beingRepaired(deviceId: string, on: Reader = this.db): Promise<Problem | null> {
    const [row] = await rows<{ problem: Problem }>(
      on,
      `SELECT problem FROM maintenance.ticket WHERE device_id = $1 AND state = 'device_in' ORDER BY id DESC LIMIT 1`,
      [deviceId],
    );
    return row?.problem ?? null;
  }

  /** A ticket's history, newest first. @throws NotFound */
  async timeline(actor: Actor, id: string): Promise<TicketEventView[]> {
    return rows<TicketEventView>(
      this.db,
      `SELECT e.id::text, e.verb, e.reason, e.until::text, e.recorded_at AS at, e.operator_number AS "operatorNumber",
         CASE WHEN e.organisation_id = $2 THEN u.name END AS "operatorName", o.name AS organisation
       FROM maintenance.ticket_event e JOIN maintenance.ticket t ON t.id = e.ticket_id
       LEFT JOIN people.organisation o ON o.id = e.organisation_id
       LEFT JOIN people.membership m ON m.id = e.membership_id LEFT JOIN people.app_user u ON u.id = m.user_id
       WHERE e.ticket_id = $1 AND ${visibleTo(actor, 't', '$2')} ORDER BY e.id DESC`,
      [id, organisationOf(actor)],
    );
  }

  /** Those of the actor's organisation to whom a fault may be entrusted. */
  async colleagues(actor: Actor): Promise<PlaceChoice[]> {
    return rows<PlaceChoice>(
      this.db,
      `SELECT m.id, u.name FROM people.membership m JOIN people.app_user u ON u.id = m.user_id
       WHERE ($1::uuid IS NULL OR m.id <> $1) AND ${COLLEAGUE} ORDER BY u.name, m.id`,
      [membershipOf(actor), organisationOf(actor)],
    );
  }

  async places(actor: Actor): Promise<PlaceChoice[]> {
    return rows<PlaceChoice>(
      this.db,
      `SELECT p.id, concat_ws(' › ', up.name, p.name) AS name FROM people.place p LEFT JOIN people.place up ON up.id = p.parent_id
       WHERE p.organisation_id = $1 AND p.active ORDER BY 2`,
      [organisationOf(actor)],
    );
  }

  /** How the person got the device of a ticket, which is how they get what replaces it. */
  async modeOf({ deviceCode }: Pick<TicketView, 'deviceCode'>): Promise<HandoverMode> {
    const [row] = await rows<{ mode: HandoverMode }>(
      this.db,
      `SELECT h.mode FROM allocation.handover h JOIN devices.device d ON d.id = h.device_id WHERE d.code = $1 AND h.ended_at IS NULL`,
      [deviceCode],
    );
    return row?.mode ?? 'gift';
  }
}

const shown = <T extends { number: string }>(row: T): T => ({ ...row, number: showTicketNumber(row.number) });

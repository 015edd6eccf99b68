import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type MediumKind } from '#bank/devices';
import { type DonorKind } from '#bank/intake';
import { type CountedPage, type Reader, rowOf, rows } from '#platform/database';
import { type Actor, may, organisationOf, type Page, READ, scopeOf } from '#platform/kernel';
import {
  type ControllerAnswer,
  type ControllerKind,
  type HowLost,
  INCIDENT_LIFECYCLE,
  type IncidentState,
  type IncidentVerb,
  type ToldHow,
} from './incident.lifecycle.js';
import { INCIDENT_COLUMNS, INCIDENTS, type IncidentsAsked, visibleTo } from './incident-listing.js';

export interface IncidentListView {
  readonly id: string;
  /** `I-2026-0042` */
  readonly number: string;
  readonly how: HowLost;
  readonly state: IncidentState;
  readonly openedAt: Date;
  readonly endedAt: Date | null;
  /** While it waits. */
  readonly waitingSince: Date | null;
  /** Until when the controllers are told, as agreements promise it. */
  readonly noticeDueAt: Date;
  /** The delay that runs now, and of how many hours it is: until the controllers are told, then until they answer. Null when it is over. */
  readonly dueAt: Date | null;
  readonly dueHours: number;
  /** Devices, and media that had been taken out of theirs; how many of both were found since. */
  readonly devices: number;
  readonly media: number;
  readonly found: number;
  /** Controllers that nobody told yet; told ones that have not answered. */
  readonly untold: number;
  readonly unanswered: number;
  /** Who had what was lost; null: people. */
  readonly custodians: string | null;
}

export interface ControllerView {
  readonly id: string;
  readonly kind: ControllerKind;
  /** Null: a person, or somebody whom the reader may not know. */
  readonly name: string | null;
  readonly donorId: string | null;
  readonly donorKind: DonorKind | null;
  readonly organisationId: string | null;
  readonly toldAt: Date | null;
  /** Since when its data are known to be another's: the gift was put right. */
  readonly replacedAt: Date | null;
  /** When its letter was prepared. */
  readonly letterAt: Date | null;
  readonly toldHow: ToldHow | null;
  /** The 72 hours of the controller, from then on. */
  readonly controllerDueAt: Date | null;
  readonly answeredAt: Date | null;
  readonly answer: ControllerAnswer | null;
}

export interface LostMediumView {
  readonly kind: MediumKind | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly sizeBytes: number | null;
  /** The gate's word: `medium_unproven`, `no_media_knowledge`… */
  readonly why: string;
  readonly dataEpoch: number;
  readonly controllerId: string;
}

export interface LostItemView {
  readonly id: string;
  readonly deviceId: string;
  readonly deviceCode: string;
  readonly category: string;
  readonly make: string;
  readonly model: string;
  /** Of a medium that had been taken out. */
  readonly mediumCode: string | null;
  readonly how: HowLost;
  readonly custodian: string | null;
  /** The place, the crate or the lot it was in, as its history says it. */
  readonly place: string | null;
  readonly heldSince: Date | null;
  readonly seenAt: Date | null;
  readonly seenOperator: number | null;
  readonly seenOrganisation: string | null;
  readonly lostAt: Date;
  readonly foundAt: Date | null;
  /** It never was lost. */
  readonly byMistake: boolean;
  readonly lostMedia: readonly LostMediumView[];
}

export interface IncidentView extends IncidentListView {
  readonly noticeHours: number;
  readonly controllerHours: number;
  readonly controllers: readonly ControllerView[];
  readonly items: readonly LostItemView[];
  readonly allowed: readonly IncidentVerb[];
}

/** One line of an incident's history. A name appears only inside the reader's own organisation. */
export interface IncidentEventView {
  readonly id: string;
  readonly verb: IncidentVerb;
  readonly reason: string | null;
  readonly at: Date;
  readonly operatorNumber: number | null;
  readonly operatorName: string | null;
  readonly organisation: string | null;
}

type OneRow = Omit<IncidentView, 'controllers' | 'items' | 'allowed'>;

@Injectable()
export class IncidentQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  list(actor: Actor, asked: IncidentsAsked = {}): Promise<Page<IncidentListView>> {
    return INCIDENTS.page(this.db, scopeOf(actor, READ.incidents), asked, false);
  }

  counted(actor: Actor, asked: IncidentsAsked = {}): Promise<CountedPage<IncidentListView>> {
    return INCIDENTS.page(this.db, scopeOf(actor, READ.incidents), asked, true);
  }

  /** The incidents of a device, newest first, also those of media that were taken out of it. */
  ofDevice(actor: Actor, deviceId: string, on: Reader = this.db): Promise<IncidentListView[]> {
    return rows<IncidentListView>(
      on,
      `SELECT ${INCIDENT_COLUMNS} FROM incidents.incident i
       WHERE i.id IN (SELECT x.incident_id FROM incidents.lost_item x WHERE x.device_id = $1) AND ${visibleTo(actor, 'i', '$2')} ORDER BY i.id DESC LIMIT 10`,
      [deviceId, organisationOf(actor)],
    );
  }

  /** One incident, whole, and what the actor may do now. @throws NotFound */
  async byId(actor: Actor, id: string, on: Reader = this.db): Promise<IncidentView> {
    const row = await rowOf<OneRow>(
      on,
      `SELECT ${INCIDENT_COLUMNS}, i.notice_hours AS "noticeHours", i.controller_hours AS "controllerHours"
       FROM incidents.incident i WHERE i.id = $1 AND ${visibleTo(actor, 'i', '$2')}`,
      [id, organisationOf(actor)],
      { incident: id },
    );
    const controllers = await rows<ControllerView>(on, CONTROLLERS, [id, may(actor, READ.donorNames)]);
    const items = await rows<LostItemView>(on, ITEMS, [id]);
    return { ...row, controllers, items, allowed: INCIDENT_LIFECYCLE.allowed(actor, row) };
  }

  /** An incident's history, newest first. Ask `byId` before. */
  timeline(actor: Actor, id: string): Promise<IncidentEventView[]> {
    return rows<IncidentEventView>(
      this.db,
      `SELECT e.id::text, e.verb, e.reason, e.recorded_at AS at, e.operator_number AS "operatorNumber",
         CASE WHEN e.organisation_id = $2 THEN u.name END AS "operatorName", o.name AS organisation
       FROM incidents.incident_event e JOIN incidents.incident i ON i.id = e.incident_id LEFT JOIN people.organisation o ON o.id = e.organisation_id
       LEFT JOIN people.membership m ON m.id = e.membership_id LEFT JOIN people.app_user u ON u.id = m.user_id
       WHERE e.incident_id = $1 AND ${visibleTo(actor, 'i', '$2')} ORDER BY e.id DESC`,
      [id, organisationOf(actor)],
    );
  }
}

const CONTROLLERS = `SELECT c.id, c.kind, CASE WHEN c.donor_id IS NULL THEN o.name WHEN $2::boolean THEN d.name END AS name,
    CASE WHEN $2::boolean THEN c.donor_id END AS "donorId", d.kind AS "donorKind", c.organisation_id AS "organisationId", c.told_at AS "toldAt", c.letter_at AS "letterAt", c.replaced_at AS "replacedAt", c.told_how AS "toldHow",
    c.told_at + make_interval(hours => i.controller_hours) AS "controllerDueAt", c.answered_at AS "answeredAt", c.answer
  FROM incidents.controller c JOIN incidents.incident i ON i.id = c.incident_id LEFT JOIN intake.donor d ON d.id = c.donor_id
  LEFT JOIN people.organisation o ON o.id = c.organisation_id WHERE c.incident_id = $1 ORDER BY c.id`;

const ITEMS = `SELECT x.id, x.device_id AS "deviceId", d.code AS "deviceCode", d.category, d.make, d.model, r.code AS "mediumCode", x.how, o.name AS custodian,
    coalesce(p.name, k.code, t.number) AS place, x.held_since AS "heldSince", x.seen_at AS "seenAt", x.seen_operator AS "seenOperator", s.name AS "seenOrganisation",
    x.lost_at AS "lostAt", x.found_at AS "foundAt", x.by_mistake AS "byMistake",
    (SELECT json_agg(json_build_object('kind', m.kind, 'model', m.model, 'serial', m.serial, 'sizeBytes', m.size_bytes, 'why', l.why,
        'dataEpoch', l.data_epoch, 'controllerId', l.controller_id) ORDER BY l.data_epoch DESC, l.id)
      FROM incidents.lost_medium l LEFT JOIN devices.medium m ON m.id = l.medium_id WHERE l.lost_item_id = x.id) AS "lostMedia"
  FROM incidents.lost_item x JOIN devices.device d ON d.id = x.device_id LEFT JOIN refurbishment.removed_medium r ON r.id = x.removed_medium_id
  LEFT JOIN people.organisation o ON o.id = x.custodian_id LEFT JOIN people.organisation s ON s.id = x.seen_organisation_id
  LEFT JOIN people.place p ON p.id = CASE WHEN x.location LIKE 'place:%' THEN substr(x.location, 7)::uuid END
  LEFT JOIN devices.container k ON k.id = CASE WHEN x.location LIKE 'container:%' THEN substr(x.location, 11)::uuid END
  LEFT JOIN logistics.transfer t ON t.id = CASE WHEN x.location LIKE 'transfer:%' THEN substr(x.location, 10)::uuid END
  WHERE x.incident_id = $1 ORDER BY x.id`;

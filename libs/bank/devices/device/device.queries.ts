import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { DeviceFacts } from '#bank/documents';
import { type Reader, readTogether, rows } from '#platform/database';
import { type Actor, isId, may, mayAll, NotFound, organisationOf, READ } from '#platform/kernel';
import { idOrCode, readIdentifier } from '../identification/asset-code.js';
import { NUMBERED } from '../identification/devices-with-number.js';
import { serialKey } from '../identification/serial.js';
import { ALSO_LISTED, selectDescribed } from './acts/description-columns.js';
import { type Category, categoryLabel } from './categories.js';
import { DEVICE_LIFECYCLE } from './device.lifecycle.js';
import type { DeviceView, LaterChange, MediumView, TimelineView, WholeDevice } from './device.views.js';
import { DEVICE_FIELD_NAMES, type Described } from './device-fields.js';
import { visibleTo } from './visibility.js';

export type Found =
  | { readonly kind: 'one'; readonly id: string; readonly code: string }
  | { readonly kind: 'several'; readonly ids: readonly string[] }
  | { readonly kind: 'wrong_check' }
  | { readonly kind: 'none' };

// What few devices have is asked of those alone: it costs more than the rest of the view.
const VIEW = `d.id, d.code, ${selectDescribed(DEVICE_FIELD_NAMES)}, ${ALSO_LISTED},
  d.memory_mb AS "memoryMb", d.processor, d.place_id AS "placeId", d.container_id AS "containerId", c.code AS "containerCode",
  d.transfer_id AS "transferId", d.holder_org_id AS "holderOrgId", d.holder_ref AS "holderRef", d.data_epoch AS "dataEpoch",
  d.donation_id AS "donationId", d.donor_kind AS "donorKind", d.public_origin AS "publicOrigin",
  d.resale_forbidden AS "resaleForbidden", d.price_ceiling_cents AS "priceCeilingCents",
  coalesce(p.name, pc.name) AS place, o.name AS holder, d.created_at AS "createdAt",
  coalesce((SELECT json_agg(json_build_object('issuer', a.issuer, 'number', a.number)) FROM devices.alias a WHERE a.device_id = d.id), '[]') AS aliases,
  CASE WHEN EXISTS (SELECT FROM devices.device x WHERE x.merged_into = d.id) THEN
    (SELECT json_agg(json_build_object('id', x.id, 'code', x.code, 'fresh', corrections.merge_is_fresh(x.id, 'device_merged')) ORDER BY x.id)
      FROM devices.device x WHERE x.id = ANY (devices.doubles_of(d.id))) ELSE '[]' END AS doubles`;
const JOINS = `LEFT JOIN people.place p ON p.id = d.place_id
  LEFT JOIN devices.container c ON c.id = d.container_id LEFT JOIN people.place pc ON pc.id = c.place_id
  LEFT JOIN people.organisation o ON o.id = d.holder_org_id`;

/** The device that `$1` names, by its id or its code; the code of a double names the device that stays. */
export const deviceOf = (idOrCode: string): string => (isId(idOrCode) ? '$1::uuid' : 'devices.device_of($1)');

type SeenRow = Omit<DeviceView, 'allowed' | 'custodyEnded'> & {
  readonly seen: boolean;
  readonly kept: boolean;
  readonly keptBy: string | null;
  readonly outBy: string | null;
  readonly freshDouble: boolean;
  readonly wasChecked: boolean;
};

/** What past holders read as it is now: it belongs to the device, not to where it went. `asItWas` says the rest. */
type Lasting =
  | 'id'
  | 'code'
  | keyof Described
  | 'memoryMb'
  | 'processor'
  | 'dataEpoch'
  | 'donationId'
  | 'donorKind'
  | 'publicOrigin'
  | 'resaleForbidden'
  | 'priceCeilingCents'
  | 'createdAt';

/** Who gave a device its old number is most often its donor. */
const withoutIssuers = <D extends Pick<DeviceView, 'aliases'>>(actor: Actor, device: D): D =>
  may(actor, READ.issuers) ? device : { ...device, aliases: device.aliases.map((a) => ({ ...a, issuer: '—' })) };

@Injectable()
export class DeviceQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  async get(actor: Actor, text: string, on: Reader = this.db): Promise<DeviceView> {
    const key = idOrCode(text);
    const [row] = await rows<SeenRow>(
      on,
      `SELECT ${VIEW}, ${visibleTo(actor, 'd', '$2')} AS seen,
         CASE WHEN d.state = ANY (devices.withdrawable_states()) THEN devices.why_kept(d.id) ELSE 'devices.not_now' END AS "keptBy",
         CASE WHEN d.state = ANY (devices.exit_states()) THEN devices.why_out(d.id) ELSE 'devices.not_now' END AS "outBy",
         d.merged_into IS NOT NULL AND corrections.merge_is_fresh(d.id, 'device_merged') AS "freshDouble",
         d.to_check = '{}' AND devices.was_to_check(d.id) IS NOT NULL AS "wasChecked",
         EXISTS (SELECT 1 FROM devices.custody_end e WHERE e.device_id = d.id AND e.organisation_id = $2) AS kept
       FROM devices.device d ${JOINS} WHERE d.id = ${deviceOf(key)}`,
      [key, organisationOf(actor)],
    );
    if (!row || !(row.seen || row.kept)) throw new NotFound('device');
    const { seen, kept: _, keptBy, outBy, freshDouble, wasChecked, ...device } = withoutIssuers(actor, row);
    const allowed = seen
      ? DEVICE_LIFECYCLE.allowed(actor, {
          state: device.state,
          holder_org_id: device.holderOrgId,
          kept_by: keptBy,
          out_by: outBy,
          fresh_double: freshDouble,
          to_check: device.toCheck.length > 0,
          was_checked: wasChecked,
        })
      : [];
    if (seen)
      return {
        ...device,
        allowed,
        custodyEnded: false,
      };
    return { ...device, ...(await this.asItWas(actor, device.id, on)), allowed, custodyEnded: true };
  }

  /** With its media and, when `events` says how many, its latest history. @throws NotFound */
  async whole(actor: Actor, text: string, events?: number): Promise<WholeDevice> {
    const key = idOrCode(text);
    const [device, media, past] = await readTogether(this.db, (on) =>
      Promise.all([
        this.get(actor, key, on),
        this.media(key, on),
        events ? this.timeline(actor, key, { limit: events + 1 }, on) : null,
      ]),
    );
    const history = past && { items: past.slice(0, events), next: past[events!] ? past[events! - 1]!.id : null };
    return { ...device, ...(device.custodyEnded ? {} : { media }), ...(history ? { events: history } : {}) };
  }

  /** What was typed, as code, old number, serial or label's address among the devices that the actor sees. */
  async byIdentifier(actor: Actor, typed: string, on: Reader = this.db): Promise<Found> {
    const identifier = readIdentifier(typed);
    if (identifier.kind === 'wrong_check') {
      const same = await this.byNumber(actor, identifier.text, on);
      return same.kind === 'none' ? { kind: 'wrong_check' } : same;
    }
    if (identifier.kind === 'code') {
      const [row] = await rows<{ id: string; code: string }>(
        on,
        `SELECT d.id, d.code FROM devices.device d WHERE d.id = devices.device_of($1) AND ${visibleTo(actor, 'd', '$2')}`,
        [identifier.code, organisationOf(actor)],
      );
      return row ? { kind: 'one', ...row } : this.byNumber(actor, identifier.text, on);
    }
    return this.byNumber(actor, identifier.text, on);
  }

  /** Newest first, from after the event `before`; to whoever's custody ended, up to that end. */
  async timeline(
    actor: Actor,
    idOrCode: string,
    page: { limit?: number; before?: string | undefined } = {},
    on: Reader = this.db,
  ): Promise<TimelineView[]> {
    const device = deviceOf(idOrCode);
    const before = /^\d{1,18}$/.test(page.before ?? '') ? page.before : null;
    return rows<TimelineView>(
      on,
      `SELECT e.id::text, e.verb, e.from_state AS "fromState", e.to_state AS "toState", e.occurred_at AS "occurredAt",
         e.recorded_at AS "recordedAt", e.operator_number AS "operatorNumber",
         CASE WHEN e.organisation_id = $2 THEN u.name END AS "operatorName", o.name AS organisation, e.channel, e.reason,
         e.cause_kind AS "causeKind", e.cause_id AS "causeId", e.cause_label AS "causeLabel", p.name AS "placeTo", e.facts,
         e.undoes::text, e.origin, (SELECT n.note FROM devices.device_note n
           WHERE n.device_id = e.device_id AND n.event_id = e.id AND ($3 OR n.organisation_id = $2)) AS note,
         coalesce((SELECT json_agg(json_build_object('field', f.field, 'before', f.before, 'after', f.after) ORDER BY f.id)
           FROM devices.former_value f WHERE f.event_id = e.id), '[]') AS changes
       FROM devices.device_event e
       LEFT JOIN people.organisation o ON o.id = e.organisation_id
       LEFT JOIN people.membership m ON m.id = e.membership_id LEFT JOIN people.app_user u ON u.id = m.user_id
       LEFT JOIN people.place p ON p.id = CASE WHEN e.location_to LIKE 'place:%' AND e.location_to IS DISTINCT FROM e.location_from
         THEN substr(e.location_to, 7)::uuid END
       WHERE e.device_id = ${device} AND ($4::bigint IS NULL OR e.id < $4)
         AND ($3 OR EXISTS (SELECT 1 FROM devices.visibility s WHERE s.device_id = ${device} AND s.organisation_id = $2)
           OR e.id <= (SELECT c.last_event_id FROM devices.custody_end c WHERE c.device_id = ${device} AND c.organisation_id = $2))
       ORDER BY e.id DESC LIMIT $5`,
      [idOrCode, organisationOf(actor), mayAll(actor, READ.devices), before, page.limit ?? 20],
    );
  }

  /**
   * What was put right of a device since a moment, as far as the actor may read its history: of each field, what it said then and now.
   */
  async changedSince(
    actor: Actor,
    idOrCode: string,
    fields: readonly string[],
    since: Date,
    on: Reader = this.db,
  ): Promise<LaterChange[]> {
    const device = deviceOf(idOrCode);
    return rows<LaterChange>(
      on,
      `SELECT f.field, (array_agg(f.before ORDER BY f.id))[1] AS before, (array_agg(f.after ORDER BY f.id DESC))[1] AS after,
         max(e.recorded_at) AS at
       FROM devices.former_value f JOIN devices.device_event e ON e.id = f.event_id
       WHERE f.device_id = ${device} AND f.field = ANY ($2) AND f.before IS NOT NULL AND e.recorded_at > $3
         AND ($4 OR EXISTS (SELECT 1 FROM devices.visibility s WHERE s.device_id = ${device} AND s.organisation_id = $5)
           OR e.id <= (SELECT c.last_event_id FROM devices.custody_end c WHERE c.device_id = ${device} AND c.organisation_id = $5))
       GROUP BY f.field HAVING (array_agg(f.before ORDER BY f.id))[1] IS DISTINCT FROM (array_agg(f.after ORDER BY f.id DESC))[1]
       ORDER BY f.field`,
      [idOrCode, fields, since, mayAll(actor, READ.devices), organisationOf(actor)],
    );
  }

  async media(idOrCode: string, on: Reader = this.db): Promise<MediumView[]> {
    return rows<MediumView>(
      on,
      `SELECT id, kind, serial, serial_key AS "serialKey", model, size_bytes::float8 AS "sizeBytes", first_seen_at AS "firstSeenAt"
       FROM devices.medium m WHERE device_id = ${deviceOf(idOrCode)} AND devices.same_as(m) IS NULL ORDER BY first_seen_at, slot, id`,
      [idOrCode],
    );
  }

  private async byNumber(actor: Actor, typed: string, on: Reader): Promise<Found> {
    const key = serialKey(typed, { generic: true });
    if (!key) return { kind: 'none' };
    const found = await rows<{ id: string; code: string }>(
      on,
      `SELECT d.id, d.code FROM devices.device d
       WHERE d.id IN (${NUMBERED}) AND d.state <> 'withdrawn' AND ${visibleTo(actor, 'd', '$2')} ORDER BY d.id DESC LIMIT 20`,
      [key, organisationOf(actor)],
    );
    if (found.length > 1) return { kind: 'several', ids: found.map((r) => r.id) };
    return found[0] ? { kind: 'one', ...found[0] } : { kind: 'none' };
  }

  private async asItWas(
    actor: Actor,
    deviceId: string,
    on: Reader,
  ): Promise<Omit<DeviceView, Lasting | 'allowed' | 'custodyEnded'>> {
    const [row] = await rows<Pick<DeviceView, 'state' | 'changedAt' | 'aliases'>>(
      on,
      `SELECT e.to_state AS state, e.occurred_at AS "changedAt",
         coalesce((SELECT json_agg(json_build_object('issuer', a.issuer, 'number', a.number)) FROM devices.alias a
           WHERE a.device_id = e.device_id AND a.created_at <= e.recorded_at), '[]') AS aliases
       FROM devices.custody_end c
       JOIN devices.device_event e ON e.id = c.last_event_id WHERE c.device_id = $1 AND c.organisation_id = $2`,
      [deviceId, organisationOf(actor)],
    );
    const gone = {
      grade: null,
      inDeposit: false,
      toCheck: [],
      waitingSince: null,
      place: null,
      placeId: null,
      holder: null,
      holderOrgId: null,
      holderRef: null,
      containerId: null,
      containerCode: null,
      transferId: null,
      doubles: [],
    };
    return { ...row!, ...gone };
  }
}

export const deviceOnPaper = (d: DeviceWithSerial, note: string | null): DeviceFacts => ({
  code: d.code,
  category: categoryLabel(d.category),
  make: d.make || null,
  model: d.model || null,
  serial: d.serial,
  note,
});

export interface DeviceSummary {
  readonly code: string;
  readonly category: Category;
  readonly make: string;
  readonly model: string;
}

export interface DeviceWithSerial extends DeviceSummary {
  readonly serial: string | null;
}

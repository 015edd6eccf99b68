import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { type Reader, rows } from '#database';
import { type Actor, isId, mayAll, NotFound, READ } from '#kernel';
import { readIdentifier } from './asset-code.js';
import { DEVICE_LIFECYCLE } from './device.lifecycle.js';
import type { DeviceView, MediumView, TimelineView } from './device.views.js';
import { serialKey } from './serial.js';
import { organisationOf, visibleTo } from './visibility.js';

/** What one field (code, old number, serial, label's address) led to. */
export type Found =
  | { readonly kind: 'one'; readonly id: string; readonly code: string }
  | { readonly kind: 'several'; readonly ids: readonly string[] }
  | { readonly kind: 'wrong_check' }
  | { readonly kind: 'none' };

const VIEW = `d.id, d.code, d.category, d.make, d.model, d.serial, d.grade, d.state, d.condition,
  d.memory_mb AS "memoryMb", d.processor, d.place_id AS "placeId", d.container_id AS "containerId", c.code AS "containerCode",
  d.transfer_id AS "transferId", d.holder_org_id AS "holderOrgId", d.holder_ref AS "holderRef", d.data_epoch AS "dataEpoch",
  d.donation_id AS "donationId", d.donor_kind AS "donorKind", d.public_origin AS "publicOrigin",
  d.resale_forbidden AS "resaleForbidden", d.price_ceiling_cents AS "priceCeilingCents",
  coalesce(p.name, pc.name) AS place, o.name AS holder, d.changed_at AS "changedAt", d.created_at AS "createdAt",
  coalesce((SELECT json_agg(json_build_object('issuer', a.issuer, 'number', a.number)) FROM devices.alias a WHERE a.device_id = d.id), '[]') AS aliases`;
const JOINS = `LEFT JOIN people.place p ON p.id = d.place_id
  LEFT JOIN devices.container c ON c.id = d.container_id LEFT JOIN people.place pc ON pc.id = c.place_id
  LEFT JOIN people.organisation o ON o.id = d.holder_org_id`;

/** A device's row, and why this reader may see it: now, or up to the end of their custody. */
type SeenRow = Omit<DeviceView, 'allowed' | 'custodyEnded'> & { readonly seen: boolean; readonly kept: boolean };

/** Reading one device: what it is, its past, its media. */
@Injectable()
export class DeviceQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** The device behind an id or an asset code (any spelling). Past holders get what was true when their custody ended. @throws NotFound */
  async get(actor: Actor, idOrCode: string): Promise<DeviceView> {
    const identifier = isId(idOrCode) ? null : readIdentifier(idOrCode);
    if (!isId(idOrCode) && identifier?.kind !== 'code') throw new NotFound('device');
    const [key, value] = identifier?.kind === 'code' ? ['code', identifier.code] : ['id', idOrCode];
    const [row] = await rows<SeenRow>(
      this.db,
      `SELECT ${VIEW}, ${visibleTo(actor, 'd', '$2')} AS seen,
         EXISTS (SELECT 1 FROM devices.custody_end e WHERE e.device_id = d.id AND e.organisation_id = $2) AS kept
       FROM devices.device d ${JOINS} WHERE d.${key} = $1`,
      [value, organisationOf(actor)],
    );
    if (!row || !(row.seen || row.kept)) throw new NotFound('device');
    const { seen, kept: _, ...device } = row;
    const allowed = seen
      ? DEVICE_LIFECYCLE.allowed(actor, { state: device.state, holder_org_id: device.holderOrgId })
      : [];
    if (seen)
      return {
        ...device,
        allowed,
        custodyEnded: false,
      };
    return { ...device, ...(await this.asItWas(actor, device.id)), allowed, custodyEnded: true };
  }

  /** What one field means to this actor: code, alias, serial or a label's address, among the devices they see. */
  async byIdentifier(actor: Actor, typed: string): Promise<Found> {
    const identifier = readIdentifier(typed);
    if (identifier.kind === 'wrong_check') {
      const same = await this.byNumber(actor, identifier.text);
      return same.kind === 'none' ? { kind: 'wrong_check' } : same;
    }
    if (identifier.kind === 'code') {
      const [row] = await rows<{ id: string; code: string }>(
        this.db,
        `SELECT d.id, d.code FROM devices.device d WHERE d.code = $1 AND ${visibleTo(actor, 'd', '$2')}`,
        [identifier.code, organisationOf(actor)],
      );
      return row ? { kind: 'one', ...row } : this.byNumber(actor, identifier.text);
    }
    return this.byNumber(actor, identifier.text);
  }

  /** A device's history, newest first, from after the event `before`. Somebody whose custody ended reads up to that end. */
  async timeline(
    actor: Actor,
    deviceId: string,
    page: { limit?: number; before?: string | undefined } = {},
    on: Reader = this.db,
  ): Promise<TimelineView[]> {
    const org = organisationOf(actor);
    const before = /^\d{1,18}$/.test(page.before ?? '') ? page.before : null;
    return rows<TimelineView>(
      on,
      `SELECT e.id::text, e.verb, e.from_state AS "fromState", e.to_state AS "toState", e.occurred_at AS "occurredAt",
         e.recorded_at AS "recordedAt", e.operator_number AS "operatorNumber",
         CASE WHEN e.organisation_id = $2 THEN u.name END AS "operatorName", o.name AS organisation, e.channel, e.reason,
         e.cause_kind AS "causeKind", e.cause_id AS "causeId", e.cause_label AS "causeLabel", p.name AS "placeTo", e.facts,
         e.undoes::text, e.origin, (SELECT n.note FROM devices.device_note n
           WHERE n.event_id = e.id AND ($3 OR n.organisation_id = $2)) AS note
       FROM devices.device_event e
       LEFT JOIN people.organisation o ON o.id = e.organisation_id
       LEFT JOIN people.membership m ON m.id = e.membership_id LEFT JOIN people.app_user u ON u.id = m.user_id
       LEFT JOIN people.place p ON p.id = CASE WHEN e.location_to LIKE 'place:%' AND e.location_to IS DISTINCT FROM e.location_from
         THEN substr(e.location_to, 7)::uuid END
       WHERE e.device_id = $1 AND ($4::bigint IS NULL OR e.id < $4)
         AND ($3 OR EXISTS (SELECT 1 FROM devices.sight s WHERE s.device_id = $1 AND s.organisation_id = $2)
           OR e.id <= (SELECT c.last_event_id FROM devices.custody_end c WHERE c.device_id = $1 AND c.organisation_id = $2))
       ORDER BY e.id DESC LIMIT $5`,
      [deviceId, org, mayAll(actor, READ.devices), before, page.limit ?? 20],
    );
  }

  /** Every storage medium ever seen in the device. */
  async media(deviceId: string, on: Reader = this.db): Promise<MediumView[]> {
    return rows<MediumView>(
      on,
      `SELECT id, kind, serial, serial_key AS "serialKey", model, size_bytes::float8 AS "sizeBytes", first_seen_at AS "firstSeenAt"
       FROM devices.medium WHERE device_id = $1 ORDER BY first_seen_at, slot, id`,
      [deviceId],
    );
  }

  private async byNumber(actor: Actor, typed: string): Promise<Found> {
    const key = serialKey(typed, { generic: true });
    if (!key) return { kind: 'none' };
    const rows: { id: string; code: string }[] = await this.db.query(
      `SELECT d.id, d.code FROM devices.device d
       WHERE (d.serial_key = $1 OR d.id IN (SELECT a.device_id FROM devices.alias a WHERE a.number_key = $1))
         AND ${visibleTo(actor, 'd', '$2')} ORDER BY d.id DESC LIMIT 20`,
      [key, organisationOf(actor)],
    );
    if (rows.length > 1) return { kind: 'several', ids: rows.map((r) => r.id) };
    return rows[0] ? { kind: 'one', ...rows[0] } : { kind: 'none' };
  }

  private async asItWas(actor: Actor, deviceId: string): Promise<Partial<DeviceView>> {
    const [row] = await this.db.query(
      `SELECT e.to_state AS state, e.occurred_at AS "changedAt",
         coalesce((SELECT json_agg(json_build_object('issuer', a.issuer, 'number', a.number)) FROM devices.alias a
           WHERE a.device_id = e.device_id AND a.created_at <= e.recorded_at), '[]') AS aliases
       FROM devices.custody_end c
       JOIN devices.device_event e ON e.id = c.last_event_id WHERE c.device_id = $1 AND c.organisation_id = $2`,
      [deviceId, organisationOf(actor)],
    );
    const gone = {
      grade: null,
      place: null,
      placeId: null,
      holder: null,
      holderOrgId: null,
      holderRef: null,
      containerId: null,
      containerCode: null,
      transferId: null,
    };
    return { ...row, ...gone };
  }
}

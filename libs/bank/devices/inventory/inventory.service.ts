import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rowOf, rows } from '#platform/database';
import { type Actor, actorColumns, joined, newId, RuleBroken } from '#platform/kernel';
import { writeHistory } from '../device/acts/device-changes.js';
import { DEVICE_LIFECYCLE, type State } from '../device/device.lifecycle.js';
import { serialKey } from '../identification/serial.js';
import { refreshSearch } from '../list/search-words.js';
import { mediaUnknown } from './drives/media-knowledge.js';
import type { Inventory, Medium } from './inventory.js';

export interface Attached {
  readonly snapshotId: string;
  readonly mediaSeen: number;
  readonly newMedia: number;
}

/** A device as it was looked at, without a lock: an inventory is only attached to it as long as nothing happened to it since. */
export interface SeenDevice {
  readonly code: string;
  readonly state: State;
  readonly make: string;
  readonly model: string;
  readonly serial: string | null;
  readonly serial_key: string | null;
  readonly last_event_id: string;
}

export class DeviceMoved extends Error {}

@Injectable()
export class InventoryService {
  /**
   * Media once seen stay; what the device's row lacks is filled in, what somebody logged never overwritten; the same document again is the
   * same snapshot. @param sha256 of the document as it was received, unpacked.
   * @throws RuleBroken `devices.inventory_of_another` when both serials are real and differ, `devices.not_now`; NotFound.
   */
  async attach(
    tx: EntityManager,
    actor: Actor,
    deviceId: string,
    inventory: Inventory,
    sha256: string,
  ): Promise<Attached> {
    const device = await lock(tx, deviceId);
    const twin = await snapshotOf(tx, deviceId, sha256);
    if (twin) return { snapshotId: twin, mediaSeen: inventory.media.length, newMedia: 0 };
    return this.attachSeen(tx, actor, deviceId, inventory, sha256, device).attached;
  }

  /**
   * As `attach`, to a device that has no snapshot of this document. All is sent when this returns: what the caller says next travels with it.
   * @param device as it was when the caller looked. @returns the snapshot's id; `attached` fails with DeviceMoved, nothing being written,
   * when something happened to the device since. @throws RuleBroken as `attach`, with nothing sent.
   */
  attachSeen(
    tx: EntityManager,
    actor: Actor,
    deviceId: string,
    inventory: Inventory,
    sha256: string,
    device: SeenDevice,
  ): { readonly snapshotId: string; readonly attached: Promise<Attached> } {
    const { machine } = inventory;
    const serialKeyOf = machine.serialIsGeneric ? null : serialKey(machine.serial);
    if (serialKeyOf && device.serial_key && serialKeyOf !== device.serial_key)
      throw new RuleBroken('devices.inventory_of_another', { serial: machine.serial }, 'inventory');
    if (!DEVICE_LIFECYCLE.permits('take_inventory', device.state, device.state))
      throw new RuleBroken('devices.not_now', { code: device.code, state: device.state, verb: 'take_inventory' });
    const snapshotId = newId();
    const media = mediaRows(inventory.media);
    const unknown = inventory.hasStorageSection ? mediaUnknown(inventory) : (inventory.mediaUnknown ?? 'not_told');
    const writing = rows<{ attached: boolean; added: number }>(tx, ATTACH, [
      snapshotId,
      deviceId,
      device.last_event_id,
      inventory.source,
      sha256,
      unknown,
      factsOf(inventory),
      inventory.raw,
      media.map((m) => m.id),
      media.map((m) => m.kind),
      media.map((m) => m.serial),
      media.map((m) => m.key),
      media.map((m) => m.model ?? ''),
      media.map((m) => m.sizeBytes),
      media.map((m) => m.slot),
      media.map((m) => m.eui ?? null),
      ...actorColumns(actor),
      { summary: summaryOf(inventory), source: inventory.source },
      machine.make ?? '',
      machine.model ?? '',
      serialKeyOf ? machine.serial : null,
      serialKeyOf,
      inventory.processor,
      inventory.memoryMb,
    ]);
    const named =
      (!device.make && machine.make) || (!device.model && machine.model) || (serialKeyOf && !device.serial_key);
    const naming = named ? refreshSearch(tx, [deviceId]) : undefined;
    const attached = Promise.all([writing, naming]).then(([[written]]) => {
      if (!written!.attached) throw new DeviceMoved();
      return { snapshotId, mediaSeen: inventory.media.length, newMedia: written!.added };
    });
    return { snapshotId, attached };
  }
}

async function lock(tx: EntityManager, deviceId: string): Promise<SeenDevice> {
  const device = await rowOf<SeenDevice>(
    tx,
    `SELECT code, state, make, model, serial, serial_key, last_event_id::text FROM devices.device WHERE id = $1 FOR UPDATE`,
    [deviceId],
    { device: deviceId },
  );
  return device;
}

async function snapshotOf(tx: EntityManager, deviceId: string, sha256: string): Promise<string | null> {
  const [row] = await rows<{ id: string }>(
    tx,
    'SELECT id FROM devices.snapshot WHERE device_id = $1 AND sha256 = $2 LIMIT 1',
    [deviceId, sha256],
  );
  return row?.id ?? null;
}

// The device, its history row, what its row lacked, the snapshot and its media. The device is locked as it was seen, or nothing is
// written.
const ATTACH = `
  WITH before AS (
    SELECT d.id, d.state, devices.location_of(d) AS location, devices.holder_of(d) AS holder
    FROM devices.device d WHERE d.id = $2 AND d.last_event_id = $3::bigint FOR UPDATE
  ), event AS (
    ${writeHistory({
      device_id: 'id',
      verb: `'take_inventory'`,
      from_state: 'state',
      to_state: 'state',
      location_from: 'location',
      location_to: 'location',
      holder_from: 'holder',
      holder_to: 'holder',
      membership_id: '$17::uuid',
      operator_number: '$18::int',
      organisation_id: '$19::uuid',
      channel: '$20',
      facts: '$21::jsonb',
      from: 'before',
    })}
  ), changed AS (
    UPDATE devices.device d SET last_event_id = e.id,
      make = coalesce(nullif(d.make, ''), $22), model = coalesce(nullif(d.model, ''), $23),
      serial = coalesce(d.serial, $24), serial_key = coalesce(d.serial_key, $25),
      processor = coalesce($26, d.processor), memory_mb = coalesce($27, d.memory_mb)
    FROM event e WHERE d.id = e.device_id
  ), snapshot AS (
    INSERT INTO devices.snapshot (id, device_id, event_id, source, sha256, has_storage_section, media_unknown, facts, raw)
    SELECT $1::uuid, device_id, id, $4, $5, $6::text IS NULL, $6::text, $7::jsonb, $8::jsonb FROM event
  ), added AS (
    INSERT INTO devices.medium (id, device_id, kind, serial, serial_key, model, size_bytes, slot, eui, snapshot_id)
    SELECT m.id, e.device_id, m.kind, m.serial, m.serial_key, m.model, m.size_bytes, m.slot, m.eui, $1
    FROM event e, unnest($9::uuid[], $10::text[], $11::text[], $12::text[], $13::text[], $14::bigint[], $15::smallint[], $16::text[])
      AS m(id, kind, serial, serial_key, model, size_bytes, slot, eui)
    ON CONFLICT DO NOTHING RETURNING 1
  )
  SELECT EXISTS (SELECT 1 FROM event) AS attached, (SELECT count(*)::int FROM added) AS added`;

/** A medium without a usable serial is known by its namespace, else by its kind and its rank among the unnamed ones of the same kind. */
function mediaRows(media: readonly Medium[]): (Medium & { id: string; key: string | null; slot: number })[] {
  const unnamed = new Map<string, number>();
  return media.map((m) => {
    const key = m.serialIsGeneric ? null : serialKey(m.serial);
    const slot = key || m.eui ? 0 : (unnamed.get(m.kind) ?? 0);
    if (!key && !m.eui) unnamed.set(m.kind, slot + 1);
    return { ...m, id: newId(), key, slot };
  });
}

const GB = 1024;

function summaryOf(i: Inventory): string {
  const media = i.hasStorageSection
    ? `${i.media.length} ${i.media.length > 1 ? 'supports' : 'support'} de stockage`
    : 'rien sur le stockage';
  return joined(', ', i.processor, i.memoryMb ? `${Math.round(i.memoryMb / GB)} Go` : null, media);
}

const factsOf = (i: Inventory): Record<string, unknown> => ({
  agent: i.agent,
  machine: i.machine,
  processor: i.processor,
  memoryMb: i.memoryMb,
  memoryModules: i.memoryModules,
  media: i.media,
  notMedia: i.notMedia,
  batteries: i.batteries,
  screens: i.screens,
  processors: i.processors,
  graphics: i.graphics,
  networks: i.networks,
  doubts: i.doubts,
  os: i.os,
  partial: i.partial,
});

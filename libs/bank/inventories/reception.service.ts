import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import {
  DEVICE_LIFECYCLE,
  DeviceMoved,
  DevicesService,
  type Inventory,
  InventoryService,
  lockKnownDevices,
} from '#bank/devices';
import { isRetryable, pgErrorOf, rows, ruleFromPg, run } from '#platform/database';
import { type Actor, isMember, type Member, newId, RuleBroken } from '#platform/kernel';
import { findCandidates, type KnownRow, marksOf } from './candidates.js';
import { codeIn, decide, type Marks, type ReviewReason } from './matching.js';
import { attachQuestion } from './review.service.js';

export interface Received {
  readonly inventory: Inventory;
  readonly sha256: string;
  readonly channel: 'agent' | 'api' | 'page';
  /** Where else a code may stand: the file's name, or what somebody typed for a pile of files. Never kept. */
  readonly names?: readonly string[];
}

export type ReceptionOutcome =
  | { readonly id: string; readonly kind: 'attached'; readonly deviceId: string; readonly again: boolean }
  | { readonly id: string; readonly kind: 'waiting'; readonly reason: ReviewReason; readonly again: boolean }
  | { readonly id: string; readonly kind: 'closed'; readonly again: true };

// Only the first try reads before it locks: of twenty documents of one machine, each later try loses to a first one at most.
const TRIES = 10;

@Injectable()
export class Reception {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly inventories: InventoryService,
    private readonly devices: DevicesService,
  ) {}

  /**
   * Takes in one document, once whatever the number of times it is sent. Opens its own transaction: losing a race against
   * another document of the same machine is a reason to look again, not a failure.
   * @throws RuleBroken `inventories.no_member` for an actor that acts for no organisation.
   */
  async receive(actor: Actor, document: Received): Promise<ReceptionOutcome> {
    if (!isMember(actor)) throw new RuleBroken('inventories.no_member');
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.db.transaction((tx) => this.take(tx, actor, document, attempt > 1));
      } catch (error) {
        if (attempt === TRIES || !mayPass(error)) throw ruleFromPg(error) ?? error;
      }
    }
  }

  /** @param again somebody was quicker: the device is locked before it is looked at for good. */
  private async take(tx: EntityManager, actor: Member, document: Received, again: boolean): Promise<ReceptionOutcome> {
    const marks = marksOf(document.inventory, document.names);
    let around = await findCandidates(tx, actor, marks, document.sha256);
    let decision = decide(marks, around.candidates);
    if (again && decision.kind === 'attach') {
      await lockKnownDevices(tx, [decision.deviceId]);
      around = await findCandidates(tx, actor, marks, document.sha256);
      decision = decide(marks, around.candidates);
    }
    if (around.known) return outcomeOf(around.known);
    if (decision.kind === 'review') return this.ask(tx, actor, document, marks, decision);
    const { deviceId, by } = decision;
    const device = around.candidates.find((c) => c.id === deviceId);
    const columns = columnsOf(actor, document, marks);
    const outcome = { id: columns[0], kind: 'attached', deviceId, again: false } as const;
    // When a twin of this document was quicker, its key is taken: all of this is undone, and what the twin did is the answer.
    const keep = (snapshotId: string) => run(tx, ATTACHED, [...columns, by, deviceId, snapshotId]);
    if (!device || device.hasDocument) {
      const { snapshotId } = await this.inventories.attach(tx, actor, deviceId, document.inventory, document.sha256);
      await keep(snapshotId);
      return outcome;
    }
    const { inventory, sha256 } = document;
    const { snapshotId, attached } = this.inventories.attachSeen(tx, actor, deviceId, inventory, sha256, device.seen);
    // When the device has moved since it was looked at, there is no snapshot to refer to: nothing is written, and it is looked at again.
    const [attaching, keeping] = await Promise.allSettled([attached, keep(snapshotId)]);
    if (attaching.status === 'rejected') throw attaching.reason;
    if (keeping.status === 'rejected') throw keeping.reason;
    return outcome;
  }

  /**
   * Attaches a document to the device a person sends it for: no matching, but a document that was already attached to
   * another device is refused.
   * @param idOrCode of the device. @returns its id.
   * @throws NotFound; RuleBroken `devices.not_now`, `devices.not_yours`, `devices.inventory_of_another`, `inventories.document_of_another`.
   */
  async attachTo(tx: EntityManager, actor: Actor, idOrCode: string, document: Received): Promise<string> {
    if (!isMember(actor)) throw new RuleBroken('inventories.no_member');
    const device = await this.devices.lockVisible(tx, actor, idOrCode);
    DEVICE_LIFECYCLE.mustMay(actor, 'take_inventory', device);
    const before = await known(tx, actor, document.sha256);
    if (before?.kind === 'attached') {
      if (before.deviceId === device.id) return device.id;
      throw new RuleBroken('inventories.document_of_another', {}, 'inventory');
    }
    const { snapshotId } = await this.inventories.attach(tx, actor, device.id, document.inventory, document.sha256);
    if (before?.kind === 'waiting') {
      await attachQuestion(tx, actor, before.id, { deviceId: device.id, snapshotId });
    } else if (!before) {
      const columns = columnsOf(actor, document, marksOf(document.inventory));
      await run(tx, ATTACHED_UNLESS_KNOWN, [...columns, 'person', device.id, snapshotId]);
    }
    return device.id;
  }

  /** Leaves the document to a person: one open question a machine, the newest document asks it. */
  private async ask(
    tx: EntityManager,
    actor: Member,
    document: Received,
    marks: Marks,
    { reason, candidates }: { reason: ReviewReason; candidates: readonly string[] },
  ): Promise<ReceptionOutcome> {
    const key = document.inventory.partial ? null : machineKey(marks);
    await run(tx, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 170))', [
      `${actor.organisationId} ${key ?? document.sha256}`,
    ]);
    const twin = await known(tx, actor, document.sha256);
    if (twin) return twin;
    if (key)
      await run(
        tx,
        `UPDATE inventories.received SET state = 'replaced', inventory = NULL WHERE organisation_id = $1 AND machine_key = $2 AND state = 'waiting'`,
        [actor.organisationId, key],
      );
    const columns = columnsOf(actor, document, marks);
    const [row] = await rows<{ id: string }>(tx, WAITING, [
      ...columns.slice(0, -1),
      key,
      reason,
      candidates,
      { ...document.inventory, receivedName: null, tag: null },
    ]);
    if (!row) return (await known(tx, actor, document.sha256))!;
    return { id: row.id, kind: 'waiting', reason, again: false };
  }
}

/** A machine's serial and maker, else its board; null when it tells neither. */
const machineKey = (marks: Marks): string | null =>
  marks.serial ? `serial ${marks.maker} ${marks.serial}` : marks.uuid ? `board ${marks.uuid}` : null;

const COLUMNS = `id, organisation_id, membership_id, operator_number, channel, sha256, source, agent, partial, number,
  make, model, serial, category, machine_key`;

// A question about the same machine that was still open is answered by this.
const ATTACHED = `
  WITH answered AS (
    UPDATE inventories.received SET state = 'replaced', inventory = NULL
    WHERE organisation_id = $2 AND machine_key = $15 AND state = 'waiting'
  )
  INSERT INTO inventories.received (${COLUMNS}, state, matched_by, device_id, snapshot_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'attached', $16, $17, $18)`;
const ATTACHED_UNLESS_KNOWN = `${ATTACHED} ON CONFLICT (organisation_id, sha256) DO NOTHING`;

const WAITING = `
  INSERT INTO inventories.received (${COLUMNS}, state, reason, candidates, inventory)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'waiting', $16, $17, $18)
  ON CONFLICT (organisation_id, sha256) DO NOTHING RETURNING id`;

function columnsOf(actor: Member, { inventory, sha256, channel }: Received, marks: Marks): [id: string, ...unknown[]] {
  const { machine } = inventory;
  return [
    newId(),
    actor.organisationId,
    actor.membershipId,
    actor.operatorNumber,
    channel,
    sha256,
    inventory.source,
    inventory.agent,
    inventory.partial,
    numberIn(marks, inventory.receivedName),
    machine.make,
    machine.model,
    machine.serial,
    machine.category,
    machineKey(marks),
  ];
}

/**
 * A code, or what looks like an inventory number: digits with a few letters before them. A host's name is nobody's business: where the
 * machine gives one, only a code or bare digits, which a technician typed, are kept of it.
 */
function numberIn(marks: Marks, hostName: string | null): string | null {
  const code = marks.names.map(codeIn).find((c) => c !== null);
  const host = hostName?.trim() ?? null;
  const isNumber = (name: string) => (name === host ? /^\d{2,12}$/ : /^[A-Z]{0,4}[-_./ ]?\d{2,12}$/i).test(name);
  return code ?? marks.names.find(isNumber) ?? null;
}

async function known(tx: EntityManager, actor: Member, sha256: string): Promise<ReceptionOutcome | null> {
  const [row] = await rows<KnownRow>(
    tx,
    'SELECT id, state, reason, device_id FROM inventories.received WHERE organisation_id = $1 AND sha256 = $2',
    [actor.organisationId, sha256],
  );
  return row ? outcomeOf(row) : null;
}

function outcomeOf(row: KnownRow): ReceptionOutcome {
  if (row.device_id) return { id: row.id, kind: 'attached', deviceId: row.device_id, again: true };
  if (row.state === 'waiting') return { id: row.id, kind: 'waiting', reason: row.reason!, again: true };
  return { id: row.id, kind: 'closed', again: true };
}

function mayPass(error: unknown): boolean {
  if (error instanceof DeviceMoved) return true;
  return isRetryable(error) || pgErrorOf(error).code === '23505';
}

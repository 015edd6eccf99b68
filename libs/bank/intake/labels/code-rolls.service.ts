import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import {
  AssetCodes,
  DEVICE_LIFECYCLE,
  type NewRoll,
  parseAssetCode,
  readIdentifier,
  VOID_REASONS,
  type VoidReason,
  visibleTo,
} from '#bank/devices';
import { rows } from '#platform/database';
import {
  type Actor,
  isId,
  may,
  mustHave,
  NotFound,
  organisationOf,
  type Page,
  pageById,
  READ,
  RuleBroken,
  scopeOf,
  WRITE,
} from '#platform/kernel';
import { unnamed } from '../donor.js';

export interface CodeRollView {
  readonly id: string;
  readonly number: string;
  readonly organisationId: string;
  readonly organisation: string;
  readonly place: string | null;
  readonly printed: number;
  /** Stuck on a device. */
  readonly used: number;
  /** Still waiting for a device; none of a voided roll. */
  readonly remaining: number;
  readonly madeAt: Date;
  readonly voidedAt: Date | null;
  readonly voidReason: VoidReason | null;
}

export interface RollPart {
  readonly id: string;
  readonly number: string;
  readonly organisationId: string;
  readonly codes: readonly { readonly code: string; readonly n: number }[];
}

/** A code that waits for its device. */
export interface FreeCode {
  readonly code: string;
  readonly organisationId: string;
  /** True when every collection point may use it. */
  readonly ofBank: boolean;
  readonly roll: string;
  readonly n: number;
}

interface ReadCode {
  organisationId: string | null;
  n: number | null;
  device_id: string | null;
  voided_at: Date | null;
  roll: string | null;
  ofBank: boolean | null;
  visible: boolean;
}

const isVoidReason = (text: string): text is VoidReason => Object.hasOwn(VOID_REASONS, text);

const VIEW = `r.id, r.number, r.organisation_id AS "organisationId", o.name AS organisation, p.name AS place, r.codes AS printed,
  u.used, CASE WHEN r.voided_at IS NULL THEN r.codes - u.used ELSE 0 END AS remaining, r.made_at AS "madeAt", r.voided_at AS "voidedAt", r.void_reason AS "voidReason"`;
const FROM = `devices.code_roll r JOIN people.organisation o ON o.id = r.organisation_id LEFT JOIN people.place p ON p.id = r.place_id
  CROSS JOIN LATERAL (SELECT count(a.device_id)::int AS used FROM devices.asset_code a WHERE a.batch = r.id) u`;

/** Rolls of codes: printed first, stuck, described later. A code belongs to its roll's organisation; the bank's serve everybody. */
@Injectable()
export class CodeRolls {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly assetCodes: AssetCodes,
  ) {}

  /** Draws a roll of new codes. The caller has checked the organisation and the number. */
  async draw(tx: EntityManager, actor: Actor, roll: NewRoll): Promise<RollPart> {
    await this.assetCodes.draw(tx, actor, roll);
    return this.part(tx, actor, roll.id, { stuckToo: true });
  }

  /**
   * Codes of a roll to print again, in its order: those still free, of the places asked for; with `stuckToo` all of them.
   * @throws NotFound; RuleBroken `devices.roll_voided`, `intake.labels_range`.
   */
  async part(
    tx: EntityManager,
    actor: Actor,
    id: string,
    of: { from?: number; to?: number; stuckToo?: boolean } = {},
  ): Promise<RollPart> {
    mustHave(actor, WRITE.labels);
    const roll = await this.assetCodes.lock(tx, id, scopeOf(actor, WRITE.labels), 'share');
    if (roll.voidedAt) throw new RuleBroken('devices.roll_voided', { number: roll.number });
    const { from, to } = rangeOf(of, roll.codes);
    const codes = await rows<{ code: string; n: number }>(
      tx,
      `SELECT code, n FROM devices.asset_code WHERE batch = $1 AND n BETWEEN $2 AND $3 AND ($4 OR device_id IS NULL) ORDER BY n`,
      [id, from, to, of.stuckToo ?? false],
    );
    return { id: roll.id, number: roll.number, organisationId: roll.organisationId, codes };
  }

  async list(
    actor: Actor,
    filter: { id?: string; cursor?: string | undefined; limit?: number | undefined } = {},
  ): Promise<Page<CodeRollView>> {
    mustHave(actor, READ.labels);
    return pageById(filter, (beyond, most) =>
      rows<CodeRollView>(
        this.db,
        `SELECT ${VIEW} FROM ${FROM} WHERE ($1::uuid IS NULL OR r.organisation_id = $1) AND ($2::uuid IS NULL OR r.id < $2)
         AND ($3::uuid IS NULL OR r.id = $3) ORDER BY r.id DESC LIMIT $4`,
        [scopeOf(actor, READ.labels), beyond, filter.id ?? null, most],
      ),
    );
  }

  async byId(actor: Actor, id: string): Promise<CodeRollView> {
    const { items } = isId(id) ? await this.list(actor, { id }) : { items: [] };
    if (!items[0]) throw new NotFound('roll');
    return items[0];
  }

  /**
   * A roll is lost: from now on none of its codes that are still free can be used. Those on devices stay as they are.
   * @throws NotFound; RuleBroken `devices.roll_voided` when it is already, `intake.void_reason_missing`.
   */
  async void(tx: EntityManager, actor: Actor, id: string, reason: string): Promise<void> {
    mustHave(actor, WRITE.labels);
    if (!isVoidReason(reason)) throw new RuleBroken('intake.void_reason_missing', {}, 'reason');
    const roll = await this.assetCodes.lock(tx, id, scopeOf(actor, WRITE.labels), 'update');
    if (roll.voidedAt) throw new RuleBroken('devices.roll_voided', { number: roll.number });
    await this.assetCodes.void(tx, actor, id, reason);
  }

  /**
   * What a scanned or typed label is, when no device of the actor carries it: a code that waits for its device.
   * @throws RuleBroken `devices.code_malformed`, `devices.code_look_alike`, `devices.code_wrong_check` (mistyped),
   *   `devices.code_unknown` (never printed), `devices.code_elsewhere` (another organisation's roll), `devices.code_taken`
   *   (facts `visible` says whether the actor may see the device), `devices.code_voided`.
   */
  async read(actor: Actor, typed: string): Promise<FreeCode> {
    const identifier = readIdentifier(typed);
    if (identifier.kind === 'wrong_check')
      throw new RuleBroken(
        identifier.lookAlike ? 'devices.code_look_alike' : 'devices.code_wrong_check',
        { typed: identifier.text.slice(0, 40), near: identifier.near },
        'code',
      );
    const code = identifier.kind === 'code' ? identifier.code : parseAssetCode(typed);
    const [found] = await rows<ReadCode>(
      this.db,
      `SELECT a.organisation_id AS "organisationId", a.n, a.device_id, a.voided_at, r.number AS roll, o.kind = 'bank' AS "ofBank",
         EXISTS (SELECT 1 FROM devices.device d WHERE d.id = devices.stands_for(a.device_id) AND ${visibleTo(actor, 'd', '$2')}) AS visible
       FROM devices.asset_code a LEFT JOIN devices.code_roll r ON r.id = a.batch LEFT JOIN people.organisation o ON o.id = a.organisation_id
       WHERE a.code = $1`,
      [code, organisationOf(actor)],
    );
    if (!found) throw new RuleBroken('devices.code_unknown', { code }, 'code');
    const scope = scopeOf(actor, READ.labels);
    const ours = found.ofBank || !scope || !found.organisationId || found.organisationId === scope;
    if (found.visible) throw new RuleBroken('devices.code_taken', { code, visible: true }, 'code');
    if (!ours) throw new RuleBroken('devices.code_elsewhere', { code }, 'code');
    if (found.device_id) throw new RuleBroken('devices.code_taken', { code, visible: false }, 'code');
    if (found.voided_at) throw new RuleBroken('devices.code_voided', { code }, 'code');
    // A code that is on no device is of a roll.
    return { code, organisationId: found.organisationId!, ofBank: found.ofBank!, roll: found.roll!, n: found.n! };
  }

  /** True for a code that was printed, may still be used and is on no device: said to whoever works here, which roll it is of is not. */
  async isBlank(typed: string): Promise<boolean> {
    const identifier = readIdentifier(typed);
    if (identifier.kind !== 'code') return false;
    const [found] = await rows<{ code: string }>(
      this.db,
      'SELECT code FROM devices.asset_code WHERE code = $1 AND device_id IS NULL AND voided_at IS NULL',
      [identifier.code],
    );
    return Boolean(found);
  }

  /** Donations that are there and not closed, whose devices may carry a free code: newest first, 20 at most. */
  async donationsFor(
    actor: Actor,
    code: FreeCode,
  ): Promise<{ id: string; number: string; donor: string; organisation: string }[]> {
    if (!may(actor, DEVICE_LIFECYCLE.right('log'))) return [];
    return rows<{ id: string; number: string; donor: string; organisation: string }>(
      this.db,
      `SELECT n.id, n.number, coalesce(d.name, ${unnamed('d.kind')}) AS donor, o.name AS organisation
       FROM intake.donation n JOIN intake.donor d ON d.id = n.donor_id JOIN people.organisation o ON o.id = n.organisation_id
       WHERE n.state = 'received' AND ($1::uuid IS NULL OR n.organisation_id = $1) AND ($2::uuid IS NULL OR n.organisation_id = $2)
       ORDER BY n.id DESC LIMIT 20`,
      [scopeOf(actor, READ.labels), code.ofBank ? null : code.organisationId],
    );
  }
}

/** @throws RuleBroken `intake.labels_range` */
export function rangeOf(of: { from?: number; to?: number }, last: number): { from: number; to: number } {
  const { from = 1, to = last } = of;
  const inside = (n: number) => Number.isInteger(n) && n >= 1 && n <= last;
  if (!inside(from)) throw new RuleBroken('intake.labels_range', { last }, 'from');
  if (!inside(to) || to < from) throw new RuleBroken('intake.labels_range', { last }, 'to');
  return { from, to };
}

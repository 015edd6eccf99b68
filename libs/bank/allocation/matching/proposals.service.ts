import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { DEVICE_LIFECYCLE, lockKnownDevices } from '#bank/devices';
import { TODAY } from '#bank/people';
import { like, type Reader, rows, run } from '#platform/database';
import {
  type Actor,
  actorColumns,
  isId,
  mustHave,
  NotFound,
  type Page,
  pageOf,
  READ,
  RuleBroken,
  readCursor,
} from '#platform/kernel';
import { PROPOSAL_REFUSALS } from '../codes.js';
import type { Need, Requestable } from '../requests/needs.js';
import { ENDED_WITHOUT, LAST_RUN } from './last-run.js';
import { MatchingRunsService } from './matching-runs.service.js';
import type { ProposalsAsked } from './proposal-listing.js';
import { type Missing, ranked, type Why } from './reasons.js';
import { ReservationsService } from './reservations.service.js';
import { freeDevices, waitingUnits } from './snapshot.js';
import { WAITING_BY_CATEGORY, WAITS } from './waiting.js';

export interface ProposedDevice {
  readonly deviceId: string;
  readonly category: string;
  readonly code: string;
  readonly make: string;
  readonly model: string;
  readonly grade: string | null;
  readonly memoryMb: number | null;
  /** What its origin allows, as it kept it. */
  readonly publicOrigin: boolean;
  readonly resaleForbidden: boolean;
  readonly priceCeilingCents: number | null;
  /** Where it was given. */
  readonly commune: string | null;
  readonly stockDays: number;
  /** The workshop where it stands; null at the bank. */
  readonly at: string | null;
}

/** What the last run proposes for one that waits, if the device is still free: else `gone`, and the next run proposes anew. */
export interface ProposalView {
  readonly position: number;
  readonly unitId: string;
  readonly deviceId: string | null;
  readonly why: readonly Why[];
  readonly missing: Missing | null;
  readonly gone: boolean;
  readonly requestId: string;
  readonly number: string;
  readonly structureId: string;
  readonly structure: string;
  readonly commune: string;
  readonly category: Requestable;
  readonly needs: readonly Need[];
  readonly waitingDays: number;
  readonly reference: string | null;
  readonly device: ProposedDevice | null;
  readonly quota: { readonly used: number; readonly allowed: number };
}

export interface DeviceChoice extends ProposedDevice {
  readonly why: readonly Why[];
  readonly refused: boolean;
}

export interface UnitChoices {
  readonly unit: Pick<
    ProposalView,
    'unitId' | 'requestId' | 'number' | 'structure' | 'category' | 'needs' | 'reference'
  >;
  readonly devices: readonly DeviceChoice[];
  readonly more: boolean;
  /** In stock too, and given to nobody for now, each with the reason; the oldest first. */
  readonly heldBack: readonly HeldBackDevice[];
}

export interface HeldBackDevice
  extends Pick<ProposedDevice, 'deviceId' | 'code' | 'make' | 'model' | 'grade' | 'memoryMb'> {
  readonly because: 'deposit' | 'locked';
}

/** What the last run leaves to say: how many wait, for how many there is a device, and how many it does not know yet. */
export interface ProposalCounts {
  readonly waiting: number;
  readonly possible: number;
  readonly unknown: number;
  /** When the last run failed, if none was done since: what is proposed is older. */
  readonly failedAt: Date | null;
}

const MOST_CHOICES = 40;
/** Of those that are held back, fewer: a code finds the others. */
const MOST_HELD_BACK = 10;

/** Of the last run, who still waits. */
const STILL_WAITING = `allocation.matching_line l JOIN allocation.request_unit u ON u.id = l.unit_id AND ${WAITS}`;
/** Whether what was proposed is free no longer, or was refused for this request since. */
const GONE = `(d.state <> 'in_stock' OR d.in_deposit OR EXISTS (SELECT 1 FROM intake.device_lock k WHERE k.device_id = d.id AND k.released_at IS NULL)
  OR EXISTS (SELECT 1 FROM allocation.proposal_refusal x WHERE x.request_id = u.request_id AND x.device_id = d.id))`;

const DEVICE = `CASE WHEN d.id IS NOT NULL THEN json_build_object('deviceId', d.id, 'category', d.category, 'code', d.code, 'make', d.make, 'model', d.model,
  'grade', d.grade, 'memoryMb', d.memory_mb, 'publicOrigin', d.public_origin, 'resaleForbidden', d.resale_forbidden,
  'priceCeilingCents', d.price_ceiling_cents, 'commune', nullif(gave.commune, ''),
  'stockDays', greatest(0, extract(day FROM platform.now() - d.changed_at)::int), 'at', CASE WHEN has.kind <> 'bank' THEN has.name END) END AS device`;
const OF_DEVICE = `LEFT JOIN people.organisation has ON has.id = d.holder_org_id LEFT JOIN intake.donation n ON n.id = d.donation_id
  LEFT JOIN people.organisation gave ON gave.id = n.organisation_id`;

/** Which device of the stock for whom, and why. Proposes only; a person decides. */
@Injectable()
export class ProposalsService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** What the last run proposes, for those who still wait, in the order of service. @throws NotAllowed */
  async list(actor: Actor, asked: ProposalsAsked = {}, on: Reader = this.db): Promise<Page<ProposalView>> {
    mustHave(actor, READ.proposals);
    const { cursor, limit = 50 } = asked;
    const [last] = readCursor(cursor, 1) ?? [];
    const found = await rows<ProposalView>(
      on,
      `SELECT l.position, l.unit_id AS "unitId", l.why, l.missing, coalesce(${GONE}, false) AS gone, l.device_id AS "deviceId",
         u.request_id AS "requestId", r.number, o.id AS "structureId", o.name AS structure, o.commune, m.needs, u.category,
         greatest(0, ${TODAY} - (r.submitted_at AT TIME ZONE b.time_zone)::date) AS "waitingDays", p.reference, ${DEVICE}, json_build_object('used', coalesce(q.used, 0), 'allowed', coalesce(q.allowed, 0)) AS quota
       FROM ${STILL_WAITING} JOIN allocation.request r ON r.id = u.request_id JOIN allocation.request_line m ON m.id = u.line_id
       JOIN people.organisation o ON o.id = u.structure_id CROSS JOIN people.bank b
       LEFT JOIN allocation.quota q ON q.structure_id = u.structure_id AND q.category = u.category AND ${TODAY} BETWEEN q.starts_on AND q.ends_on
       LEFT JOIN allocation.beneficiary p ON p.id = u.beneficiary_id LEFT JOIN devices.device d ON d.id = l.device_id ${OF_DEVICE}
       WHERE l.run_id = ${LAST_RUN} AND l.position > $1 AND ($2::uuid IS NULL OR u.structure_id = $2) AND ($3::uuid IS NULL OR u.request_id = $3)
         AND ($4::text IS NULL OR u.category = $4) AND (NOT $5 OR l.device_id IS NOT NULL)
       ORDER BY l.position LIMIT $6`,
      [
        typeof last === 'number' ? last : 0,
        isId(asked.structureId) ? asked.structureId : null,
        isId(asked.requestId) ? asked.requestId : null,
        asked.category || null,
        Boolean(asked.possible),
        limit + 1,
      ],
      { plan: 'per call', because: 'one structure or one request has few units, all of them have many' },
    );
    return pageOf(found, limit, (p) => [p.position]);
  }

  /** @throws NotAllowed */
  async counts(actor: Actor, on: Reader = this.db): Promise<ProposalCounts> {
    mustHave(actor, READ.proposals);
    const [counts] = await rows<ProposalCounts>(
      on,
      `SELECT coalesce(sum(w.units), 0)::int AS waiting, coalesce(sum(w.possible), 0)::int AS possible, coalesce(sum(w.unknown), 0)::int AS unknown,
         (SELECT f.ended_at FROM allocation.matching_run f WHERE f.id = ${ENDED_WITHOUT} AND f.state = 'failed') AS "failedAt"
       FROM (${WAITING_BY_CATEGORY}) w`,
    );
    return counts!;
  }

  /** What the last run said of these pairs, so that who accepts is noted with what they were shown. */
  async reasonsOf(tx: EntityManager, unitIds: readonly string[]): Promise<ReadonlyMap<string, readonly Why[]>> {
    const found = await rows<{ pair: string; why: readonly Why[] }>(
      tx,
      `SELECT l.unit_id || ':' || l.device_id AS pair, l.why FROM allocation.matching_line l
       WHERE l.run_id = ${LAST_RUN} AND l.unit_id = ANY($1) AND l.device_id IS NOT NULL`,
      [unitIds],
    );
    return new Map(found.map(({ pair, why }) => [pair, why]));
  }

  /**
   * Every device of the stock that may be chosen for a wanted one, the best first.
   * @param q a part of a code, a make or a model.
   * @returns null when the unit waits for none.
   */
  async choices(actor: Actor, unitId: string, q = ''): Promise<UnitChoices | null> {
    mustHave(actor, READ.proposals);
    const [unit] = isId(unitId) ? await waitingUnits(this.db, { unitId }) : [];
    if (!unit) return null;
    const patterns = q
      .toLowerCase()
      .replace(/^bn-?|-/g, '')
      .split(/\s+/)
      .filter(Boolean)
      .flatMap((word) => like(word) ?? []);
    const [asked, stock, named, heldBack] = await Promise.all([
      this.unitAsked(unitId),
      freeDevices(this.db, [unit.category]),
      patterns.length ? this.named(unit.category, patterns) : null,
      this.heldBack(unit.category, patterns),
    ]);
    const best = ranked(unit, named ? stock.filter((d) => named.has(d.id)) : stock)
      .map(({ id, why }) => ({ id, why, refused: unit.refused.includes(id) }))
      .sort((one, other) => Number(one.refused) - Number(other.refused));
    const first = best.slice(0, MOST_CHOICES);
    const facts = new Map((await this.devices(first.map((d) => d.id))).map((d) => [d.deviceId, d]));
    const devices = first.map(({ id, why, refused }) => ({ ...facts.get(id)!, why, refused }));
    return { unit: asked!, devices, more: best.length > first.length, heldBack };
  }

  private async unitAsked(unitId: string): Promise<UnitChoices['unit'] | undefined> {
    const [unit] = await rows<UnitChoices['unit']>(
      this.db,
      `SELECT u.id AS "unitId", u.request_id AS "requestId", r.number, o.name AS structure, u.category, l.needs, p.reference
       FROM allocation.request_unit u JOIN allocation.request r ON r.id = u.request_id JOIN allocation.request_line l ON l.id = u.line_id
       JOIN people.organisation o ON o.id = u.structure_id LEFT JOIN allocation.beneficiary p ON p.id = u.beneficiary_id WHERE u.id = $1`,
      [unitId],
    );
    return unit;
  }

  /** Of the stock of a category, what has all these words in its code, make or model. */
  private async named(category: string, patterns: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await rows<{ id: string }>(
      this.db,
      `SELECT d.id FROM devices.device d WHERE d.state = 'in_stock' AND d.category = $1 AND concat_ws(' ', d.code, d.make, d.model) ILIKE ALL ($2::text[])`,
      [category, patterns],
    );
    return new Set(found.map(({ id }) => id));
  }

  private async devices(ids: readonly string[]): Promise<ProposedDevice[]> {
    const text = `SELECT ${DEVICE} FROM devices.device d ${OF_DEVICE} WHERE d.id = ANY($1)`;
    return (await rows<{ device: ProposedDevice }>(this.db, text, [ids])).map(({ device }) => device);
  }

  private heldBack(category: string, patterns: readonly string[]): Promise<HeldBackDevice[]> {
    return rows<HeldBackDevice>(
      this.db,
      `SELECT d.id AS "deviceId", d.code, d.make, d.model, d.grade, d.memory_mb AS "memoryMb",
         CASE WHEN d.in_deposit THEN 'deposit' ELSE 'locked' END AS because
       FROM devices.device d WHERE d.state = 'in_stock' AND d.category = $1 AND d.id IN (
           SELECT x.id FROM devices.device x WHERE x.in_deposit
           UNION ALL SELECT k.device_id FROM intake.device_lock k WHERE k.released_at IS NULL)
         AND concat_ws(' ', d.code, d.make, d.model) ILIKE ALL ($2::text[])
       ORDER BY d.id LIMIT ${MOST_HELD_BACK}`,
      [category, patterns],
    );
  }

  /** One device, as who decides looks at it; null when there is none. */
  async device(actor: Actor, id: string): Promise<ProposedDevice | null> {
    mustHave(actor, READ.proposals);
    return (await this.devices([id]))[0] ?? null;
  }

  /** How many ready devices of each category there are, kept for nobody. */
  async inStock(actor: Actor, categories: readonly string[]): Promise<Map<string, number>> {
    mustHave(actor, READ.proposals);
    const counted = new Map<string, number>();
    for (const { category } of await freeDevices(this.db, categories))
      counted.set(category, (counted.get(category) ?? 0) + 1);
    return counted;
  }
}

/** A device that is wrong for a request, said by whoever decides. */
@Injectable()
export class ProposalRefusals {
  constructor(
    private readonly reservations: ReservationsService,
    private readonly runs: MatchingRunsService,
  ) {}

  /**
   * Refuses a device for a wanted one: it is not proposed for that request again, and if it was kept for it, it is free. Twice is once.
   * @throws NotFound; RuleBroken `allocation.proposal_reason_missing`, `allocation.unit_not_approved`, `allocation.already_on_its_way`.
   */
  async refuse(
    tx: EntityManager,
    actor: Actor,
    { requestId, unitId, deviceId, reason }: { requestId: string; unitId: string; deviceId: string; reason: string },
  ): Promise<void> {
    mustHave(actor, DEVICE_LIFECYCLE.right('release'));
    if (!Object.hasOwn(PROPOSAL_REFUSALS, reason))
      throw new RuleBroken('allocation.proposal_reason_missing', {}, 'reason');
    if (!isId(unitId) || !isId(deviceId)) throw new NotFound('proposal');
    const [device] = await lockKnownDevices(tx, [deviceId]);
    if (!device) throw new NotFound('device');
    const [unit] = await rows<{ request: string; number: string; state: string; keeps: boolean }>(
      tx,
      `SELECT u.request_id AS request, r.number, u.state, EXISTS (SELECT 1 FROM allocation.reservation v
         WHERE v.unit_id = u.id AND v.device_id = $2 AND v.ended_at IS NULL) AS keeps
       FROM allocation.request_unit u JOIN allocation.request r ON r.id = u.request_id WHERE u.id = $1 FOR UPDATE OF u`,
      [unitId, deviceId],
    );
    if (unit?.request !== requestId) throw new NotFound('unit');
    if (unit.state !== 'approved') throw new RuleBroken('allocation.unit_not_approved', { number: unit.number });
    if (unit.keeps) await this.reservations.releaseUnits(tx, actor, [unitId], 'released');
    const [membership, operator] = actorColumns(actor);
    await run(
      tx,
      `INSERT INTO allocation.proposal_refusal (request_id, device_id, reason, membership_id, operator_number)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT ON CONSTRAINT proposal_refused_once DO NOTHING`,
      [unit.request, deviceId, reason, membership, operator],
    );
    await this.runs.noteRejected(tx, actor, unitId, deviceId);
    await this.runs.follow(tx);
  }
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { DEVICE_LIFECYCLE, lockKnownDevices } from '#bank/devices';
import { TODAY } from '#bank/people';
import { like, type Reader, rows, run } from '#platform/database';
import { type Actor, actorColumns, isId, mustHave, NotFound, READ, RuleBroken } from '#platform/kernel';
import { PROPOSAL_REFUSALS } from '../codes.js';
import type { Need, Requestable } from '../requests/needs.js';
import { STOCK_KINDS } from './blockers.queries.js';
import { type Candidate, type Match, matchUnits, ranked, type Why } from './matching.js';
import { PROPOSAL_SORTS, type ProposalsAsked } from './proposal-listing.js';
import { ReservationsService } from './reservations.service.js';

export interface ProposedDevice extends Candidate {
  readonly code: string;
  readonly make: string;
  readonly model: string;
  /** What its origin allows, as it kept it. */
  readonly publicOrigin: boolean;
  readonly resaleForbidden: boolean;
  readonly priceCeilingCents: number | null;
}

export interface ProposalView extends Match {
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

type WaitingUnit = Omit<ProposalView, keyof Match | 'device' | 'quota'> & {
  unitId: string;
  refused: readonly string[];
  priority: boolean;
  used: number;
  allowed: number;
};

/** Most units looked at together; the rest waits its turn. */
const MOST_UNITS = 100;
const MOST_DEVICES = 300;
const MOST_CHOICES = 40;
/** Of those that are held back, fewer: a code finds the others. */
const MOST_HELD_BACK = 10;

/** Which device of the stock for whom, and why. Proposes only; a person decides. */
@Injectable()
export class ProposalsService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * Proposals for approved units without a device: priority first, then who waits longest. The same stock and the same
   * requests always give the same proposals, in whatever order they are shown.
   */
  async proposeFor(actor: Actor, filter: ProposalsAsked = {}, on: Reader = this.db): Promise<ProposalView[]> {
    mustHave(actor, READ.proposals);
    const asked = await this.units(filter, on);
    if (!asked.length) return [];
    const units = filter.requestId || filter.structureId ? await this.amongAll(on, asked, filter.category) : asked;
    const stock = await this.stock([...new Set(units.map((u) => u.category))], on);
    const devices = new Map(stock.map((d) => [d.deviceId, d]));
    const matches = new Map(matchUnits(units, stock, MOST_DEVICES).map((m) => [m.unitId, m]));
    return asked
      .map(({ priority: _, refused: __, used, allowed, ...unit }) => {
        const match = matches.get(unit.unitId)!;
        const device = match.deviceId ? devices.get(match.deviceId)! : null;
        return { ...unit, ...match, device, quota: { used, allowed } };
      })
      .sort(PROPOSAL_SORTS[filter.sort ?? 'first'].by);
  }

  /**
   * Every device of the stock that may be chosen for a wanted one, the best first.
   * @param q a part of a code, a make or a model.
   * @returns null when the unit waits for none.
   */
  async choices(actor: Actor, unitId: string, q = ''): Promise<UnitChoices | null> {
    mustHave(actor, READ.proposals);
    const [unit] = isId(unitId) ? await this.units({ unitId }) : [];
    if (!unit) return null;
    const words = q
      .toLowerCase()
      .replace(/^bn-?|-/g, '')
      .split(/\s+/)
      .filter(Boolean);
    const [stock, heldBack] = await Promise.all([
      this.stock([unit.category]),
      this.heldBack(
        unit.category,
        words.flatMap((word) => like(word) ?? []),
      ),
    ]);
    const named = stock.filter((d) =>
      words.every((word) => `${d.code} ${d.make} ${d.model}`.toLowerCase().includes(word)),
    );
    const devices = ranked(unit, named)
      .map((d) => ({ ...d, refused: unit.refused.includes(d.deviceId) }))
      .sort((a, b) => Number(a.refused) - Number(b.refused));
    return { unit, devices: devices.slice(0, MOST_CHOICES), more: devices.length > MOST_CHOICES, heldBack };
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
    const [found] = await rows<ProposedDevice>(
      this.db,
      `SELECT d.id AS "deviceId", d.code, d.category, d.make, d.model, d.grade, d.memory_mb AS "memoryMb", d.public_origin AS "publicOrigin",
         d.resale_forbidden AS "resaleForbidden", d.price_ceiling_cents AS "priceCeilingCents", NULL::text AS commune, 0 AS "stockDays"
       FROM devices.device d WHERE d.id = $1`,
      [id],
    );
    return found ?? null;
  }

  /** How many ready devices of each category are at the bank, kept for nobody. */
  async inStock(actor: Actor, categories: readonly string[]): Promise<Map<string, number>> {
    mustHave(actor, READ.proposals);
    const stock = await this.stock([...new Set(categories)]);
    const counted = new Map<string, number>();
    for (const { category } of stock) counted.set(category, (counted.get(category) ?? 0) + 1);
    return counted;
  }

  /** Whoever looks at one request sees what the others, who came before it, leave. */
  private async amongAll<T extends { unitId: string }>(on: Reader, asked: readonly T[], category?: string) {
    const all = await this.units(category ? { category } : {}, on);
    const seen = new Set(all.map((u) => u.unitId));
    return [...all, ...asked.filter((u) => !seen.has(u.unitId))] as typeof all;
  }

  private async units(
    filter: { structureId?: string; requestId?: string; category?: string; unitId?: string },
    on: Reader = this.db,
  ) {
    return rows<WaitingUnit>(
      on,
      `WITH first AS (
         SELECT u.id, u.structure_id, u.category, u.beneficiary_id, l.needs, r.id AS request_id, r.number, r.submitted_at,
           r.urgency = 'priority' AS priority, l.position AS line, u.position
         FROM allocation.request_unit u JOIN allocation.request r ON r.id = u.request_id JOIN allocation.request_line l ON l.id = u.line_id
         WHERE u.state = 'approved' AND NOT EXISTS (SELECT 1 FROM allocation.reservation v WHERE v.unit_id = u.id AND v.ended_at IS NULL)
           AND ($1::uuid IS NULL OR u.structure_id = $1) AND ($2::uuid IS NULL OR u.request_id = $2) AND ($3::text IS NULL OR u.category = $3) AND ($4::uuid IS NULL OR u.id = $4)
         ORDER BY priority DESC, r.submitted_at, r.id, l.position, u.position, u.id LIMIT ${MOST_UNITS})
       SELECT f.id AS "unitId", f.request_id AS "requestId", f.number, o.id AS "structureId", o.name AS structure, o.commune, f.category, f.needs,
         greatest(0, ${TODAY} - (f.submitted_at AT TIME ZONE b.time_zone)::date) AS "waitingDays", f.priority, p.reference, q.used, q.allowed,
         ARRAY(SELECT x.device_id FROM allocation.proposal_refusal x WHERE x.request_id = f.request_id) AS refused
       FROM first f JOIN people.organisation o ON o.id = f.structure_id CROSS JOIN people.bank b
       JOIN allocation.quota_ledger g ON g.unit_id = f.id AND g.delta = 1 JOIN allocation.quota q ON q.id = g.quota_id
       LEFT JOIN allocation.beneficiary p ON p.id = f.beneficiary_id
       ORDER BY f.priority DESC, f.submitted_at, f.request_id, f.line, f.position, f.id`,
      [
        isId(filter.structureId) ? filter.structureId : null,
        isId(filter.requestId) ? filter.requestId : null,
        filter.category || null,
        filter.unitId ?? null,
      ],
      { plan: 'per call', because: 'one structure or one request has few units, all of them have many' },
    );
  }

  private async stock(categories: readonly string[], on: Reader = this.db): Promise<ProposedDevice[]> {
    return rows<ProposedDevice>(
      on,
      `SELECT d.id AS "deviceId", d.code, d.category, d.make, d.model, d.grade, d.memory_mb AS "memoryMb",
         d.public_origin AS "publicOrigin", d.resale_forbidden AS "resaleForbidden", d.price_ceiling_cents AS "priceCeilingCents", nullif(c.commune, '') AS commune,
         greatest(0, extract(day FROM platform.now() - d.changed_at)::int) AS "stockDays", d.at
       FROM unnest($1::text[]) AS wanted(category)
       CROSS JOIN LATERAL (
         SELECT x.id, x.code, x.category, x.make, x.model, x.grade, x.memory_mb, x.public_origin, x.resale_forbidden, x.price_ceiling_cents,
           x.changed_at, x.donation_id, CASE WHEN h.kind <> 'bank' THEN h.name END AS at
         FROM devices.device x JOIN people.organisation h ON h.id = x.holder_org_id AND h.kind = ANY ($2)
         WHERE x.state = 'in_stock' AND x.category = wanted.category
           AND NOT EXISTS (SELECT 1 FROM intake.device_lock k WHERE k.device_id = x.id AND k.released_at IS NULL)
           AND NOT x.in_deposit
         ORDER BY x.id LIMIT ${MOST_DEVICES}) d
       LEFT JOIN intake.donation n ON n.id = d.donation_id LEFT JOIN people.organisation c ON c.id = n.organisation_id
       ORDER BY d.id`,
      [categories, STOCK_KINDS],
      { plan: 'per call', because: 'few categories have little stock to sort, all have much that is walked in order' },
    );
  }
}

/** A device that is wrong for a request, said by whoever decides. */
@Injectable()
export class ProposalRefusals {
  constructor(private readonly reservations: ReservationsService) {}

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
  }
}

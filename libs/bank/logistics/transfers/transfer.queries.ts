import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { Category, ContainerKind, DeviceWithSerial, State } from '#bank/devices';
import { type CountedPage, type Reader, rowOf, rows } from '#platform/database';
import {
  type Actor,
  isId,
  isMember,
  mayAll,
  mustHave,
  type OrganisationKind,
  organisationOf,
  type Page,
  READ,
  scopeOf,
  type Waiting,
} from '#platform/kernel';
import type { CrateOutcome, LineHow, LineOutcome, Resolution } from '../word-lists.js';
import { type Sendable, sendable } from './sendable.js';
import {
  HOLDING_KINDS,
  mayOpenFrom,
  type Purpose,
  TRANSFER_LIFECYCLE,
  type TransferState,
  type TransferVerb,
} from './transfer.lifecycle.js';
import { LEAVING, visibleTo } from './transfer.row.js';
import {
  HAS_MISSING,
  LATE_DAYS,
  TRANSFER_COLUMNS,
  TRANSFER_FROM,
  TRANSFERS,
  type TransfersAsked,
} from './transfer-listing.js';

export interface TransferView {
  readonly id: string;
  readonly number: string;
  readonly purpose: Purpose;
  readonly state: TransferState;
  readonly fromOrgId: string;
  readonly from: string;
  readonly fromKind: OrganisationKind;
  readonly fromPlaceId: string;
  readonly fromPlace: string;
  readonly toOrgId: string;
  readonly to: string;
  readonly toKind: OrganisationKind;
  readonly toPlaceId: string;
  readonly toPlace: string;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  /** While nobody confirmed it: when it was sent. */
  readonly waitingSince: Date | null;
  readonly sentOperator: number | null;
  /** Of a delivery: when it was handed to whoever carries it. */
  readonly departedAt: Date | null;
  readonly departedOperator: number | null;
  /** A delivery that was ordered, and still lies where it is to leave from. */
  readonly leaving: boolean;
  readonly endedAt: Date | null;
  readonly endedOperator: number | null;
  readonly devices: number;
  readonly confirmed: number;
  readonly missing: number;
  readonly extra: number;
}

/** One device of a transfer. What is `extra` and not the reader's to see is only the text that was scanned. */
export interface TransferLineView {
  readonly id: string;
  readonly deviceId: string | null;
  readonly code: string | null;
  readonly category: Category | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly typed: string | null;
  readonly containerId: string | null;
  readonly outcome: LineOutcome;
  readonly how: LineHow | null;
  readonly operatorNumber: number | null;
  readonly at: Date | null;
  readonly resolution: Resolution | null;
  readonly stateBefore: State | null;
  /** It left as in repair, is so still, and the reader holds it: it goes back to its person. */
  readonly waitsForPerson: boolean;
}

export interface TransferContainerView {
  readonly id: string;
  readonly code: string;
  readonly kind: ContainerKind;
  readonly name: string;
  readonly seal: string | null;
  readonly outcome: CrateOutcome;
  readonly devices: number;
}

export interface UndoneDeparture {
  readonly departedAt: Date;
  readonly departedOperator: number | null;
  readonly undoneAt: Date;
  readonly undoneOperator: number | null;
}

export interface TransferDetailView extends TransferView {
  readonly undoneDepartures: readonly UndoneDeparture[];
  readonly lines: readonly TransferLineView[];
  readonly containers: readonly TransferContainerView[];
  /** What this actor may do now. */
  readonly allowed: readonly TransferVerb[];
}

export interface Scan {
  readonly typed: string;
  readonly result: 'confirmed' | 'already' | 'extra';
  readonly code: string | null;
}

export interface ContainerView {
  readonly id: string;
  readonly code: string;
  readonly kind: ContainerKind;
  readonly name: string;
  readonly seal: string | null;
  readonly organisationId: string;
  readonly organisation: string;
  readonly placeId: string | null;
  readonly place: string | null;
  readonly transferId: string | null;
  readonly transferNumber: string | null;
  readonly devices: number;
}

export interface ContentView extends DeviceWithSerial {
  readonly id: string;
  readonly state: State;
  /** Its public donor has not decided: it is in stock, and for nobody. */
  readonly inDeposit: boolean;
}

export type LogisticsWaiting =
  | 'lots_missing'
  | 'lots_late'
  | 'deliveries_unconfirmed'
  | 'lots_to_confirm'
  | 'lots_leaving'
  | 'lots_preparing'
  | 'lots_on_the_road';

export interface Unconfirmed {
  readonly receiver: string;
  readonly lots: number;
  readonly oldest: number;
}

export interface LineOfCause {
  readonly transferId: string;
  readonly number: string;
  readonly deviceId: string;
  readonly outcome: TransferLineView['outcome'];
  readonly arrivedAt: Date | null;
}

interface Receiver {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
}

const UNDONE = `(SELECT coalesce(json_agg(json_build_object('departedAt', u.departed_at, 'departedOperator', u.departed_operator,
  'undoneAt', u.undone_at, 'undoneOperator', u.undone_operator) ORDER BY u.id), '[]') FROM logistics.departure_undone u WHERE u.transfer_id = t.id)`;

@Injectable()
export class TransferQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  list(actor: Actor, asked: TransfersAsked = {}): Promise<Page<TransferView>> {
    return this.read(actor, asked, false);
  }

  counted(actor: Actor, asked: TransfersAsked = {}): Promise<CountedPage<TransferView>> {
    return this.read(actor, asked, true);
  }

  /** The devices of a donation that wait at one organisation, in no crate and no lot; 1,000 at most. @returns their ids, and who has them */
  async donated(actor: Actor, donationId: string): Promise<{ from: string | null; ids: string[] }> {
    mustHave(actor, READ.donations);
    const found = await rows<{ id: string; holder: string }>(
      this.db,
      `SELECT d.id, d.holder_org_id AS holder FROM devices.device d JOIN intake.donation n ON n.id = d.donation_id
       WHERE d.donation_id = $1 AND ($2::uuid IS NULL OR n.organisation_id = $2 AND d.holder_org_id = $2) AND d.place_id IS NOT NULL
         AND d.state = ANY (intake.sendable_states())
         AND NOT EXISTS (SELECT 1 FROM logistics.transfer_line l JOIN logistics.transfer t ON t.id = l.transfer_id
           WHERE l.device_id = d.id AND t.state = 'preparing')
       ORDER BY d.id LIMIT 1000`,
      [isId(donationId) ? donationId : null, scopeOf(actor, READ.donations)],
    );
    const at = new Map<string, string[]>();
    for (const { id, holder } of found) at.set(holder, [...(at.get(holder) ?? []), id]);
    const [from, ids] = [...at].sort(([, a], [, b]) => b.length - a.length)[0] ?? [null, []];
    return { from, ids };
  }

  private read(actor: Actor, asked: TransfersAsked, counts: boolean): Promise<CountedPage<TransferView>> {
    const reader = { org: organisationOf(actor), all: mayAll(actor, READ.transfers) };
    return TRANSFERS.page(this.db, reader, asked, counts);
  }

  /** One transfer with its lines and containers. @throws NotFound */
  async get(actor: Actor, id: string, on: Reader = this.db): Promise<TransferDetailView> {
    const org = organisationOf(actor);
    const t = await rowOf<TransferView & Pick<TransferDetailView, 'undoneDepartures'>>(
      on,
      `SELECT ${TRANSFER_COLUMNS}, ${UNDONE} AS "undoneDepartures" FROM ${TRANSFER_FROM} WHERE t.id = $2 AND ${visibleTo(actor, 't', '$1')}`,
      [org, id],
      { transfer: id },
    );
    const lines = await rows<TransferLineView>(
      on,
      `SELECT l.id, l.device_id AS "deviceId", d.code, d.category, d.make, d.model, d.serial, l.typed, l.container_id AS "containerId", l.outcome, l.how,
         l.operator_number AS "operatorNumber", l.at, l.resolution, l.state_before AS "stateBefore",
         coalesce(l.state_before = 'in_maintenance' AND d.state = 'in_maintenance' AND d.holder_org_id = $2::uuid AND devices.goes_back_to(d.id) IS NOT NULL, false) AS "waitsForPerson"
       FROM logistics.transfer_line l LEFT JOIN devices.device d ON d.id = CASE
         -- An unlisted device is the receiver's finding: the sender reads what was scanned, and no more, unless the sender holds it.
         WHEN l.outcome <> 'extra' OR l.device_id IS NOT NULL AND ($3 OR $2::uuid = $4::uuid) THEN l.device_id
         ELSE (SELECT o.id FROM devices.device o
           WHERE o.id = devices.device_of(right(regexp_replace(upper(l.typed), '[^0-9A-Z]', '', 'g'), 7)) AND ($3 OR o.holder_org_id = $2::uuid)) END
       WHERE l.transfer_id = $1
       ORDER BY (l.outcome = 'confirmed'), l.at DESC NULLS LAST, l.id`,
      [id, org, mayAll(actor, READ.transfers), t.toOrgId],
    );
    // A container is on a list with what is in it.
    const containers = !lines.some((line) => line.containerId)
      ? []
      : await rows<TransferContainerView>(
          on,
          `SELECT c.id, c.code, c.kind, c.name, coalesce(x.seal, c.seal) AS seal, x.outcome,
         (SELECT count(*)::int FROM logistics.transfer_line l WHERE l.transfer_id = $1 AND l.container_id = c.id) AS devices
       FROM logistics.transfer_container x JOIN devices.container c ON c.id = x.container_id WHERE x.transfer_id = $1 ORDER BY c.code`,
          [id],
        );
    const undoneDepartures = t.undoneDepartures.map((u) => ({
      ...u,
      departedAt: new Date(u.departedAt),
      undoneAt: new Date(u.undoneAt),
    }));
    return { ...t, undoneDepartures, lines, containers, allowed: TRANSFER_LIFECYCLE.allowed(actor, t) };
  }

  /** What waits where a list starts from and may be put on it, as far as `most`; of those that have a part of a number, where one is given. */
  sendable(actor: Actor, t: TransferView, part = '', most = 50): Promise<Sendable> {
    const list = { from_org_id: t.fromOrgId, to_org_id: t.toOrgId, to_kind: t.toKind, purpose: t.purpose };
    return sendable(this.db, actor, list, part, most);
  }

  /**
   * What waits for the actor's organisation. Whoever oversees every lot is told of all that are late and of what structures have not
   * confirmed; of the rest, what the bank itself receives and sends. A delivery is ordered by the bank: where it leaves from, it waits
   * until somebody there says that it has left, and is on the road from then on.
   */
  async today(actor: Actor, on: Reader = this.db): Promise<Waiting<LogisticsWaiting>[]> {
    if (!isMember(actor)) return [];
    const found = await rows<Waiting<LogisticsWaiting>>(
      on,
      `SELECT 'lots_to_confirm' AS what, count(*)::int AS count, extract(day FROM platform.now() - min(sent_at))::int AS oldest,
         (count(*) FILTER (WHERE sent_at < platform.now() - make_interval(days => $3)))::int AS late
       FROM logistics.transfer WHERE to_org_id = $1 AND state = 'sent'
       UNION ALL SELECT 'lots_late', count(*)::int, extract(day FROM platform.now() - min(sent_at))::int, count(*)::int
       FROM logistics.transfer WHERE ($2 OR from_org_id = $1) AND state = 'sent' AND sent_at < platform.now() - make_interval(days => $3)
       UNION ALL SELECT 'deliveries_unconfirmed', count(*)::int, extract(day FROM platform.now() - min(sent_at))::int, 0
       FROM logistics.transfer WHERE $2 AND purpose = 'delivery' AND state = 'sent'
       UNION ALL SELECT 'lots_leaving', count(*)::int, extract(day FROM platform.now() - min(sent_at))::int, 0
       FROM logistics.transfer t WHERE from_org_id = $1 AND NOT $2 AND state = 'sent' AND ${LEAVING}
       UNION ALL SELECT 'lots_preparing', count(*)::int, extract(day FROM platform.now() - min(created_at))::int, 0
       FROM logistics.transfer WHERE from_org_id = $1 AND state = 'preparing'
       UNION ALL SELECT 'lots_on_the_road', count(*)::int, extract(day FROM platform.now() - min(sent_at))::int, 0
       FROM logistics.transfer t WHERE from_org_id = $1 AND state = 'sent' AND NOT (${LEAVING})
       UNION ALL SELECT 'lots_missing', count(*)::int, extract(day FROM platform.now() - min(t.ended_at))::int, count(*)::int
       FROM logistics.transfer t WHERE ($2 OR t.from_org_id = $1) AND ${HAS_MISSING}`,
      [actor.organisationId, mayAll(actor, READ.transfers), LATE_DAYS],
    );
    return found.filter((w) => w.count > 0);
  }

  /** Who has not confirmed what was sent to them, the longest wait first; the bank, who waits for itself, is left out. */
  async unconfirmed(actor: Actor, on: Reader = this.db): Promise<Unconfirmed[]> {
    if (!mayAll(actor, READ.transfers)) return [];
    return rows<Unconfirmed>(
      on,
      `SELECT o.name AS receiver, count(*)::int AS lots, extract(day FROM platform.now() - min(t.sent_at))::int AS oldest
       FROM logistics.transfer t JOIN people.organisation o ON o.id = t.to_org_id WHERE t.state = 'sent' AND o.kind <> 'bank'
       GROUP BY o.id, o.name ORDER BY min(t.sent_at), o.name`,
    );
  }

  /** For allocation: what became of each device of the deliveries that a request caused. `arrivedAt` set: delivered. */
  async linesOfCause(causeId: string, on: DataSource | EntityManager = this.db): Promise<LineOfCause[]> {
    return rows<LineOfCause>(
      on,
      `SELECT t.id AS "transferId", t.number, l.device_id AS "deviceId", l.outcome, l.arrived_at AS "arrivedAt"
       FROM logistics.transfer t JOIN logistics.transfer_line l ON l.transfer_id = t.id AND l.outcome <> 'extra'
       WHERE t.cause_id = $1 ORDER BY t.id, l.id`,
      [causeId],
    );
  }

  async receivers(actor: Actor): Promise<Receiver[]> {
    return this.holders(organisationOf(actor));
  }

  /** Who a new lot may go to and, where the actor may say whose devices leave, who it may start from. */
  async ends(actor: Actor): Promise<{ receivers: Receiver[]; senders: Receiver[] }> {
    if (!mayOpenFrom(actor, null)) return { receivers: await this.receivers(actor), senders: [] };
    const all = await this.holders(null);
    return { receivers: all, senders: all };
  }

  private holders(but: string | null): Promise<Receiver[]> {
    return rows<Receiver>(
      this.db,
      `SELECT id, name, kind FROM people.organisation WHERE active AND kind = ANY($1) AND ($2::uuid IS NULL OR id <> $2) ORDER BY kind, name`,
      [HOLDING_KINDS, but],
    );
  }
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { type MailData, MailService, type Notices, type Words } from '#bank/mails';
import { type Reader, rows } from '#platform/database';
import { type Actor, BANK, isId, MANAGERS, NotFound, publicUrl, RuleBroken } from '#platform/kernel';
import type { TransferState } from './transfer.lifecycle.js';
import { TransferQueries } from './transfer.queries.js';
import { LATE_DAYS } from './transfer-listing.js';

type Kind = 'delivery_announced' | 'device_waiting';

interface AnnouncedTransfer {
  readonly id: string;
  readonly number: string;
  readonly kind: Kind;
  readonly organisationId: string;
  readonly from: string;
  readonly to: string;
  readonly place: string;
  readonly devices: number;
}

/** A lot on the road is announced to whoever receives it; one that arrived for requests is told to the structure, whose people wait. */
const TOLD = `SELECT t.id, t.number, k.kind, t.to_org_id AS "organisationId", f.name AS from, o.name AS to, p.name AS place,
    (SELECT count(*)::int FROM logistics.transfer_line l WHERE l.transfer_id = t.id AND l.device_id IS NOT NULL) AS devices
  FROM logistics.transfer t JOIN people.organisation f ON f.id = t.from_org_id JOIN people.organisation o ON o.id = t.to_org_id
    JOIN people.place p ON p.id = t.to_place_id
    CROSS JOIN LATERAL (SELECT CASE WHEN t.state = 'sent' THEN 'delivery_announced' ELSE 'device_waiting' END AS kind) k`;

/** The words of mails about lots, to be copied where mail does not leave. */
@Injectable()
export class TransferMails {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly mails: MailService,
    private readonly transfers: TransferQueries,
  ) {}

  /** What there is to say of a lot now, in words; null: nothing. @throws NotFound for a lot that is not the actor's to see. */
  async words(actor: Actor, id: string): Promise<{ readonly kind: Kind; readonly words: Words } | null> {
    const lot = await this.byId(actor, id);
    return lot && { kind: lot.kind, words: await this.mails.words(lot.kind, dataOf(lot)) };
  }

  async copied(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    const lot = await this.byId(actor, id, tx);
    if (!lot) throw new RuleBroken('notifications.nothing_to_say');
    const { kind, organisationId } = lot;
    await this.mails.copied(tx, { kind, causeId: id, once: id, organisationId });
  }

  private async byId(actor: Actor, id: string, on: Reader = this.db): Promise<AnnouncedTransfer | null> {
    if (!isId(id)) throw new NotFound('transfer');
    await this.transfers.get(actor, id, on);
    const [lot] = await rows<AnnouncedTransfer>(on, `${TOLD} WHERE t.id = $1 AND ${TO_TELL}`, [id]);
    return lot ?? null;
  }
}

const pageOf = (id: string): string => `${publicUrl() ?? ''}/lots/${id}`;
const dataOf = ({
  id,
  number,
  from,
  to,
  place,
  devices,
}: AnnouncedTransfer): MailData['delivery_announced'] & MailData['device_waiting'] => ({
  number,
  from,
  to,
  devices,
  place,
  page: pageOf(id),
});

const TO_TELL = `(t.state = 'sent' OR t.state = ANY (logistics.arrived_states()) AND t.cause_kind = 'request')`;

async function announced(tx: EntityManager, ids: readonly string[], kind: Kind) {
  const lots = await rows<AnnouncedTransfer>(tx, `${TOLD} WHERE t.id = ANY ($1) AND ${TO_TELL} AND k.kind = $2`, [
    ids,
    kind,
  ]);
  return lots.map((lot) => ({ subjectId: lot.id, organisationId: lot.organisationId, data: dataOf(lot) }));
}

interface MovedLot {
  readonly id: string;
  readonly number: string;
  readonly from: string;
  readonly to: string;
  readonly sentAt: Date;
  readonly sides: readonly string[];
  readonly missing: number;
}

/** Lots in a state, to both sides. */
async function toBothSides(tx: EntityManager, ids: readonly string[], state: TransferState) {
  const lots = await rows<MovedLot>(
    tx,
    `SELECT t.id, t.number, f.name AS from, o.name AS to, t.sent_at AS "sentAt", ARRAY[t.from_org_id, t.to_org_id] AS sides,
       (SELECT count(*)::int FROM logistics.transfer_line l WHERE l.transfer_id = t.id AND l.open AND l.outcome = 'missing') AS missing
     FROM logistics.transfer t JOIN people.organisation f ON f.id = t.from_org_id JOIN people.organisation o ON o.id = t.to_org_id
     WHERE t.id = ANY ($1) AND t.state = $2`,
    [ids, state],
  );
  return lots.flatMap(({ id: subjectId, number, from, to, sentAt, sides, missing }) =>
    [...new Set(sides)].map((organisationId) => ({
      subjectId,
      organisationId,
      again: sentAt.toISOString(),
      data: { number, from, to, devices: missing, page: pageOf(subjectId) },
    })),
  );
}

/** What is written about lots. */
export const TRANSFER_NOTICES: Notices = {
  delivery_announced: {
    on: ['transfer.send'],
    to: MANAGERS,
    usual: 'at_once',
    usefulDays: 7,
    find: async (tx, ids) => announced(tx, ids, 'delivery_announced'),
  },
  device_waiting: {
    on: ['transfer.finish'],
    to: ['structure_manager'],
    must: ['structure_manager'],
    usual: 'at_once',
    usefulDays: 7,
    find: async (tx, ids) => announced(tx, ids, 'device_waiting'),
  },
  lot_late: {
    on: ['transfer.late'],
    to: [...MANAGERS, ...BANK],
    must: MANAGERS,
    usual: 'summary',
    usefulDays: 7,
    publishLate: (tx) => rows<{ n: number }>(tx, 'SELECT logistics.publish_late_transfers($1) AS n', [LATE_DAYS]),
    find: async (tx, ids) => toBothSides(tx, ids, 'sent'),
  },
  lot_unconfirmed: {
    on: ['transfer.finish'],
    to: [...MANAGERS, ...BANK],
    must: MANAGERS,
    usual: 'summary',
    usefulDays: 14,
    find: async (tx, ids) =>
      (await toBothSides(tx, ids, 'received_with_differences')).filter(({ data }) => data.devices > 0),
  },
};

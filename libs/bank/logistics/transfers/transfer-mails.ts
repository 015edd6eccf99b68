import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { MAILED_AT_ONCE, MAILED_WITHIN, type MailData, MailService, type Words } from '#bank/mails';
import { MembersService } from '#bank/people';
import { type Reader, rows } from '#platform/database';
import { type Actor, isId, NotFound, publicUrl, RuleBroken } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { TransferQueries } from './transfer.queries.js';

const MINUTE = 60_000;

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

/** Mails about lots: written by themselves where mail leaves, copied where it does not. */
@Injectable()
export class TransferMails implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly mails: MailService,
    private readonly members: MembersService,
    private readonly transfers: TransferQueries,
  ) {}

  onModuleInit(): void {
    this.outbox.schedule({ name: 'logistics.mails', everyMs: MINUTE, run: async () => void (await this.send()) });
  }

  /** Writes to the managers of each organisation that must be told. @returns how many mails were asked for. */
  async send(): Promise<number> {
    if (!this.mails.possible) return 0;
    const due = await rows<AnnouncedTransfer>(
      this.db,
      `${TOLD} WHERE (t.state = 'sent' AND t.sent_at > platform.now() - interval '${MAILED_WITHIN}'
           OR t.state = ANY (logistics.arrived_states()) AND t.cause_kind = 'request' AND t.ended_at > platform.now() - interval '${MAILED_WITHIN}')
         AND NOT EXISTS (SELECT 1 FROM notifications.mail m WHERE m.cause_id = t.id AND m.kind = k.kind)
       ORDER BY t.id LIMIT ${MAILED_AT_ONCE}`,
    );
    let sent = 0;
    for (const transfer of due) sent += await this.db.transaction((tx) => this.tell(tx, transfer));
    return sent;
  }

  /** What there is to say of a lot now, in words; null: nothing. @throws NotFound for a lot that is not the actor's to see. */
  async words(actor: Actor, id: string): Promise<{ readonly kind: Kind; readonly words: Words } | null> {
    const lot = await this.byId(actor, id);
    return lot && { kind: lot.kind, words: await this.mails.words(lot.kind, dataOf(lot)) };
  }

  async copied(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    const lot = await this.byId(actor, id, tx);
    if (!lot) throw new RuleBroken('notifications.nothing_to_say');
    const { kind, organisationId } = lot;
    await this.mails.copied(tx, { kind, causeId: id, once: `${id}/copied`, organisationId });
  }

  private async tell(tx: EntityManager, lot: AnnouncedTransfer): Promise<number> {
    const { id: causeId, kind, organisationId } = lot;
    let sent = 0;
    for (const { userId, email } of await this.members.managers(tx, organisationId)) {
      const mail = { to: email, causeId, once: `${causeId}/${userId}`, userId, organisationId };
      if (await this.mails.trySend(tx, kind, dataOf(lot), mail)) sent += 1;
    }
    return sent;
  }

  private async byId(actor: Actor, id: string, on: Reader = this.db): Promise<AnnouncedTransfer | null> {
    if (!isId(id)) throw new NotFound('transfer');
    await this.transfers.get(actor, id, on);
    const [lot] = await rows<AnnouncedTransfer>(
      on,
      `${TOLD} WHERE t.id = $1 AND (t.state = 'sent' OR t.state = ANY (logistics.arrived_states()) AND t.cause_kind = 'request')`,
      [id],
    );
    return lot ?? null;
  }
}

const dataOf = ({ id, number, from, to, place, devices }: AnnouncedTransfer): MailData[Kind] => ({
  number,
  from,
  to,
  devices,
  place,
  page: `${publicUrl() ?? ''}/lots/${id}`,
});

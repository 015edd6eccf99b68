import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { MAILED_AT_ONCE, MAILED_WITHIN, type MailData, MailService, type Words } from '#bank/mails';
import { MembersService } from '#bank/people';
import { type Reader, rows } from '#platform/database';
import { type Actor, isId, NotFound, publicUrl, RuleBroken } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { REQUEST_REFUSAL_REASONS, type RequestRefusal } from './request.lifecycle.js';
import { RequestQueries } from './request.queries.js';

const MINUTE = 60_000;

interface AnsweredRequest {
  readonly id: string;
  readonly number: string;
  readonly state: 'approved' | 'refused';
  readonly reason: RequestRefusal | null;
  readonly structureId: string;
  readonly membershipId: string | null;
}

const ANSWERED = `SELECT r.id, r.number, r.state, r.refusal_reason AS reason, r.structure_id AS "structureId",
    (SELECT e.membership_id FROM allocation.request_event e WHERE e.request_id = r.id AND e.verb = 'submit' ORDER BY e.id DESC LIMIT 1) AS "membershipId"
  FROM allocation.request r WHERE (r.state = 'approved' OR r.state = 'refused')`;

/** Who asked is told what the bank answered: by itself where mail leaves, by a message to copy where it does not. */
@Injectable()
export class RequestMails implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly mails: MailService,
    private readonly members: MembersService,
    private readonly requests: RequestQueries,
  ) {}

  onModuleInit(): void {
    this.outbox.schedule({ name: 'allocation.mails', everyMs: MINUTE, run: async () => void (await this.send()) });
  }

  /** Tells each answer of the last days that was not told. @returns how many mails were asked for. */
  async send(): Promise<number> {
    if (!this.mails.possible) return 0;
    const due = await rows<AnsweredRequest>(
      this.db,
      `${ANSWERED} AND r.decided_at > platform.now() - interval '${MAILED_WITHIN}'
         AND NOT EXISTS (SELECT 1 FROM notifications.mail m WHERE m.once_key = 'request_answered/' || r.id || '/' || r.state)
       ORDER BY r.id LIMIT ${MAILED_AT_ONCE}`,
    );
    let sent = 0;
    for (const request of due) sent += await this.db.transaction((tx) => this.tell(tx, request));
    return sent;
  }

  /** What there is to say of a request, in words; null: it is not answered. @throws NotFound for whoever may not read it. */
  async words(actor: Actor, id: string): Promise<Words | null> {
    const answered = await this.byId(actor, id);
    return answered && this.mails.words('request_answered', dataOf(answered));
  }

  /** Notes that somebody copied it. @throws RuleBroken `notifications.nothing_to_say`; NotFound */
  async copied(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    const answered = await this.byId(actor, id, tx);
    if (!answered) throw new RuleBroken('notifications.nothing_to_say');
    const { state, structureId: organisationId } = answered;
    await this.mails.copied(tx, { kind: 'request_answered', causeId: id, once: `${id}/${state}`, organisationId });
  }

  /** To who sent it while they work there, else to whoever manages the structure. */
  private async tell(tx: EntityManager, request: AnsweredRequest): Promise<number> {
    const { id: causeId, state, structureId: organisationId, membershipId } = request;
    const asker = membershipId ? await this.members.reachable(tx, organisationId, membershipId) : null;
    const [to] = asker ? [asker] : await this.members.managers(tx, organisationId);
    if (!to) return 0;
    const mail = { to: to.email, causeId, once: `${causeId}/${state}`, userId: to.userId, organisationId };
    return (await this.mails.trySend(tx, 'request_answered', dataOf(request), mail)) ? 1 : 0;
  }

  private async byId(actor: Actor, id: string, on: Reader = this.db): Promise<AnsweredRequest | null> {
    if (!isId(id)) throw new NotFound('request');
    await this.requests.byId(actor, id, on);
    const [answered] = await rows<AnsweredRequest>(on, `${ANSWERED} AND r.id = $1`, [id]);
    return answered ?? null;
  }
}

const dataOf = ({ id, number, state, reason }: AnsweredRequest): MailData['request_answered'] => ({
  number,
  answer: state,
  reason: reason && REQUEST_REFUSAL_REASONS[reason],
  page: `${publicUrl() ?? ''}/demandes/${id}`,
});

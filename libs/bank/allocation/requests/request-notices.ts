import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { type MailData, MailService, type Notices, type Words } from '#bank/mails';
import { THE_BANK } from '#bank/people';
import { type Reader, rows } from '#platform/database';
import { type Actor, BANK, isId, NotFound, publicUrl, RuleBroken, STRUCTURE } from '#platform/kernel';
import { REQUEST_REFUSAL_REASONS, type RequestRefusal } from './request.lifecycle.js';
import { RequestQueries } from './request.queries.js';

interface AnsweredRequest {
  readonly id: string;
  readonly number: string;
  readonly state: 'approved' | 'refused';
  readonly reason: RequestRefusal | null;
  readonly structureId: string;
  readonly membershipId: string | null;
  readonly decidedAt: Date;
}

const ANSWERED = `SELECT r.id, r.number, r.state, r.refusal_reason AS reason, r.structure_id AS "structureId", r.decided_at AS "decidedAt",
    (SELECT e.membership_id FROM allocation.request_event e WHERE e.request_id = r.id AND e.verb = 'submit' ORDER BY e.id DESC LIMIT 1) AS "membershipId"
  FROM allocation.request r WHERE (r.state = 'approved' OR r.state = 'refused')`;

/** The words of mails about requests, to be copied where mail does not leave. */
@Injectable()
export class RequestMails {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly mails: MailService,
    private readonly requests: RequestQueries,
  ) {}

  /** What there is to say of a request, in words; null: it is not answered. @throws NotFound for whoever may not read it. */
  async words(actor: Actor, id: string): Promise<Words | null> {
    const answered = await this.byId(actor, id);
    return answered && this.mails.words('request_answered', dataOf(answered));
  }

  /** Notes that somebody copied it. @throws RuleBroken `notifications.nothing_to_say`; NotFound */
  async copied(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    const answered = await this.byId(actor, id, tx);
    if (!answered) throw new RuleBroken('notifications.nothing_to_say');
    const once = `${id}/${turnOf(answered)}`;
    await this.mails.copied(tx, { kind: 'request_answered', causeId: id, once, organisationId: answered.structureId });
  }

  private async byId(actor: Actor, id: string, on: Reader = this.db): Promise<AnsweredRequest | null> {
    if (!isId(id)) throw new NotFound('request');
    await this.requests.byId(actor, id, on);
    const [answered] = await rows<AnsweredRequest>(on, `${ANSWERED} AND r.id = $1`, [id]);
    return answered ?? null;
  }
}

/** A request that is approved in parts is answered more than once. */
const turnOf = ({ decidedAt }: AnsweredRequest): string => decidedAt.toISOString();

const pageOf = (id: string): string => `${publicUrl() ?? ''}/demandes/${id}`;
const dataOf = ({ id, number, state, reason }: AnsweredRequest): MailData['request_answered'] => ({
  number,
  answer: state,
  reason: reason && REQUEST_REFUSAL_REASONS[reason],
  page: pageOf(id),
});

interface SentRequest {
  readonly id: string;
  readonly number: string;
  readonly structure: string;
  readonly devices: number;
  readonly bank: string;
  readonly sentAt: Date;
}

/** Requests that wait for the bank's answer. */
async function unanswered(tx: EntityManager, ids: readonly string[]) {
  const sent = await rows<SentRequest>(
    tx,
    `SELECT r.id, r.number, o.name AS structure, r.submitted_at AS "sentAt", ${THE_BANK} AS bank,
       (SELECT count(*)::int FROM allocation.request_unit u WHERE u.request_id = r.id) AS devices
     FROM allocation.request r JOIN people.organisation o ON o.id = r.structure_id WHERE r.id = ANY ($1) AND r.state = 'submitted'`,
    [ids],
  );
  return sent.map(({ id, bank, sentAt, ...request }) => ({
    subjectId: id,
    organisationId: bank,
    again: sentAt.toISOString(),
    data: { ...request, page: pageOf(id) },
  }));
}

/** A request without an answer for longer than this is late. */
const LATE_DAYS = 7;

/** What is written about requests. */
export const REQUEST_NOTICES: Notices = {
  request_sent: { on: ['request.submit'], to: BANK, usual: 'at_once', usefulDays: 7, find: unanswered },
  request_waits: {
    on: ['request.late'],
    to: BANK,
    must: BANK,
    usual: 'summary',
    usefulDays: 7,
    publishLate: (tx) => rows<{ n: number }>(tx, 'SELECT allocation.publish_late_requests($1) AS n', [LATE_DAYS]),
    find: unanswered,
  },
  // To who sent it while they work there, else to all of the structure.
  request_answered: {
    on: ['request.approve', 'request.approve_more', 'request.refuse'],
    to: STRUCTURE,
    usual: 'at_once',
    usefulDays: 14,
    find: async (tx, ids) => {
      const answered = await rows<AnsweredRequest>(tx, `${ANSWERED} AND r.id = ANY ($1)`, [ids]);
      return answered.map((request) => ({
        subjectId: request.id,
        organisationId: request.structureId,
        membershipId: request.membershipId,
        again: turnOf(request),
        data: dataOf(request),
      }));
    },
  },
};

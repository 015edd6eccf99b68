import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { showTicketNumber } from '#bank/faults';
import { ACCESS_SCREENS, type AccessScreen, type AccessSubject } from '#bank/people';
import { shownIccid } from '#bank/sims';
import { type AskedOf, inOneOrder, isSerial, ofId, rows } from '#platform/database';
import { type Actor, type Channel, memberWith, type Page, pageOf, READ, readCursor } from '#platform/kernel';

/** A look at somebody's identity, as the manager of the organisation that looked reads it. No name of whom was looked at. */
export interface AccessRecordView {
  readonly id: string;
  readonly at: Date;
  readonly operatorNumber: number;
  readonly operatorName: string;
  readonly channel: Channel;
  readonly screen: AccessScreen;
  /** Whose, as the screen says; null: a list. */
  readonly subjectId: string | null;
  /** Its reference or number, for people; null where it has none. */
  readonly subject: string | null;
}

export const ACCESS_RECORDS = inOneOrder(
  {
    subjectId: ofId({
      page: 'de',
      about: 'Whose identity was looked at: the id of a beneficiary, a SIM card, a ticket, a donor or a paper.',
      where: (id, value) => `l.subject_id = ${value(id)}`,
    }),
  },
  isSerial,
);
export type AccessRecordsAsked = AskedOf<typeof ACCESS_RECORDS>;

/** The reference or number of whom or what was looked at, never a name: an id is of one thing, whichever screen showed it. */
const MARK = `coalesce(
  (SELECT b.reference FROM allocation.beneficiary b WHERE b.id = l.subject_id),
  (SELECT s.iccid FROM sims.sim s WHERE s.id = l.subject_id),
  (SELECT t.number FROM maintenance.ticket t WHERE t.id = l.subject_id),
  (SELECT d.number FROM documents.document d WHERE d.id = l.subject_id))`;

const PRINTED: Readonly<Partial<Record<AccessSubject, (mark: string) => string>>> = {
  ticket: showTicketNumber,
  sim: shownIccid,
};

@Injectable()
export class AccessRecordsService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** The looks of the actor's own organisation, newest first: the bank reads the bank's, a structure its own. @throws NotFound */
  async list(
    actor: Actor,
    { subjectId, cursor, limit: asked = 50 }: AccessRecordsAsked = {},
  ): Promise<Page<AccessRecordView>> {
    const { organisationId } = memberWith(actor, READ.looks);
    const limit = Math.min(asked, 200);
    const [before] = readCursor(cursor, 1) ?? [];
    const found = await rows<AccessRecordView>(
      this.db,
      `SELECT l.id::text, l.at, m.operator_number AS "operatorNumber", u.name AS "operatorName", l.channel, l.screen, l.subject_id AS "subjectId",
         ${MARK} AS subject
       FROM people.identity_look l JOIN people.membership m ON m.id = l.membership_id JOIN people.app_user u ON u.id = m.user_id
       WHERE l.organisation_id = $1 AND ($2::bigint IS NULL OR l.id < $2) AND ($3::uuid IS NULL OR l.subject_id = $3)
       ORDER BY l.id DESC LIMIT $4`,
      [organisationId, isSerial(before) ? before : null, subjectId ?? null, limit + 1],
      { plan: 'per call', because: 'whose looks are asked for, if anybody’s, decides the plan' },
    );
    return pageOf(found.map(asPrinted), limit, (look) => [look.id]);
  }
}

function asPrinted(look: AccessRecordView): AccessRecordView {
  const { of } = ACCESS_SCREENS[look.screen];
  const show = of && PRINTED[of];
  return look.subject && show ? { ...look, subject: show(look.subject) } : look;
}

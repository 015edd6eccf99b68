import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { mapConstraint, type Reader, rowOf, rows, run } from '#platform/database';
import { type Actor, askAll, isDay, isMember, MANAGERS, type Member, newId, RuleBroken } from '#platform/kernel';
import { audit } from '../audit/audit.js';
import { TODAY } from '../bank/bank-days.js';

/** One absence, as colleagues read it: names stay inside the organisation. */
export interface AbsenceView {
  readonly id: string;
  readonly membershipId: string;
  readonly name: string;
  readonly deputyId: string;
  readonly deputy: string;
  /** Days of the bank, both included. */
  readonly from: string;
  readonly until: string;
  readonly when: 'now' | 'later' | 'past' | 'ended';
  readonly notedOperator: number;
}

export interface StandIn {
  readonly name: string;
  readonly until: string;
}

export interface AbsenceForm {
  readonly membershipId: string;
  readonly deputyId: string;
  readonly from: string;
  readonly until: string;
}

mapConstraint('absence_one_at_a_time', 'people.absence_overlaps', 'from');
mapConstraint('absence_of_somebody_else', 'people.deputy_is_the_same', 'deputyId');

const SHOWN = 50;

/** May note the absences of everybody in the organisation. Roles held for somebody else do not count: Postgres looks at one's own. */
export const mayNoteForOthers = (member: Member): boolean => member.roles.some((role) => MANAGERS.includes(role));

/** Who is away, and who takes over their work meanwhile. */
@Injectable()
export class AbsencesService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  async list(member: Member): Promise<AbsenceView[]> {
    return rows<AbsenceView>(
      this.db,
      `SELECT a.id, a.membership_id AS "membershipId", u.name, a.deputy_id AS "deputyId", v.name AS deputy, a.from_day::text AS from,
         a.until_day::text AS until, a.noted_operator AS "notedOperator",
         CASE WHEN a.ended_at IS NOT NULL THEN 'ended' WHEN a.until_day < ${TODAY} THEN 'past' WHEN a.from_day > ${TODAY} THEN 'later' ELSE 'now' END AS when
       FROM people.absence a JOIN people.membership m ON m.id = a.membership_id JOIN people.app_user u ON u.id = m.user_id
       JOIN people.membership d ON d.id = a.deputy_id JOIN people.app_user v ON v.id = d.user_id
       WHERE m.organisation_id = $1 AND ($2 OR a.membership_id = $3 OR a.deputy_id = $3)
       ORDER BY a.from_day DESC, a.id DESC LIMIT ${SHOWN}`,
      [member.organisationId, mayNoteForOthers(member), member.membershipId],
    );
  }

  async standsFor(actor: Actor, on: Reader = this.db): Promise<StandIn[]> {
    if (!isMember(actor)) return [];
    return rows<StandIn>(
      on,
      `SELECT u.name, a.until_day::text AS until FROM people.absence a JOIN people.membership m ON m.id = a.membership_id AND m.active
       JOIN people.app_user u ON u.id = m.user_id
       WHERE a.deputy_id = $1 AND a.ended_at IS NULL AND ${TODAY} BETWEEN a.from_day AND a.until_day ORDER BY a.until_day, u.name`,
      [actor.membershipId],
    );
  }

  /**
   * @returns the absence's id. @throws NotFound; RuleBroken `people.day_wrong`, `people.absence_days`, `people.absence_overlaps`,
   * `people.deputy_not_a_colleague`, `people.deputy_is_the_same`, `people.absence_of_another`
   */
  async note(tx: EntityManager, member: Member, form: AbsenceForm): Promise<string> {
    await this.judge(tx, member, form);
    const id = newId();
    await run(
      tx,
      `INSERT INTO people.absence (id, membership_id, deputy_id, from_day, until_day, noted_by, noted_operator)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, form.membershipId, form.deputyId, form.from, form.until, member.membershipId, member.operatorNumber],
    );
    await audit(tx, member, 'stand_in', { kind: 'absence', id }, { from: form.from, until: form.until });
    return id;
  }

  /** All that is to be corrected in what is given of an absence, at once. Writes nothing. @throws RuleBroken as `note` */
  async judge(tx: EntityManager, member: Member, given: Partial<AbsenceForm>): Promise<void> {
    const { membershipId = member.membershipId, deputyId, from, until } = given;
    await askAll(
      () => {
        if (membershipId !== member.membershipId && !mayNoteForOthers(member))
          throw new RuleBroken('people.absence_of_another', {}, 'membershipId');
      },
      () => this.mustBeColleague(tx, member, membershipId, 'membershipId'),
      () => deputyId && this.mustBeColleague(tx, member, deputyId, 'deputyId'),
      () => from && mustBeDay(from, 'from'),
      () => {
        if (!until) return;
        mustBeDay(until, 'until');
        const days = from && isDay(from) ? (Date.parse(until) - Date.parse(from)) / 86_400_000 : 0;
        if (days < 0 || days > 366) throw new RuleBroken('people.absence_days', {}, 'until');
      },
    );
  }

  /** Ends an absence before its last day, or before its first. @throws NotFound, RuleBroken `people.absence_ended` */
  async end(tx: EntityManager, member: Member, id: string): Promise<void> {
    const row = await rowOf<{ ended: boolean }>(
      tx,
      `SELECT a.ended_at IS NOT NULL AS ended FROM people.absence a JOIN people.membership m ON m.id = a.membership_id
           WHERE a.id = $1 AND m.organisation_id = $2 AND ($3 OR a.membership_id = $4) FOR UPDATE OF a`,
      [id, member.organisationId, mayNoteForOthers(member), member.membershipId],
      { absence: id },
    );
    if (row.ended) throw new RuleBroken('people.absence_ended', {});
    await run(tx, 'UPDATE people.absence SET ended_at = platform.now(), ended_operator = $2 WHERE id = $1', [
      id,
      member.operatorNumber,
    ]);
    await audit(tx, member, 'end', { kind: 'absence', id });
  }

  private async mustBeColleague(
    tx: EntityManager,
    member: Member,
    id: string,
    field: 'membershipId' | 'deputyId',
  ): Promise<void> {
    const [found] = await rows<{ id: string }>(
      tx,
      'SELECT id FROM people.membership WHERE id::text = $1 AND organisation_id = $2 AND active',
      [id, member.organisationId],
    );
    if (!found) throw new RuleBroken('people.deputy_not_a_colleague', {}, field);
  }
}

function mustBeDay(text: string, field: 'from' | 'until'): void {
  if (!isDay(text)) throw new RuleBroken('people.day_wrong', {}, field);
}

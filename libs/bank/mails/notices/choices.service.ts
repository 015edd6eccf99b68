import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { MembersService } from '#bank/people';
import { type Reader, rows, run } from '#platform/database';
import { type Actor, isMember, NotFound, publicUrl, type Role, RuleBroken } from '#platform/kernel';
import type { NoticeWay } from '../word-lists.js';
import { type AnyNotice, allNotices } from './notice.js';

/** A kind of mail that somebody gets, and how. */
export interface ChoiceView {
  readonly notice: AnyNotice;
  readonly way: NoticeWay;
  /** They may do without it. */
  readonly mayStop: boolean;
}

const getsIt = (notice: AnyNotice, roles: readonly Role[]): boolean => notice.to.some((role) => roles.includes(role));
export const mayStop = (notice: AnyNotice, roles: readonly Role[]): boolean =>
  !notice.must?.some((role) => roles.includes(role));

/** How somebody with these roles hears of a kind: as they chose, else as is usual; what they must know is not stopped by an older choice. */
export const wayOf = (notice: AnyNotice, roles: readonly Role[], chosen: NoticeWay | undefined): NoticeWay =>
  chosen === undefined || (chosen === 'none' && !mayStop(notice, roles)) ? notice.usual : chosen;

/** What a member chose to hear of by mail. */
@Injectable()
export class ChoicesService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly members: MembersService,
  ) {}

  get page(): string {
    return `${publicUrl() ?? ''}/compte/messages`;
  }

  async of(on: Reader, memberships: readonly string[], kind: string): Promise<ReadonlyMap<string, NoticeWay>> {
    const found = await rows<{ id: string; way: NoticeWay }>(
      on,
      'SELECT membership_id AS id, way FROM notifications.notice_choice WHERE membership_id = ANY ($1) AND kind = $2',
      [memberships, kind],
    );
    return new Map(found.map(({ id, way }) => [id, way]));
  }

  /** Every kind that the actor's roles hear of in the organisation where they act. */
  async mine(actor: Actor): Promise<ChoiceView[]> {
    if (!isMember(actor)) return [];
    const chosen = await rows<{ kind: string; way: NoticeWay }>(
      this.db,
      'SELECT kind, way FROM notifications.notice_choice WHERE membership_id = $1',
      [actor.membershipId],
    );
    const ways = new Map(chosen.map(({ kind, way }) => [kind, way]));
    return allNotices()
      .filter((notice) => getsIt(notice, actor.roles))
      .map((notice) => ({
        notice,
        way: wayOf(notice, actor.roles, ways.get(notice.kind)),
        mayStop: mayStop(notice, actor.roles),
      }));
  }

  /** @throws NotFound of a kind that the actor does not get; RuleBroken `notifications.must_hear` */
  async choose(tx: EntityManager, actor: Actor, kind: string, way: NoticeWay): Promise<void> {
    const notice = allNotices().find((one) => one.kind === kind);
    if (!notice || !isMember(actor) || !getsIt(notice, actor.roles)) throw new NotFound('notice');
    if (way === 'none' && !mayStop(notice, actor.roles)) throw new RuleBroken('notifications.must_hear', {}, 'way');
    await this.store(tx, actor.membershipId, kind, way);
  }

  /** Whoever has the link of a mail stops that kind, without signing in. @throws RuleBroken `notifications.must_hear` */
  async stop(tx: EntityManager, membershipId: string, notice: AnyNotice): Promise<void> {
    const member = await this.members.reachableMember(tx, membershipId);
    if (!member || !mayStop(notice, member.roles)) throw new RuleBroken('notifications.must_hear');
    await this.store(tx, membershipId, notice.kind, 'none');
  }

  /** Whoever has the link of a summary leaves it, wherever they work; what their roles must know stays. @throws RuleBroken `notifications.must_hear` where that is all */
  async stopSummaries(tx: EntityManager, userId: string): Promise<void> {
    let any = false;
    for (const { membershipId, roles } of await this.members.reachableUser(tx, userId))
      for (const notice of allNotices()) {
        if (!getsIt(notice, roles) || !mayStop(notice, roles)) continue;
        any = true;
        const chosen = await this.of(tx, [membershipId], notice.kind);
        if (wayOf(notice, roles, chosen.get(membershipId)) === 'summary')
          await this.store(tx, membershipId, notice.kind, 'none');
      }
    if (!any) throw new RuleBroken('notifications.must_hear');
  }

  private async store(tx: EntityManager, membershipId: string, kind: string, way: NoticeWay): Promise<void> {
    await run(
      tx,
      `INSERT INTO notifications.notice_choice (membership_id, kind, way) VALUES ($1, $2, $3)
       ON CONFLICT (membership_id, kind) DO UPDATE SET way = EXCLUDED.way, chosen_at = platform.now()`,
      [membershipId, kind, way],
    );
    if (way === 'none')
      await run(tx, 'DELETE FROM notifications.summary_line WHERE membership_id = $1 AND kind = $2', [
        membershipId,
        kind,
      ]);
  }
}

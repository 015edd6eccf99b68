import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type CorrectionReason, CorrectionsService, mustMayCorrect } from '#bank/corrections';
import { categoryLabel } from '#bank/devices';
import { TODAY } from '#bank/people';
import { rows } from '#platform/database';
import { type Actor, actorColumns, askAll, isId, mustHave, NotFound, RuleBroken, WRITE } from '#platform/kernel';
import { lockRequest } from '../requests/request-changes.js';
import { Quota } from './quota.entity.js';
import { isAllowed, QuotasService } from './quotas.service.js';

export interface QuotaRight {
  readonly structureId: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly allowed: number;
  readonly reason: CorrectionReason;
}

export interface OnTheSpot {
  readonly category: string;
  readonly allowed: number;
  readonly reason: CorrectionReason;
}

/** A quota that was typed wrongly, put right by the bank: its number, its structure, its days. */
@Injectable()
export class QuotaCorrections {
  constructor(
    private readonly corrections: CorrectionsService,
    private readonly quotas: QuotasService,
  ) {}

  /**
   * What was there before stays readable (`allocation.quota_change`), with who corrected it and why.
   * @throws NotFound; RuleBroken `allocation.quota_below_used`, `allocation.quota_was_used` (another structure, after something was granted),
   *   `allocation.quota_days_used` (days on which something was granted fall out), `allocation.quota_overlaps`, `allocation.quota_invalid`,
   *   `allocation.period_backwards`, `allocation.same_quota`, `corrections.reason_missing`.
   */
  async correct(tx: EntityManager, actor: Actor, id: string, to: QuotaRight): Promise<void> {
    mustMayCorrect(actor, 'quota', { organisationId: null, open: true }, to.reason);
    const quota = isId(id) ? await tx.findOne(Quota, { where: { id }, lock: { mode: 'pessimistic_write' } }) : null;
    if (!quota) throw new NotFound('quota');
    const { structureId, startsOn, endsOn, allowed } = to;
    if (
      quota.structureId === structureId &&
      quota.startsOn === startsOn &&
      quota.endsOn === endsOn &&
      quota.allowed === allowed
    )
      throw new RuleBroken('allocation.same_quota', {}, 'allowed');
    const [after] = await this.judged(tx, quota, to);
    const before = await nameOf(tx, quota.structureId);
    await this.corrections.record(tx, actor, {
      kind: 'quota',
      subjectId: id,
      label: categoryLabel(quota.category),
      organisationId: null,
      from: recorded(before!.name, quota),
      to: recorded(after, to),
      reason: to.reason,
    });
    const [setBy] = actorColumns(actor);
    await tx.update(Quota, { id }, { structureId, startsOn, endsOn, allowed, setBy, setAt: () => 'platform.now()' });
  }

  /** Judges what is given of a quota, all at once; writes nothing. The caller has asked whether the actor may correct it. @throws as `correct` */
  async judge(tx: EntityManager, id: string, to: Partial<QuotaRight>): Promise<void> {
    const quota = isId(id) ? await tx.findOneBy(Quota, { id }) : null;
    if (!quota) throw new NotFound('quota');
    await this.judged(tx, quota, to);
  }

  private judged(tx: EntityManager, quota: Quota, { structureId, startsOn, endsOn, allowed }: Partial<QuotaRight>) {
    return askAll(
      () => (structureId ? this.mustBeMovable(tx, quota, structureId) : ''),
      () => {
        if (allowed === undefined) return;
        if (!isAllowed(allowed)) throw new RuleBroken('allocation.quota_invalid', {}, 'allowed');
        if (quota.used > allowed) throw new RuleBroken('allocation.quota_below_used', { used: quota.used }, 'allowed');
      },
      () => {
        if (startsOn && endsOn && startsOn > endsOn) throw new RuleBroken('allocation.period_backwards', {}, 'endsOn');
      },
    );
  }

  /**
   * Another number in the quota that a request counts in today, while it is being answered; a first quota of the calendar year where there
   * is none. @throws NotFound; RuleBroken as `correct`, `allocation.category_unknown`.
   */
  async onTheSpot(tx: EntityManager, actor: Actor, requestId: string, to: OnTheSpot): Promise<void> {
    mustHave(actor, WRITE.quotas);
    const request = await lockRequest(tx, actor, requestId);
    const [quota] = await rows<{ id: string; startsOn: string; endsOn: string }>(
      tx,
      `SELECT q.id, q.starts_on::text AS "startsOn", q.ends_on::text AS "endsOn" FROM allocation.quota q
       WHERE q.structure_id = $1 AND q.category = $2 AND ${TODAY} BETWEEN q.starts_on AND q.ends_on`,
      [request.structure_id, to.category],
    );
    const { allowed, reason } = to;
    const structureId = request.structure_id;
    if (quota) return this.correct(tx, actor, quota.id, { ...quota, structureId, allowed, reason });
    const { startsOn, endsOn } = await this.quotas.period(undefined, tx);
    await this.quotas.set(tx, actor, { structureId, category: to.category, startsOn, endsOn, allowed });
  }

  /** Postgres says so too; asked first, for a sentence beside its field. @returns the name of the structure that gets it. */
  private async mustBeMovable(tx: EntityManager, quota: Quota, to: string): Promise<string> {
    const stays = to === quota.structureId;
    const after = await nameOf(tx, to);
    if (after?.kind !== 'structure' || !(after.active || stays))
      throw new RuleBroken('allocation.structure_unknown', {}, 'structureId');
    if (stays) return after.name;
    const [row] = await rows<{ used: boolean }>(
      tx,
      'SELECT EXISTS (SELECT 1 FROM allocation.quota_ledger WHERE quota_id = $1) AS used',
      [quota.id],
    );
    if (row!.used) throw new RuleBroken('allocation.quota_was_used', { used: quota.used }, 'structureId');
    return after.name;
  }
}

async function nameOf(tx: EntityManager, id: string) {
  const [row] = await rows<{ name: string; kind: string; active: boolean }>(
    tx,
    'SELECT name, kind, active FROM people.organisation WHERE id = $1',
    [id],
  );
  return row;
}

const recorded = (
  structure: string,
  { startsOn, endsOn, allowed }: Pick<Quota, 'startsOn' | 'endsOn' | 'allowed'>,
) => ({
  structure,
  startsOn,
  endsOn,
  allowed,
});

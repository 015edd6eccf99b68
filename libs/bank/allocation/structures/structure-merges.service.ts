import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { type CorrectionReason, CorrectionsService, mustMayCorrect } from '#bank/corrections';
import { currentStructure, lockMerged, lockOrganisations, mergeOrganisation, TODAY } from '#bank/people';
import { rows, run } from '#platform/database';
import { type Actor, actorColumns, NotFound, newId, RuleBroken } from '#platform/kernel';
import { Quota } from '../quotas/quota.entity.js';
import type { Requestable } from '../requests/needs.js';

/** What becomes of what the structure that goes may still be given. */
export const MERGED_QUOTAS = {
  sum: 'Oui : ajouter ce qui en reste',
  leave: 'Non : ils ne comptent plus',
} as const;
export type MergedQuotas = keyof typeof MERGED_QUOTAS;

/** The structure that stays, and what becomes of the other's quotas, where it has any left. */
export interface StructureMerge {
  readonly into: string;
  readonly quotas?: MergedQuotas | undefined;
  readonly reason: CorrectionReason;
}

interface Left {
  readonly category: Requestable;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly left: number;
}

/** What was added to a quota, so that separating takes it away again. */
interface Added {
  readonly quota: string;
  readonly added: number;
}

/** A structure that was merged; while it is fresh, that may be undone. */
export interface MergedStructure {
  readonly id: string;
  readonly name: string;
  readonly fresh: boolean;
}

/** A structure that was entered twice: one stays, the other is closed and leads to it (docs/adr/0032). */
@Injectable()
export class StructureMerges {
  constructor(
    private readonly corrections: CorrectionsService,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  /** Structures that were merged into this one: they lead here. */
  async mergedInto(id: string): Promise<MergedStructure[]> {
    return rows<MergedStructure>(
      this.db,
      `SELECT o.id, o.name, corrections.merge_is_fresh(o.id, 'structure_merged') AS fresh FROM people.organisation o
       WHERE o.merged_into IS NOT NULL AND o.id = ANY (people.structures_of($1)) ORDER BY o.name, o.id`,
      [id],
    );
  }

  /**
   * Says that a structure is the same as another, which stays; only one with which nothing goes on goes. A second person reads it afterwards.
   * @returns the id of the one that stays.
   * @throws RuleBroken `corrections.merged_already`, `corrections.merged_with_itself`, `people.merge_has_members` and the other reasons of
   *   `people.why_structure_stays`, `allocation.merge_two_quotas` (nobody said what becomes of them), `allocation.quota_overlaps`,
   *   `corrections.reason_missing`; NotFound
   */
  async merge(tx: EntityManager, actor: Actor, id: string, to: StructureMerge): Promise<string> {
    mustMayCorrect(actor, 'structure_merged', { organisationId: null, open: true }, to.reason);
    const [goes, stays] = await lockOrganisations(tx, [id, await currentStructure(tx, to.into)]);
    if (goes!.kind !== 'structure' || stays!.kind !== 'structure') throw new NotFound('structure');
    if (goes!.mergedInto) throw new RuleBroken('corrections.merged_already');
    if (goes!.id === stays!.id) throw new RuleBroken('corrections.merged_with_itself', {}, 'into');
    if (goes!.why) throw new RuleBroken(goes!.why, {}, 'into');
    const quotas = await this.addQuotas(tx, actor, goes!.id, stays!.id, to.quotas);
    await this.corrections.record(tx, actor, {
      kind: 'structure_merged',
      subjectId: goes!.id,
      label: goes!.name,
      organisationId: null,
      from: { structure: goes!.name, id: goes!.id },
      to: { structure: stays!.name, into: stays!.id, quotas },
      reason: to.reason,
      touches: ['people'],
    });
    await mergeOrganisation(tx, goes!.id, stays!.id);
    return stays!.id;
  }

  /**
   * They were two structures after all: each stands for itself, and what was added to quotas is taken away. Within a day.
   * @returns the id of the one that went.
   * @throws RuleBroken `corrections.not_merged`, `corrections.too_late`, `people.merge_goes_further` (separate that one first), `allocation.quota_below_used` (it has been used since),
   *   `corrections.reason_missing`; NotFound
   */
  async separate(tx: EntityManager, actor: Actor, id: string, reason: CorrectionReason): Promise<string> {
    const [structure, kept] = await lockMerged(tx, id);
    if (!kept) throw new RuleBroken('corrections.not_merged');
    const merge = await this.corrections.mergeOf(tx, 'structure_merged', id);
    mustMayCorrect(actor, 'structure_unmerged', merge, reason);
    // What was added to its quotas went on with it; Postgres says so too.
    if (kept.mergedInto) throw new RuleBroken('people.merge_goes_further');
    const quotas = (merge.to['quotas'] ?? []) as readonly Added[];
    for (const { quota, added } of quotas) await this.takeAway(tx, actor, quota, added);
    await this.corrections.record(tx, actor, {
      kind: 'structure_unmerged',
      subjectId: id,
      label: structure.name,
      organisationId: null,
      from: { structure: kept.name, id: kept.id },
      to: { structure: structure.name, id },
      reason,
      touches: ['people'],
    });
    await mergeOrganisation(tx, id, null);
    return id;
  }

  /** What the one that goes may still be given, added where the days are the same; asked for where there is any. */
  private async addQuotas(
    tx: EntityManager,
    actor: Actor,
    goes: string,
    stays: string,
    wanted: MergedQuotas | undefined,
  ): Promise<Added[]> {
    const left = await rows<Left>(
      tx,
      `SELECT q.category, q.starts_on::text AS "startsOn", q.ends_on::text AS "endsOn", q.allowed - q.used AS left FROM allocation.quota q
       WHERE q.structure_id = $1 AND q.allowed > q.used AND q.ends_on >= ${TODAY} ORDER BY q.id FOR UPDATE`,
      [goes],
    );
    if (!left.length || wanted === 'leave') return [];
    if (wanted !== 'sum') throw new RuleBroken('allocation.merge_two_quotas', {}, 'quotas');
    const [setBy] = actorColumns(actor);
    const added: Added[] = [];
    for (const { left: more, ...days } of left) {
      const known = await tx.findOneBy(Quota, { structureId: stays, ...days });
      const quota = known?.id ?? newId();
      if (known) await this.add(tx, actor, quota, more);
      // Other days that touch these are refused by Postgres.
      else await tx.insert(Quota, { id: quota, structureId: stays, ...days, allowed: more, setBy });
      added.push({ quota, added: more });
    }
    return added;
  }

  private async takeAway(tx: EntityManager, actor: Actor, quota: string, added: number): Promise<void> {
    const [row] = await rows<{ used: number; allowed: number }>(
      tx,
      'SELECT used, allowed FROM allocation.quota WHERE id = $1 FOR UPDATE',
      [quota],
    );
    if (row!.used > row!.allowed - added) throw new RuleBroken('allocation.quota_below_used', { used: row!.used });
    await this.add(tx, actor, quota, -added);
  }

  private async add(tx: EntityManager, actor: Actor, quota: string, more: number): Promise<void> {
    const [setBy] = actorColumns(actor);
    await run(
      tx,
      'UPDATE allocation.quota SET allowed = allowed + $2, set_by = $3, set_at = platform.now() WHERE id = $1',
      [quota, more, setBy],
    );
  }
}

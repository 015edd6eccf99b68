import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { CorrectionsService, type LastMerge, type MergeAsked, Merges } from '#bank/corrections';
import {
  currentStructure,
  lockOrganisations,
  type MergeableOrganisation,
  mergeOrganisation,
  TODAY,
} from '#bank/people';
import { rows, run } from '#platform/database';
import { type Actor, actorColumns, newId, RuleBroken } from '#platform/kernel';
import type { Requestable } from '../requests/needs.js';
import { Quota } from './quota.entity.js';

export const MERGED_QUOTAS = {
  sum: 'Oui : ajouter ce qui en reste',
  leave: 'Non : ils ne comptent plus',
} as const;
export type MergedQuotas = keyof typeof MERGED_QUOTAS;

export interface StructureMerge extends MergeAsked {
  readonly quotas?: MergedQuotas | undefined;
}

interface Left {
  readonly category: Requestable;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly left: number;
}

interface Added {
  readonly quota: string;
  readonly added: number;
}

export interface MergedStructure {
  readonly id: string;
  readonly name: string;
  readonly fresh: boolean;
}

/** A structure that was entered twice: one stays, the other is closed and leads to it; only one with which nothing goes on goes. */
@Injectable()
export class StructureMerges extends Merges<MergeableOrganisation, StructureMerge> {
  protected readonly thing = 'structure';

  constructor(
    corrections: CorrectionsService,
    @InjectDataSource() private readonly db: DataSource,
  ) {
    super(corrections);
  }

  /** Structures that were merged into this one: they lead here. */
  async mergedInto(id: string): Promise<MergedStructure[]> {
    return rows<MergedStructure>(
      this.db,
      `SELECT o.id, o.name, corrections.merge_is_fresh(o.id, 'structure_merged') AS fresh FROM people.organisation o
       WHERE o.merged_into IS NOT NULL AND o.id = ANY (people.structures_of($1)) ORDER BY o.name, o.id`,
      [id],
    );
  }

  protected staying = (tx: EntityManager, _: Actor, __: string, into: string) => currentStructure(tx, into);

  protected async lock(tx: EntityManager, _: Actor, id: string, other: string | null) {
    return (await lockOrganisations(tx, id, other)).filter(({ kind }) => kind === 'structure');
  }

  protected label = ({ name }: MergeableOrganisation): string => name;
  protected facts = ({ id, name }: MergeableOrganisation) => ({ structure: name, id });
  /** `people.merge_has_members` and the other reasons of `people.why_structure_stays`. */
  protected override refusal = ({ why }: MergeableOrganisation) => why;
  protected point = mergeOrganisation;

  /** @throws RuleBroken `people.merge_goes_further` (separate that one first), `allocation.quota_below_used` (it has been used since) */
  protected override async moveBack(
    tx: EntityManager,
    actor: Actor,
    _: MergeableOrganisation,
    stayed: MergeableOrganisation,
    merge: LastMerge,
  ) {
    // What was added to its quotas went on with it; Postgres says so too.
    if (stayed.merged) throw new RuleBroken('people.merge_goes_further');
    const quotas = (merge.to['quotas'] ?? []) as readonly Added[];
    for (const { quota, added } of quotas) await this.takeAway(tx, actor, quota, added);
    return [];
  }

  /**
   * What the one that goes may still be given, added where the days are the same; asked for where there is any.
   * @throws RuleBroken `allocation.merge_two_quotas` (nobody said what becomes of them), `allocation.quota_overlaps`
   */
  protected override async move(
    tx: EntityManager,
    actor: Actor,
    goes: MergeableOrganisation,
    stays: MergeableOrganisation,
    { quotas }: StructureMerge,
  ) {
    return { quotas: await this.addQuotas(tx, actor, goes.id, stays.id, quotas) };
  }

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

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Actor, isId, NotFound, RuleBroken } from '#platform/kernel';
import { CorrectionsService, type LastMerge } from './corrections.service.js';
import { type CorrectionReason, mustMayCorrect, type Touch } from './kinds.js';

export interface MergeCard {
  readonly id: string;
  /** The row that stands for it, or null. */
  readonly merged: string | null;
}

type Facts = Readonly<Record<string, unknown>>;

export interface MergeAsked {
  readonly into: string;
  readonly reason: CorrectionReason;
}

/** A thing that was entered twice: one row stays and stands for both, nothing is repointed (ADR 0032). Its room says what is its own. */
@Injectable()
export abstract class Merges<Card extends MergeCard, Asked extends MergeAsked = MergeAsked> {
  protected abstract readonly thing: 'donor' | 'beneficiary' | 'structure';

  constructor(protected readonly corrections: CorrectionsService) {}

  /** The id of the one that stays, which stands for itself. @param named as the form has it. @throws NotFound, or a refusal of the field `into` */
  protected abstract staying(tx: EntityManager, actor: Actor, id: string, named: string): Promise<string>;

  /** Both rows, of those that the actor may put right, locked in the one order that everybody uses. @param other null: the one it was merged into */
  protected abstract lock(tx: EntityManager, actor: Actor, id: string, other: string | null): Promise<Card[]>;

  /** A row as its correction keeps it, and how people name it there; never a name of a person. */
  protected abstract facts(card: Card): Facts;
  protected abstract label(card: Card): string;

  protected abstract point(tx: EntityManager, id: string, into: string | null): Promise<void>;

  /** Whose entry it was; left out where it is the bank's. */
  protected owner?(actor: Actor): string;

  /** Why the two cannot be one; null when nothing says so. */
  protected refusal?(goes: Card, stays: Card): `${string}.${string}` | null;

  /** What moves with it. @returns facts for its correction. */
  protected move?(tx: EntityManager, actor: Actor, goes: Card, stays: Card, asked: Asked): Promise<Facts>;

  /** Takes back what moved, or what was made of both since. @returns what others relied on. */
  protected moveBack?(tx: EntityManager, actor: Actor, card: Card, stayed: Card, merge: LastMerge): Promise<Touch[]>;

  /**
   * Says that a row is of the same thing as another, which stays. @returns the id of the one that stays.
   * @throws RuleBroken `corrections.merged_already`, `corrections.merged_with_itself`, `corrections.reason_missing`, and those of its room; NotFound
   */
  async merge(tx: EntityManager, actor: Actor, id: string, asked: Asked): Promise<string> {
    const into = await this.staying(tx, actor, id, asked.into);
    const [goes, stays] = await this.both(tx, actor, id, into);
    if (!stays) throw new NotFound(this.thing);
    const organisationId = this.owner?.(actor) ?? null;
    mustMayCorrect(actor, `${this.thing}_merged`, { organisationId, open: true }, asked.reason);
    if (goes.merged) throw new RuleBroken('corrections.merged_already');
    if (goes.id === stays.id) throw new RuleBroken('corrections.merged_with_itself', {}, 'into');
    const why = this.refusal?.(goes, stays);
    if (why) throw new RuleBroken(why, {}, 'into');
    const moved = await this.move?.(tx, actor, goes, stays, asked);
    await this.corrections.record(tx, actor, {
      kind: `${this.thing}_merged`,
      subjectId: goes.id,
      label: this.label(goes),
      organisationId,
      from: this.facts(goes),
      to: { ...this.facts(stays), into: stays.id, ...moved },
      reason: asked.reason,
      touches: ['people'],
    });
    await this.point(tx, goes.id, stays.id);
    return stays.id;
  }

  /**
   * They were two after all: each stands for itself again, within a day. @param id of the one that went. @returns its id.
   * @throws RuleBroken `corrections.not_merged`, `corrections.too_late`, `corrections.reason_missing`, and those of its room; NotFound
   */
  async separate(tx: EntityManager, actor: Actor, id: string, reason: CorrectionReason): Promise<string> {
    const [card, stayed] = await this.both(tx, actor, id, null);
    // Whoever separated it meanwhile was first.
    if (!stayed || card.merged !== stayed.id) throw new RuleBroken('corrections.not_merged');
    const merge = await this.corrections.mergeOf(tx, `${this.thing}_merged`, card.id);
    mustMayCorrect(actor, `${this.thing}_unmerged`, merge, reason);
    const touches = (await this.moveBack?.(tx, actor, card, stayed, merge)) ?? [];
    await this.corrections.record(tx, actor, {
      kind: `${this.thing}_unmerged`,
      subjectId: card.id,
      label: this.label(card),
      organisationId: this.owner?.(actor) ?? null,
      from: this.facts(stayed),
      to: this.facts(card),
      reason,
      touches: ['people', ...touches],
    });
    await this.point(tx, card.id, null);
    return card.id;
  }

  private async both(
    tx: EntityManager,
    actor: Actor,
    id: string,
    other: string | null,
  ): Promise<[Card, Card | undefined]> {
    const cards = isId(id) ? await this.lock(tx, actor, id, other) : [];
    const first = cards.find((card) => card.id === id);
    if (!first) throw new NotFound(this.thing);
    return [first, cards.find((card) => card.id === (other ?? first.merged))];
  }
}

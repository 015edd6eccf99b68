import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { nextHumanNumber } from '#bank/people';
import { rowOf, rows, run } from '#platform/database';
import { type Actor, operatorOf } from '#platform/kernel';
import { CodeRoll } from './asset-code.entity.js';
import { newAssetCode } from './asset-code.js';

export const VOID_REASONS = {
  lost: 'Perdu',
  stolen: 'Volé',
  damaged: 'Abîmé',
  misprinted: 'Mal imprimé',
} as const;
export type VoidReason = keyof typeof VOID_REASONS;

export interface NewRoll {
  readonly id: string;
  readonly organisationId: string;
  readonly placeId: string;
  readonly count: number;
}

export type LockedRoll = Pick<CodeRoll, 'id' | 'number' | 'organisationId' | 'codes' | 'voidedAt'>;

/** Codes as printed things, before and after they are on devices. Who may ask is the caller's to say. */
@Injectable()
export class AssetCodes {
  /** Draws a roll of new codes, numbered on it from 1; its number comes with it. */
  async draw(tx: EntityManager, actor: Actor, roll: NewRoll): Promise<void> {
    await tx.insert(CodeRoll, {
      id: roll.id,
      number: await nextHumanNumber(tx, 'RO'),
      organisationId: roll.organisationId,
      placeId: roll.placeId,
      codes: roll.count,
      operatorNumber: operatorOf(actor),
    });
    let left = Array.from({ length: roll.count }, (_, i) => i + 1);
    while (left.length) {
      const inserted = await rows<{ n: number }>(
        tx,
        `INSERT INTO devices.asset_code (code, organisation_id, batch, n)
         SELECT x.code, $3, $4, x.n FROM unnest($1::text[], $2::int[]) AS x(code, n)
         WHERE NOT EXISTS (SELECT 1 FROM devices.container c WHERE c.code = x.code) ON CONFLICT DO NOTHING RETURNING n`,
        [left.map(newAssetCode), left, roll.organisationId, roll.id],
      );
      const done = new Set(inserted.map((row) => row.n));
      left = left.filter((n) => !done.has(n));
    }
  }

  /** @param organisationId whose rolls to look among; null: all of them. @throws NotFound */
  async lock(
    tx: EntityManager,
    id: string,
    organisationId: string | null,
    mode: 'update' | 'share',
  ): Promise<LockedRoll> {
    const roll = await rowOf<LockedRoll>(
      tx,
      `SELECT id, number, organisation_id AS "organisationId", codes, voided_at AS "voidedAt" FROM devices.code_roll
           WHERE id = $1 AND ($2::uuid IS NULL OR organisation_id = $2) FOR ${mode === 'update' ? 'UPDATE' : 'SHARE'}`,
      [id, organisationId],
      { roll: id },
    );
    return roll;
  }

  /** None of its codes that are still free can be used. */
  async void(tx: EntityManager, actor: Actor, rollId: string, reason: VoidReason): Promise<void> {
    await run(tx, 'UPDATE devices.asset_code SET voided_at = platform.now() WHERE batch = $1 AND device_id IS NULL', [
      rollId,
    ]);
    await tx.update(CodeRoll, rollId, {
      voidedAt: () => 'platform.now()',
      voidReason: reason,
      voidedBy: operatorOf(actor),
    });
  }

  /** Notes that labels of these codes were printed, of those that never were. */
  async printed(tx: EntityManager, codes: readonly string[]): Promise<void> {
    await run(
      tx,
      'UPDATE devices.asset_code SET printed_at = platform.now() WHERE code = ANY($1) AND printed_at IS NULL',
      [codes],
    );
  }
}

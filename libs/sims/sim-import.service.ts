import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { rows, run } from '#database';
import { organisationOf } from '#devices';
import {
  type Actor,
  isId,
  isMember,
  keyring,
  mustHave,
  NotFound,
  newId,
  RuleBroken,
  seal,
  sha256,
  unseal,
} from '#kernel';
import { insertSims, type NewSim } from './insert-sims.js';
import { checkList, type ListCheck } from './list-check.js';
import { SIM_LIFECYCLE } from './sim.lifecycle.js';
import { SimBatch, StagedList } from './sim-list.entity.js';

/** A supplier's list and what its rows leave unsaid. */
export interface ListInput {
  readonly bytes: Buffer;
  /** The file's name, or how it came. */
  readonly name: string;
  /** For the rows that name no carrier. */
  readonly carrier?: string | null | undefined;
  /** What the cards give, in words: « 20 Go par mois ». */
  readonly plan?: string | null | undefined;
}

/** What a list would bring: nothing of it is in stock yet, and no code is shown. */
export interface ImportPreview extends ListCheck {
  readonly id: string;
  readonly name: string;
  readonly carrier: string;
  readonly plan: string;
}

export interface ImportResult {
  /** Null when every card was known: the same list twice makes nothing twice. */
  readonly batchId: string | null;
  readonly made: number;
  readonly known: number;
  readonly refused: number;
}

const MAX_BYTES = 5_000_000;
const LOCK = 0x424e04;

/** Lists of SIM cards, from a supplier's file to the stock. Only the bank's. */
@Injectable()
export class SimImportService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * Keeps a list, sealed, until its preview is confirmed or a day has passed.
   * @returns the id of the preview.
   * @throws RuleBroken, field `list`: `sims.list_too_large` and those of `readSimList`; `sims.carrier_missing`; NotFound for others than the bank.
   */
  async stage(tx: EntityManager, actor: Actor, input: ListInput): Promise<string> {
    const organisationId = importerOf(actor);
    // A program brings its lists at once (importList): there is nobody to confirm them.
    if (!organisationId) throw new NotFound('list');
    if (input.bytes.length > MAX_BYTES) throw new RuleBroken('sims.list_too_large', { limit: '5 Mo' }, 'list');
    await checkList(tx, input.bytes, clean(input.carrier, 60));
    const id = newId();
    const sealed = seal(keyring(), input.bytes, id);
    await this.forgetStaged(tx);
    await tx.insert(StagedList, {
      id,
      organisationId,
      name: clean(input.name, 120) || 'Liste',
      carrier: clean(input.carrier, 60),
      plan: clean(input.plan, 120),
      keyId: sealed.keyId,
      bytes: sealed.bytes,
    });
    return id;
  }

  /** What a kept list would bring, compared with the stock of this instant. @throws NotFound once confirmed or forgotten. */
  async preview(actor: Actor, id: string): Promise<ImportPreview> {
    const { bytes, ...staged } = await this.staged(this.db.manager, actor, id, '');
    return { ...staged, ...(await checkList(this.db.manager, bytes, staged.carrier)) };
  }

  /** Brings a kept list into stock. @throws NotFound; RuleBroken `sims.nothing_new`. */
  async confirm(tx: EntityManager, actor: Actor, id: string): Promise<ImportResult> {
    const staged = await this.staged(tx, actor, id, 'FOR UPDATE');
    const result = await this.importList(tx, actor, staged);
    if (!result.batchId) throw new RuleBroken('sims.nothing_new', { known: result.known, refused: result.refused });
    await tx.delete(StagedList, id);
    return result;
  }

  /**
   * Brings a list into stock at once. Rows with an error stay out, known cards are left as they are.
   * @throws RuleBroken as `stage`.
   */
  async importList(tx: EntityManager, actor: Actor, input: ListInput): Promise<ImportResult> {
    importerOf(actor);
    if (input.bytes.length > MAX_BYTES) throw new RuleBroken('sims.list_too_large', { limit: '5 Mo' }, 'list');
    // One import at a time: what is known must not change between the check and the insert.
    await run(tx, 'SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const check = await checkList(tx, input.bytes, clean(input.carrier, 60));
    const counts = { made: check.cards.length, known: check.known, refused: check.refused };
    if (!check.cards.length) return { batchId: null, ...counts };
    const plan = clean(input.plan, 120);
    const cards: NewSim[] = check.cards.map((card) => ({ ...card, id: newId(), plan }));
    const batchId = newId();
    await tx.insert(SimBatch, {
      id: batchId,
      name: clean(input.name, 120) || 'Liste',
      carrier: clean(input.carrier, 60) || cards[0]!.carrier,
      plan,
      sha256: sha256(input.bytes),
      made: cards.length,
      known: check.known,
      membershipId: isMember(actor) ? actor.membershipId : null,
    });
    await insertSims(tx, actor, batchId, cards);
    return { batchId, ...counts };
  }

  /** Drops lists that nobody confirmed within a day. */
  async forgetStaged(tx: EntityManager): Promise<void> {
    await run(tx, `DELETE FROM sims.staged_list WHERE staged_at < now() - interval '1 day'`);
  }

  private async staged(tx: EntityManager, actor: Actor, id: string, lock: 'FOR UPDATE' | '') {
    const organisationId = importerOf(actor);
    const [row] = isId(id)
      ? await rows<Pick<StagedList, 'id' | 'name' | 'carrier' | 'plan' | 'keyId' | 'bytes'>>(
          tx,
          `SELECT id, name, carrier, plan, key_id AS "keyId", bytes FROM sims.staged_list WHERE id = $1 AND organisation_id = $2 ${lock}`,
          [id, organisationId],
        )
      : [];
    if (!row) throw new NotFound('list');
    const { keyId, bytes, ...staged } = row;
    return { ...staged, bytes: unseal(keyring(), { keyId, bytes }, id) };
  }
}

const clean = (text: string | null | undefined, max: number): string =>
  (text ?? '').replace(/\s+/g, ' ').trim().slice(0, max);

function importerOf(actor: Actor): string | null {
  mustHave(actor, SIM_LIFECYCLE.right('import'));
  return organisationOf(actor);
}

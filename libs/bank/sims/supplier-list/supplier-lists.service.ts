import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FilesOfKind, ImportsService, type SheetAnswers, type UploadedFile } from '#bank/files/engine';
import { type Actor, mustHave, NotFound, newId, organisationOf, RuleBroken, sha256 } from '#platform/kernel';
import { SIM_LIFECYCLE } from '../sim.lifecycle.js';
import { ofEachField, type SimField, type SimWords } from '../sim-fields.js';
import { lockStock } from './supplier-list.kind.js';
import { SupplierListQueries } from './supplier-lists.queries.js';

export type ListStatement = { readonly [F in SimField]?: string | null | undefined };

export interface ListInput extends ListStatement {
  readonly bytes: Buffer;
  readonly name: string;
}

export interface ListChoices extends Omit<SheetAnswers, 'defaults'> {
  readonly carrier?: string | undefined;
}

export interface SimImportResult {
  /** Of the list, by which it may be undone; null when it made nothing. */
  readonly listId: string | null;
  /** Null when every card was known: the same list twice makes nothing twice. */
  readonly batchId: string | null;
  readonly made: number;
  readonly known: number;
  readonly refused: number;
}

const MAX_BYTES = 5_000_000;

/** Lists of SIM cards, from a supplier's file to the stock: an import (libs/bank/files/engine). Only the bank's. */
@Injectable()
export class SupplierLists extends FilesOfKind {
  constructor(
    imports: ImportsService,
    private readonly queries: SupplierListQueries,
  ) {
    super(imports);
  }

  /**
   * Keeps a list for a person to look at, read at once or, where it is long, by a worker. @returns its id.
   * @throws RuleBroken, field `list`: `sims.list_too_large` and those of `openSupplierList`; NotFound for others than the bank
   */
  async upload(tx: EntityManager, actor: Actor, list: UploadedFile, said: ListStatement = {}): Promise<string> {
    mustImport(actor);
    // A program brings its lists at once (importList): there is nobody to confirm them.
    if (!organisationOf(actor)) throw new NotFound('list');
    return this.keep(tx, actor, list, said);
  }

  /** Brings a list into stock at once: wrong rows stay out, known cards as they are. @throws RuleBroken as `upload`, and `sims.carrier_missing` */
  async importList(tx: EntityManager, actor: Actor, { bytes, name, ...said }: ListInput): Promise<SimImportResult> {
    mustImport(actor);
    await lockStock(tx);
    const list = { filename: name, size: bytes.length, sha256: sha256(bytes), source: bytes };
    const id = await this.keep(tx, actor, list, said, true);
    const { good, carrierless, known, wrong } = await this.queries.counts(tx, id);
    if (carrierless) throw new RuleBroken('sims.carrier_missing', {}, 'carrier');
    const refused = wrong - known;
    if (good) {
      // The lock holds since before it was read: nobody brought its cards meanwhile.
      const applied = await this.imports.apply(tx, actor, id, { checked: true });
      return { listId: id, batchId: batchOf(applied), made: applied!.made, known, refused };
    }
    await this.imports.refuse(tx, id);
    return { listId: null, batchId: null, made: 0, known, refused };
  }

  /** As of any file; the carrier is of the rows that name none. @throws as `FilesOfKind.choose` */
  override async choose(tx: EntityManager, actor: Actor, id: string, { carrier, ...said }: ListChoices): Promise<void> {
    const named = clean(carrier);
    await super.choose(tx, actor, id, { ...said, defaults: named ? { carrier: named } : {} });
  }

  /** Brings the good rows into stock: all or none. @returns the batch. @throws NotFound; RuleBroken `sims.list_not_ready`, `sims.nothing_new` */
  async apply(tx: EntityManager, actor: Actor, id: string): Promise<string> {
    return batchOf(await this.take(tx, actor, id));
  }

  protected mustBeTheirs(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    return this.queries.mustSee(tx, actor, id);
  }

  private keep(tx: EntityManager, actor: Actor, list: UploadedFile, said: ListStatement, now = false): Promise<string> {
    if (list.size > MAX_BYTES) throw new RuleBroken('sims.list_too_large', { limit: '5 Mo' }, 'list');
    const settings: SimWords = ofEachField((name) => clean(said[name]));
    const file = { ...list, filename: clean(list.filename) || 'Liste' };
    // Each time it comes it is a delivery of its own: the same bytes may come again, and cards are known by their numbers.
    return this.imports.upload(tx, actor, 'sims', file, { subjectId: newId(), settings: { ...settings }, now });
  }
}

const batchOf = (applied: Awaited<ReturnType<ImportsService['apply']>>): string => applied!.result['batchId'] as string;

const clean = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

const mustImport = (actor: Actor): void => mustHave(actor, SIM_LIFECYCLE.right('import'));

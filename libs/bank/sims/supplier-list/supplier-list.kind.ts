import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  fieldOf,
  type GoodRow,
  type ImportedFile,
  type ImportKind,
  ImportKinds,
  type Known,
  ListKind,
  type OpenedFile,
  type OpenedWith,
  type Withdrawing,
} from '#bank/files/engine';
import { run } from '#platform/database';
import { type Actor, membershipOf, newId, personalColumn, RuleBroken } from '#platform/kernel';
import { CARD_KNOWN, checkAgainstStock, insertSims, withdrawCards } from './listed-cards.js';
import { SIM_FIELDS, SUPPLIER_COLUMNS } from './supplier-columns.js';
import type { ListedSim } from './supplier-list.js';
import { MAX_CARDS, openSupplierList } from './supplier-list.js';

personalColumn('imports.part', 'rows', 'lines', 'Lignes d’une liste de cartes SIM, sous scellé', 'sim_list');

/** What is said with a list. */
export interface ListSettings {
  /** Of rows that name none; '' when they all do. */
  readonly carrier: string;
  /** What the cards give, in words. */
  readonly plan: string;
}

type Packed = readonly [
  iccid: string,
  iccidKey: string,
  msisdn: string | null,
  carrier: string,
  pin: string | null,
  puk: string | null,
];

const LOCK = 0x424e04;

/** One import at a time: what is known must not change between the check and the insert. */
export const lockStock = (tx: EntityManager): Promise<unknown> => run(tx, 'SELECT pg_advisory_xact_lock($1)', [LOCK]);

/** A supplier's list of SIM cards: one kind of import. */
@Injectable()
export class SupplierListKind extends ListKind implements ImportKind<ListedSim, ListSettings> {
  readonly name = 'sims';
  readonly fields = SIM_FIELDS;
  readonly secrets = {
    fields: ['msisdn', 'pin', 'puk'],
    without: (sim: ListedSim): ListedSim => ({ ...sim, msisdn: null, pin: null, puk: null }),
  };
  readonly applyAtOnce = MAX_CARDS;
  override readonly bySheet = true;
  readonly refusals = {
    empty: 'sims.list_empty',
    twice: 'sims.list_twice',
    not_now: 'sims.list_not_ready',
    no_rows: 'sims.list_empty',
    nothing_good: 'sims.nothing_new',
    rows_wrong: 'sims.list_rows_wrong',
    became_wrong: 'sims.list_rows_wrong',
    columns_twice: 'sims.columns_twice',
    answer_unknown: 'sims.list_not_ready',
    too_many_words: 'sims.list_not_ready',
    words_asked: 'sims.list_not_ready',
    sheet_taken: 'sims.sheet_taken',
    failed: 'sims.list_failed',
  } as const;

  constructor(kinds: ImportKinds) {
    super();
    // Not when the module starts: the first start fills the demo before the application does.
    kinds.register(this);
  }

  isTitle(title: string): boolean {
    return fieldOf(SUPPLIER_COLUMNS, title) !== undefined;
  }

  async subject(_tx: EntityManager, { settings, choices }: ImportedFile): Promise<ListSettings> {
    const said = settings as unknown as ListSettings;
    return { ...said, carrier: carrierOf(said.carrier, choices.defaults) };
  }

  async lockSubject(
    tx: EntityManager,
    _actor: Actor,
    file: ImportedFile,
    { toApply }: { readonly toApply: boolean },
  ): Promise<ListSettings> {
    if (toApply) await lockStock(tx);
    return this.subject(tx, file);
  }

  open(
    source: AsyncIterable<Uint8Array>,
    { settings }: ImportedFile,
    { choices, memory }: OpenedWith,
  ): Promise<OpenedFile<ListedSim>> {
    const carrier = carrierOf((settings as unknown as ListSettings).carrier, choices.defaults);
    return openSupplierList(source, { choices, memory, carrier });
  }

  check(
    tx: EntityManager,
    _actor: Actor,
    _subject: ListSettings,
    good: readonly GoodRow<ListedSim>[],
  ): Promise<ReadonlyMap<number, Known>> {
    return checkAgainstStock(tx, good);
  }

  pack({ iccid, iccidKey, msisdn, carrier, pin, puk }: ListedSim): Packed {
    return [iccid, iccidKey, msisdn, carrier, pin, puk];
  }

  unpack(packed: unknown): ListedSim {
    const [iccid, iccidKey, msisdn, carrier, pin, puk] = packed as Packed;
    return { iccid, iccidKey, msisdn, carrier, pin, puk };
  }

  /** @throws RuleBroken `sims.nothing_new`: others brought all of these cards since. */
  async apply(
    tx: EntityManager,
    actor: Actor,
    file: ImportedFile,
    { carrier, plan }: ListSettings,
    { batches, keep }: Parameters<ImportKind<ListedSim, ListSettings>['apply']>[4],
  ): Promise<{ made: number; result: { batchId: string } }> {
    const cards = [];
    for await (const batch of batches())
      for (const { line, meaning } of batch) cards.push({ ...meaning, line, id: newId(), plan });
    if (!cards.length) throw new RuleBroken('sims.nothing_new');
    const batchId = newId();
    await run(
      tx,
      `INSERT INTO sims.batch (id, name, carrier, plan, sha256, made, known, membership_id)
       SELECT $2, $3, $4, $5, f.sha256, $6, (SELECT count(*) FROM imports.row r WHERE r.file_id = f.id AND r.problems @> $7::jsonb), $8
       FROM imports.file f WHERE f.id = $1`,
      [
        file.id,
        batchId,
        file.filename,
        carrier || cards[0]!.carrier,
        plan,
        cards.length,
        JSON.stringify([{ code: CARD_KNOWN }]),
        membershipOf(actor),
      ],
    );
    await insertSims(tx, actor, batchId, cards);
    await keep(cards);
    return { made: cards.length, result: { batchId } };
  }

  async withdraw(tx: EntityManager, actor: Actor, _file: ImportedFile, given: Withdrawing) {
    await lockStock(tx);
    return withdrawCards(tx, actor, given);
  }
}

const carrierOf = (sent: string, defaults: Readonly<Record<string, string>> = {}): string =>
  defaults['carrier'] || sent;

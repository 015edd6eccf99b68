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
import { ofEachField, type SimWords, SUPPLIER_FIELDS, type SupplierField } from '../sim-fields.js';
import { CARD_KNOWN, checkAgainstStock, insertSims, withdrawCards } from './listed-cards.js';
import { SUPPLIER_COLUMN_NAMES, SUPPLIER_COLUMNS } from './supplier-columns.js';
import type { ListedSim } from './supplier-list.js';
import { MAX_CARDS, openSupplierList } from './supplier-list.js';

personalColumn('imports.part', 'rows', 'lines', 'Lignes d’une liste de cartes SIM, sous scellé', 'sim_list');

const OWN = ['iccid', 'iccidKey', 'msisdn', 'carrier', 'pin', 'puk'] as const satisfies readonly (keyof ListedSim)[];
/** What is packed of a card, in this order: what is added stands last, and rows that wait since before have none of it. */
const PACKED: readonly (keyof ListedSim)[] = [...new Set<keyof ListedSim>([...OWN, ...SUPPLIER_FIELDS])];
const NOT_PACKED: ListedSim = {
  ...{ iccid: '', iccidKey: '', msisdn: null, pin: null, puk: null },
  ...(Object.fromEntries(SUPPLIER_FIELDS.map((name) => [name, ''])) as Pick<SimWords, SupplierField>),
};

const LOCK = 0x424e04;

/** One import at a time: what is known must not change between the check and the insert. */
export const lockStock = (tx: EntityManager): Promise<unknown> => run(tx, 'SELECT pg_advisory_xact_lock($1)', [LOCK]);

@Injectable()
export class SupplierListKind extends ListKind implements ImportKind<ListedSim, SimWords> {
  readonly name = 'sims';
  readonly fields = SUPPLIER_COLUMN_NAMES;
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

  async subject(_tx: EntityManager, { settings, choices }: ImportedFile): Promise<SimWords> {
    return wordsOf({ settings, choices });
  }

  async lockSubject(
    tx: EntityManager,
    _actor: Actor,
    file: ImportedFile,
    { toApply }: { readonly toApply: boolean },
  ): Promise<SimWords> {
    if (toApply) await lockStock(tx);
    return this.subject(tx, file);
  }

  open(
    source: AsyncIterable<Uint8Array>,
    { settings }: ImportedFile,
    { choices, memory }: OpenedWith,
  ): Promise<OpenedFile<ListedSim>> {
    return openSupplierList(source, { choices, memory, words: wordsOf({ settings, choices }) });
  }

  check(
    tx: EntityManager,
    _actor: Actor,
    _subject: SimWords,
    good: readonly GoodRow<ListedSim>[],
  ): Promise<ReadonlyMap<number, Known>> {
    return checkAgainstStock(tx, good);
  }

  pack(sim: ListedSim): unknown {
    return PACKED.map((name) => sim[name]);
  }

  unpack(packed: unknown): ListedSim {
    const values = packed as readonly (string | null)[];
    return {
      ...NOT_PACKED,
      ...Object.fromEntries(PACKED.flatMap((name, i) => (values[i] === undefined ? [] : [[name, values[i]]]))),
    };
  }

  /** @throws RuleBroken `sims.nothing_new`: others brought all of these cards since. */
  async apply(
    tx: EntityManager,
    actor: Actor,
    file: ImportedFile,
    words: SimWords,
    { batches, keep }: Parameters<ImportKind<ListedSim, SimWords>['apply']>[4],
  ): Promise<{ made: number; result: { batchId: string } }> {
    const cards = [];
    for await (const batch of batches())
      for (const { line, meaning } of batch) cards.push({ ...words, ...meaning, line, id: newId() });
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
        words.carrier || cards[0]!.carrier,
        words.plan,
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

/** What was said of the rows that say nothing themselves: since the list was sent, else with it. */
const wordsOf = ({ settings, choices }: { settings: object; choices: OpenedWith['choices'] }): SimWords =>
  ofEachField((name) => choices.defaults?.[name] || (settings as Partial<SimWords>)[name] || '');

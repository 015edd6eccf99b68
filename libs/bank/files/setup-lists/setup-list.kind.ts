import type { EntityManager } from 'typeorm';
import {
  fieldOf,
  type GoodRow,
  type ImportedFile,
  type ImportKind,
  type ImportKindName,
  type Known,
  ListKind,
  type OpenedFile,
  type OpenedWith,
  openList,
} from '#bank/files/engine';
import { run } from '#platform/database';
import { type Actor, RuleBroken } from '#platform/kernel';
import { MAX_ROWS, setupReading } from './list-reading.js';
import type { ListSpec } from './list-spec.js';

const LOCK = 0x424e05;

/** A list with which a bank begins, as the engine of imports takes it: the rest is its spec's. */
export class SetupListKind<M> extends ListKind implements ImportKind<M, null> {
  readonly name: ImportKindName;
  readonly fields: readonly string[];
  readonly applyAtOnce = MAX_ROWS;
  override readonly bySheet = true;
  readonly withdraw: NonNullable<ImportKind<M, null>['withdraw']>;
  readonly refusals = {
    empty: 'setup.list_empty',
    twice: 'setup.list_not_ready',
    not_now: 'setup.list_not_ready',
    no_rows: 'setup.list_empty',
    nothing_good: 'setup.nothing_new',
    rows_wrong: 'setup.rows_wrong',
    became_wrong: 'setup.rows_wrong',
    columns_twice: 'setup.columns_twice',
    answer_unknown: 'setup.list_not_ready',
    too_many_words: 'setup.list_not_ready',
    words_asked: 'setup.list_not_ready',
    sheet_taken: 'setup.sheet_taken',
    failed: 'setup.list_failed',
  } as const;

  constructor(private readonly spec: ListSpec<M>) {
    super();
    this.name = spec.name;
    this.fields = Object.keys(spec.fields);
    this.withdraw = (...given) => spec.withdraw(...given);
  }

  isTitle(title: string): boolean {
    return fieldOf(this.spec.fields, title) !== undefined;
  }

  async subject(): Promise<null> {
    return null;
  }

  /** One such list at a time: what is known must not change between the check and the writing. */
  async lockSubject(
    tx: EntityManager,
    _actor: Actor,
    _file: ImportedFile,
    { toApply }: { readonly toApply: boolean },
  ): Promise<null> {
    if (toApply) await run(tx, 'SELECT pg_advisory_xact_lock($1)', [LOCK]);
    return null;
  }

  open(source: AsyncIterable<Uint8Array>, _file: ImportedFile, given: OpenedWith): Promise<OpenedFile<M>> {
    return openList(source, given.choices, setupReading(this.spec, given));
  }

  check(
    tx: EntityManager,
    actor: Actor,
    _subject: null,
    good: readonly GoodRow<M>[],
  ): Promise<ReadonlyMap<number, Known>> {
    return this.spec.check(tx, actor, good);
  }

  pack(meaning: M): unknown {
    return meaning;
  }

  unpack(packed: unknown): M {
    return packed as M;
  }

  /** @throws RuleBroken `setup.nothing_new`: others brought all of it since. */
  async apply(
    tx: EntityManager,
    actor: Actor,
    _file: ImportedFile,
    _subject: null,
    { batches, keep }: Parameters<ImportKind<M, null>['apply']>[4],
  ): Promise<{ made: number }> {
    let made = 0;
    for await (const batch of batches()) {
      const these = await this.spec.apply(tx, actor, batch);
      await keep(these);
      made += these.length;
    }
    if (!made) throw new RuleBroken('setup.nothing_new');
    return { made };
  }
}

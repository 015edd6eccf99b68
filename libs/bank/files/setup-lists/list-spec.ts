import type { EntityManager } from 'typeorm';
import type {
  GoodRow,
  ImportedFile,
  ImportKind,
  ImportKindName,
  ImportListRowView,
  ImportListView,
  Known,
  ListFields,
  Made,
  OneOrMany,
  PeopleAnswer,
  RemainingThing,
  RowProblem,
  TakenBack,
  ThingWords,
  Withdrawing,
} from '#bank/files/engine';
import type { Unused } from '#bank/people';
import { rows } from '#platform/database';
import type { Actor, Right } from '#platform/kernel';

export type Cells<Field extends string> = (field: Field) => string;

/** A row that says nothing usable: beside which column, in which code. */
export type RowRefused = RowProblem;

export interface ListWords {
  readonly path: string;
  readonly title: string;
  readonly lead: string;
  readonly up: { readonly label: string; readonly href: string };
  readonly noun: OneOrMany;
  readonly becomes: string;
  readonly done: OneOrMany;
  readonly invites?: true;
  readonly things: ThingWords;
}

/** One kind of list with which a bank begins: what its columns are, what a row means, what is there already, how it comes in. */
export interface SetupListSpec<Meaning, Field extends string = string> {
  readonly name: ImportKindName;
  readonly right: Right;
  readonly fields: ListFields<Field>;
  /** Those in which an organisation or a place is expected: cells of them that look like people are asked about, and not kept before. */
  readonly expectsOrganisation: readonly Field[];
  readonly words: ListWords;
  /** A row by itself: what it means, or why it means nothing. */
  read(cells: Cells<Field>): { readonly meaning: Meaning } | { readonly refused: RowRefused };
  /** What a row is known by, one for each thing that it says: a second row with one of them in a file is a double. */
  keys(meaning: Meaning): readonly string[];
  says(meaning: Meaning): string;
  check(tx: EntityManager, actor: Actor, rows: readonly GoodRow<Meaning>[]): Promise<ReadonlyMap<number, Known>>;
  apply(tx: EntityManager, actor: Actor, rows: readonly GoodRow<Meaning>[]): Promise<readonly Made[]>;
  withdraw: NonNullable<ImportKind<Meaning, null>['withdraw']>;
}

export const wrongRow = (field: string, code: string, facts: RowProblem['facts'] = {}): Known => ({
  wrong: true,
  problems: [{ field, code, facts }],
});
export const notedRow = (field: string, code: string, facts: RowProblem['facts'] = {}): Known => ({
  wrong: false,
  problems: [{ field, code, facts }],
});
export const refusedRow = (field: string, code: string, facts: RowProblem['facts'] = {}) => ({
  refused: { field, code, facts },
});

export interface SetupListView extends ImportListView {
  /** Cells that look like people where an organisation is expected, and whether somebody said that they are; null where there is none. */
  readonly people: { readonly cells: string; readonly answer: PeopleAnswer | null } | null;
}

export interface SetupRowView extends ImportListRowView {}

/** What lists of a kind made that were undone since. */
export async function undoneOf(on: EntityManager, list: ImportKindName): Promise<ReadonlySet<string>> {
  const found = await rows<{ id: string }>(
    on,
    `SELECT DISTINCT m.thing_id AS id FROM imports.made m JOIN imports.file f ON f.id = m.file_id WHERE f.kind = $1 AND f.state = 'withdrawn'`,
    [list],
  );
  return new Set(found.map(({ id }) => id));
}

export async function cameInAt(tx: EntityManager, { id }: ImportedFile): Promise<string> {
  const [applied] = await rows<{ at: string }>(tx, 'SELECT applied_at::text AS at FROM imports.file WHERE id = $1', [
    id,
  ]);
  return applied!.at;
}

/** Takes back what a list made, batch by batch; tells of what stays as `named` says. */
export async function takenBack<T extends { readonly id: string }>(
  { batches, tell }: Withdrawing,
  end: (ids: readonly string[]) => Promise<readonly Unused<T>[]>,
  named: (thing: T) => Pick<RemainingThing, 'code' | 'state'>,
): Promise<TakenBack> {
  let withdrawn = 0;
  const kept: RemainingThing[] = [];
  for await (const batch of batches) {
    const byId = new Map((await end(batch.map(({ id }) => id))).map((one) => [one.id, one]));
    for (const { line, id } of batch satisfies readonly Made[]) {
      const one = byId.get(id);
      if (one?.why) kept.push({ line, id, ...named(one), why: one.why });
      else withdrawn += 1;
    }
    await tell(withdrawn);
  }
  return { withdrawn, kept };
}

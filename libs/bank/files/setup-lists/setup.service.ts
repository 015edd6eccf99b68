import type { DataSource, EntityManager } from 'typeorm';
import {
  FilesOfKind,
  type ImportAnswers,
  type ImportKinds,
  type ImportQueries,
  type ImportsService,
  LIST_COLUMNS,
  type ListFields,
  listRow,
  type PeopleAnswer,
  type RowFilter,
  type UploadedFile,
  withSample,
} from '#bank/files/engine';
import { type Reader, rows } from '#platform/database';
import {
  type Actor,
  isId,
  isMember,
  memberWith,
  mustHave,
  NotFound,
  newId,
  type Page,
  RuleBroken,
} from '#platform/kernel';
import type { ListWords, SetupListSpec, SetupListView, SetupRowView } from './list-spec.js';
import { MembersList } from './members.list.js';
import { OrganisationsList } from './organisations.list.js';
import { QuotasList } from './quotas.list.js';
import { SetupListKind } from './setup-list.kind.js';

const MAX_BYTES = 5_000_000;

/** One kind of list with which a bank begins: an import (libs/bank/files/engine), looked at before anything comes in. */
export class SetupList extends FilesOfKind {
  constructor(
    private readonly spec: SetupListSpec<unknown>,
    private readonly db: DataSource,
    imports: ImportsService,
    private readonly queries: ImportQueries,
    private readonly answers: ImportAnswers,
  ) {
    super(imports);
  }

  get words(): ListWords {
    return this.spec.words;
  }

  /** What the columns of a list may be. @throws NotFound for whoever may not take it in. */
  fieldsFor(actor: Actor): ListFields {
    mustHave(actor, this.spec.right);
    return this.spec.fields;
  }

  /**
   * Keeps a list and reads it, for a person to look at. @returns its id.
   * @throws RuleBroken `setup.list_too_large` and those of `setupReading`; NotFound for whoever may not.
   */
  async upload(tx: EntityManager, actor: Actor, file: UploadedFile): Promise<string> {
    memberWith(actor, this.spec.right);
    if (file.size > MAX_BYTES) throw new RuleBroken('setup.list_too_large', { limit: '5 Mo' }, 'sheet');
    const filename = file.filename.replace(/\s+/g, ' ').trim() || 'Liste';
    return this.imports.upload(tx, actor, this.spec.name, { ...file, filename }, { subjectId: newId() });
  }

  /** Takes the good rows in, all or none. @throws RuleBroken `setup.nothing_new`, `setup.list_not_ready`, `setup.people_asked`; NotFound */
  async apply(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    const { people } = await this.byId(actor, id, tx);
    if (people && !people.answer) throw new RuleBroken('setup.people_asked', { cells: people.cells });
    await this.imports.apply(tx, actor, id);
  }

  /** Takes what a person says of cells that look like people, and reads the list again. @throws RuleBroken `setup.list_not_ready`; NotFound */
  async sayPeople(tx: EntityManager, actor: Actor, id: string, meaning: PeopleAnswer): Promise<void> {
    await this.byId(actor, id, tx);
    await this.answers.answer(tx, actor, id, { words: [{ field: 'people', key: 'people', meaning }] });
  }

  async byId(actor: Actor, id: string, on: Reader = this.db): Promise<SetupListView> {
    mustHave(actor, this.spec.right);
    const [row] =
      isId(id) && isMember(actor)
        ? await rows<Omit<SetupListView, 'examples'> & { sample: Buffer | null; sampleKey: string | null }>(
            on,
            `SELECT ${LIST_COLUMNS}, (SELECT json_build_object('cells', w.said, 'answer', w.meaning) FROM imports.word w
               WHERE w.file_id = f.id AND w.field = 'people') AS people FROM imports.file f WHERE f.kind = $2 AND f.id = $1`,
            [id, this.spec.name],
          )
        : [];
    if (!row) throw new NotFound('list');
    return withSample(row);
  }

  async rows(view: SetupListView, filter: RowFilter): Promise<Page<SetupRowView>> {
    const page = await this.queries.rows(this.spec.name, view.id, filter);
    const says = ({ meaning, cells }: (typeof page.items)[number]) =>
      meaning ? this.spec.says(meaning) : Object.values(cells).filter(Boolean).join(' · ');
    return { ...page, items: page.items.map((row) => listRow(view, row, says(row).slice(0, 200))) };
  }

  async made(id: string): Promise<string[]> {
    const found = await rows<{ id: string }>(
      this.db,
      'SELECT m.thing_id AS id FROM imports.made m WHERE m.file_id = $1 ORDER BY m.line, m.thing_id',
      [id],
    );
    return found.map((one) => one.id);
  }

  protected mustBeTheirs(tx: EntityManager, actor: Actor, id: string): Promise<unknown> {
    return this.byId(actor, id, tx);
  }
}

export const SETUP_LISTS = [OrganisationsList, MembersList, QuotasList] as const;
export type SetupListName = InstanceType<(typeof SETUP_LISTS)[number]>['name'];

export class SetupLists {
  private readonly lists: ReadonlyMap<string, SetupList>;

  constructor(
    db: DataSource,
    imports: ImportsService,
    queries: ImportQueries,
    kinds: ImportKinds,
    answers: ImportAnswers,
    specs: readonly SetupListSpec<unknown>[],
  ) {
    // Not when the module starts: the first start fills the demo before the application does.
    for (const spec of specs) kinds.register(new SetupListKind(spec));
    this.lists = new Map(specs.map((spec) => [spec.name, new SetupList(spec, db, imports, queries, answers)]));
  }

  of(list: SetupListName): SetupList {
    return this.lists.get(list)!;
  }

  /** @param list as a page's address says it, or the API's. @throws NotFound for an address that names no list. */
  at(list: string): SetupList {
    const found = [...this.lists.values()].find(({ words }) => words.path === list) ?? this.lists.get(list);
    if (!found) throw new NotFound('list');
    return found;
  }
}

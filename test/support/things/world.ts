import { DataSource } from 'typeorm';
import { type Fixtures, MACHINES, type MachineName } from '#bank/demo';
import { ArrivalsService, TransfersService } from '#bank/logistics';
import { BenchKeysService, OrganisationsService } from '#bank/people';
import { MediaService } from '#bank/workshop';
import { everybody } from '../browser/everybody.js';
import { Visitor } from '../browser/visitor.js';
import { type TestApp, type TestAppOptions, testAppWithMembers } from '../servers/app.js';
import { workOff } from '../servers/mail-server.js';
import { multipart } from '../servers/multipart.js';

type Kinds = ReturnType<typeof everybody>;
type File = { readonly field: string; readonly name: string; readonly bytes: Buffer };

/** The seeded demo with everybody in it, and short ways to the ids of its things. */
export class World {
  private constructor(
    readonly t: TestApp,
    readonly fixtures: Fixtures,
    readonly kinds: Kinds,
    /** A bench PC of the workshop, with its key. */
    readonly benchPc: Visitor,
    private readonly machines: ReadonlyMap<string, { id: string; code: string }>,
  ) {}

  static async open(options: TestAppOptions = {}): Promise<World> {
    const { t, fixtures, members } = await testAppWithMembers(options);
    const rows = await t.app
      .get(DataSource)
      .query('SELECT id, code, serial FROM devices.device WHERE serial IS NOT NULL');
    const machines = new Map(rows.map((r: { id: string; code: string; serial: string }) => [r.serial, r]));
    const { secret } = await t.app
      .get(DataSource)
      .transaction((tx) =>
        t.app.get(BenchKeysService).make(tx, fixtures.people.moussa, { name: 'Poste d’essai', term: 'year' }),
      );
    const benchPc = Visitor.program(t, secret);
    return new World(
      t,
      fixtures,
      everybody(t, members),
      benchPc,
      machines as ReadonlyMap<string, { id: string; code: string }>,
    );
  }

  get db(): DataSource {
    return this.t.app.get(DataSource);
  }
  get structure(): string {
    return this.fixtures.organisations.structure.id;
  }
  get workshop(): string {
    return this.fixtures.organisations.workshop.id;
  }
  serial(name: MachineName): string {
    return MACHINES[name];
  }
  id(name: MachineName): string {
    return this.machines.get(MACHINES[name])!.id;
  }
  code(name: MachineName): string {
    return this.machines.get(MACHINES[name])!.code;
  }

  /** Everything in the first row. */
  async pair(sql: string, ...values: unknown[]): Promise<string[]> {
    const [row] = await this.db.query(`${sql} LIMIT 1`, values);
    if (!row) throw new Error(`the demo has nothing for: ${sql}`);
    return Object.values(row);
  }
  async value(sql: string, ...values: unknown[]): Promise<string> {
    return (await this.pair(sql, ...values))[0]!;
  }

  /** Who sends to the API. */
  program(as: keyof Kinds | 'bench_pc'): Visitor {
    return as === 'bench_pc' ? this.benchPc : this.kinds[as].own.api;
  }

  /** Sends a file through the API; gives the id of what it made. */
  async sends(who: keyof Kinds, path: string, file: File): Promise<string> {
    const answer = await this.kinds[who].own.api.send(
      'POST',
      `/api/v1${path}`,
      multipart(file.field, file.name, file.bytes),
    );
    return answer.json<{ id: string }>().id;
  }

  /** The crate that was made last at the collection point. */
  crate(): Promise<string> {
    return this.value(
      'SELECT code FROM devices.container WHERE organisation_id = $1 ORDER BY id DESC',
      this.fixtures.organisations.collection.id,
    );
  }
  shelf(): Promise<string> {
    const { id, place } = this.fixtures.organisations.collection;
    const form = { kind: 'shelf', name: 'Étagère d’essai', parentId: place } as const;
    return this.db.transaction((tx) =>
      this.t.app.get(OrganisationsService).addPlace(tx, this.fixtures.people.aude, id, form),
    );
  }

  /** A lot from the collection point to the workshop that ended without one of its two devices. */
  async lotThatMissesOne(): Promise<string> {
    const { aude, moussa } = this.fixtures.people;
    const transfers = this.t.app.get(TransfersService);
    const arrivals = this.t.app.get(ArrivalsService);
    const lot = await this.db.transaction(async (tx) => {
      const id = await transfers.prepare(tx, aude, { toOrganisationId: this.workshop });
      await transfers.addDevices(tx, aude, id, [this.id('onTheDesk'), this.id('inAnotherLot')]);
      await transfers.send(tx, aude, id);
      return id;
    });
    await this.db.transaction((tx) => arrivals.confirm(tx, moussa, lot, [this.code('onTheDesk')]));
    await this.db.transaction((tx) => arrivals.finish(tx, moussa, lot));
    return lot;
  }

  /** A disk without a serial, in a machine of the workshop. */
  unnamedMedium(): Promise<string> {
    return this.db.transaction((tx) =>
      this.t.app.get(MediaService).declare(tx, this.fixtures.people.karim, this.id('needsHelp'), { kind: 'disk' }),
    );
  }

  /** A finished paper of a gift to the collection point. */
  async paperOfAGift(): Promise<string> {
    await this.papersAreMade();
    return this.value(
      `SELECT d.id FROM documents.document d JOIN intake.donation n ON d.cause_kind = 'donation' AND n.id = d.cause_id
       WHERE d.state = 'ready' AND n.donor_id IS NOT NULL AND n.organisation_id = $1 ORDER BY d.id`,
      this.fixtures.organisations.collection.id,
    );
  }
  /** What the worker does with the papers that wait. */
  async papersAreMade(): Promise<void> {
    const waits = `SELECT 1 FROM documents.document WHERE state = 'requested' LIMIT 1`;
    while ((await this.db.query(waits)).length) await workOff(this.t.app, 'documents');
  }
  async failedPaper(): Promise<string> {
    const [id = ''] = await this.pair(`SELECT id FROM documents.document WHERE state = 'requested'`);
    await this.db.query(`UPDATE documents.document SET state = 'failed', error = 'essai' WHERE id = $1`, [id]);
    return id;
  }

  /** How many rows there are, table by table, whatever remembers keys and attempts aside. */
  async rows(): Promise<Record<string, number>> {
    const tables: { name: string }[] = await this.db.query(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'public', 'bullmq')
         AND (schemaname, tablename) NOT IN (('platform', 'idempotency_key'), ('platform', 'attempt')) ORDER BY 1`,
    );
    const counts = tables.map(({ name }) => `SELECT '${name}' AS name, count(*)::int AS n FROM ${name}`);
    const rows: { name: string; n: number }[] = await this.db.query(counts.join(' UNION ALL '));
    return Object.fromEntries(rows.map((r) => [r.name, r.n]));
  }
}

import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { SMTPServer } from 'smtp-server';
import { type Fixtures } from '#bank/demo';
import { BlobStore } from '#bank/documents';
import { FiguresService } from '#bank/figures';
import { PersonalDataService } from '#bank/rules';
import { Outbox } from '#platform/queue';
import { matrixOf } from '../http/access-matrix.js';
import { Visitor } from '../support/browser/visitor.js';
import { Traces, yearsLater } from '../support/counting/traces.js';
import { PlantedPerson } from '../support/planted/planted-person.js';
import { INDEXED, PLANTED, WORDS } from '../support/planted/planted-words.js';
import { needs } from '../support/runner/tools.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { listen, mailServer } from '../support/servers/captured-output.js';
import { eventually } from '../support/servers/eventually.js';
import { startRedis } from '../support/servers/redis.js';

/** Longer than any period of the program. */
const YEARS = 12;
const traces = new Traces(WORDS, INDEXED);

needs('pdftotext', 'a planted person, the queue on Postgres,', () => suite(false));
needs('redis', 'a planted person, the queue on Redis,', () => suite(true));

function suite(onRedis: boolean): void {
  let t: TestApp;
  let fixtures: Fixtures;
  let owner: pg.Client;
  let office: SMTPServer;
  let redis: Awaited<ReturnType<typeof startRedis>> | null = null;
  let figures: string;
  const mails: string[] = [];
  const said: string[] = [];
  const before = { ...process.env };
  const folder = mkdtempSync(join(tmpdir(), 'bn-planted-'));
  const get = <T>(type: new (...of: never[]) => T): T => t.app.get(type, { strict: false });

  beforeAll(async () => {
    Object.assign(process.env, { TMPDIR: folder, LOG_LEVEL: 'debug', MAIL_FROM: 'bonjour@banque.example.fr' });
    listen(said);
    office = mailServer(mails);
    await new Promise<void>((ready) => office.listen(0, '127.0.0.1', ready));
    process.env.SMTP_URL = `smtp://127.0.0.1:${(office.server.address() as AddressInfo).port}`;
    if (onRedis) redis = await startRedis();
    ({ t, fixtures } = await testAppWith('fixtures', { work: true, ...(redis ? { redisUrl: redis.url } : {}) }));
    owner = new pg.Client({ connectionString: t.database.ownerUrl });
    await owner.connect();
    const person = new PlantedPerson(t, fixtures);
    const { beneficiary, code } = await person.isGivenADevice();
    await person.isGivenALine(beneficiary);
    await person.reportsAFault(code);
    await person.gives();
    await person.isWrittenOf();
    await person.worksHere();
    await everythingIsDone();
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await owner?.end();
    await t?.close();
    await redis?.stop();
    await new Promise<void>((closed) => office.close(() => closed()));
    process.env = before;
    rmSync(folder, { recursive: true, force: true });
  });

  /** Papers are drawn and mails are sent. */
  const everythingIsDone = () =>
    eventually(
      'the worker is done',
      async () => {
        const [row] = (
          await owner.query(
            `SELECT (SELECT count(*)::int FROM documents.document WHERE state IN ('requested', 'rendering'))
             + (SELECT count(*)::int FROM notifications.mail WHERE state = 'waiting')
             + (SELECT count(*)::int FROM imports.file WHERE state = ANY (imports.working_states())) AS n`,
          )
        ).rows;
        return row.n === 0;
      },
      60_000,
    );

  const counted = async (): Promise<string> => {
    await get(FiguresService).refresh();
    const { countedAt: _, ...view } = (await get(FiguresService).figures(fixtures.people.leila)) as unknown as Record<
      string,
      unknown
    >;
    return JSON.stringify(view);
  };
  const purge = async (but: readonly string[] = []): Promise<void> => {
    for (const { name, run } of get(Outbox).schedules) if (!but.includes(name)) await run();
  };
  const leftInTheDatabase = async (): Promise<string[]> => [
    ...(await traces.inDatabase(owner)),
    ...(await traces.inBlobs(owner, get(BlobStore))),
  ];

  /** What no word finds: rows under seal. */
  const underSeal = async (): Promise<string[]> => {
    const found: string[] = [];
    for (const from of SEALED)
      found.push(...(await owner.query(`SELECT ctid::text AS at FROM ${from}`)).rows.map(({ at }) => `${from} ${at}`));
    return found;
  };

  test('is known while it is needed, on screens, papers and in mails', async () => {
    expect((await leftInTheDatabase()).length).toBeGreaterThan(8);
    expect(mails.join()).toContain(PLANTED.email);
    expect((await traces.inBlobs(owner, get(BlobStore))).join()).toMatch(/application\/pdf/);
  });

  test('is still found somewhere when one purge is left out', async () => {
    await yearsLater(owner, YEARS);
    figures = await counted();
    await purge(PURGES);
    expect((await leftInTheDatabase()).length).toBeGreaterThan(0);
    const everywhere = async () => [...(await leftInTheDatabase()), ...(await underSeal())];
    let left = await everywhere();
    for (const last of PURGES) {
      await get(Outbox)
        .schedules.find((s) => s.name === last)!
        .run();
      const after = await everywhere();
      expect([last, after.length < left.length]).toEqual([last, true]);
      left = after;
    }
  });

  test('is gone from every table, file, index and queue after all periods', async () => {
    await purge();
    await purge();
    await everythingIsDone();
    expect(await leftInTheDatabase()).toEqual([]);
    expect(await underSeal()).toEqual([]);
    const [{ rows: references }, { rows: files }] = [
      await owner.query(`SELECT reference FROM allocation.beneficiary WHERE ended_on IS NULL`),
      await owner.query(`SELECT count(*)::int AS n FROM imports.file WHERE blob_id IS NOT NULL OR sample IS NOT NULL`),
    ];
    expect([references, files]).toEqual([[], [{ n: 0 }]]);
    if (redis?.folder) expect(traces.inFolder(redis.folder)).toEqual([]);
  });

  test('is in no column that the register declares with an end', async () => {
    const held = await get(PersonalDataService).holdings();
    const ended = held.filter(({ kept }) => /^\d+ \S+ après /.test(kept));
    expect(ended.length).toBeGreaterThan(25);
    // Whoever is at work here now has a session; a receipt goes on leading to its erased paper; the last contact is its year. The audit
    // names nobody, tells of this purge, and goes under its checkpoints (audit-seals.spec). Who works here has an open account, and is told today
    // that it will close; who signed stays as long as the acts, with the picture of their signature.
    const stays =
      /^(people\.session|people\.audit_entry|people\.app_user|people\.signatory|documents\.blob_chunk\.bytes$|notifications\.mail\.user_id$|platform\.attempt|receipts\.receipt\.document_id$|allocation\.beneficiary\.last_contact_on$)/;
    const left = ended.filter(({ rows, table, column }) => rows > 0 && !stays.test(`${table}.${column}`));
    expect(left.map(({ table, column, rows }) => `${table}.${column}: ${rows}`)).toEqual([]);
  });

  test('leaves the figures as they were', async () => {
    expect(await counted()).toBe(figures);
  });

  test('is on no page, in no answer and in no export', async () => {
    const found: string[] = [];
    for (const who of ['leila', 'ines', 'aude'] as const) {
      const visitor = await Visitor.as(t, fixtures, who);
      for (const { route } of matrixOf(t.app).filter(
        (r) => /^GET [^:*]+$/.test(r.route) && !r.route.includes('openapi'),
      )) {
        const seen = await visitor.get(route.slice(4));
        found.push(...traces.in(seen.text).map((word) => `${who} ${route}: ${word}`));
      }
    }
    expect(found).toEqual([]);
  });

  test('never was in a log, and is in no temporary file', () => {
    expect(said.join('')).toContain('/beneficiaires/');
    expect(said.join('')).toContain('MailRefused');
    expect(traces.in(said.join(''))).toEqual([]);
    expect(traces.inFolder(folder)).toEqual([]);
  });
}

/** What forgets people, each of which has something to do here. */
const PURGES = [
  'allocation.forget',
  'allocation.forget-free-text',
  'intake-forget',
  'maintenance.forget-words',
  'documents-erase-due',
  'receipts-forget-scans',
  'imports.forget',
  'sims.forget-names',
  'people.forget-looks',
  'people.forget-accounts',
];

/** What stands under seal, or leads to whoever looked: no word finds it. */
const SEALED = [
  'allocation.beneficiary_identity',
  'allocation.former_identity',
  'allocation.former_description',
  'allocation.identity_token',
  'allocation.handover_signature',
  'maintenance.ticket_words',
  'maintenance.ticket_note',
  'intake.donor_contact',
  'intake.former_card',
  'intake.former_contact',
  'intake.former_collection',
  'intake.collection WHERE sealed IS NOT NULL',
  'sims.line_number',
  'sims.sim_codes',
  'imports.part',
  'imports.row',
  'imports.rest',
  'documents.document WHERE sealed_facts IS NOT NULL',
  'documents.blob WHERE key_id IS NOT NULL',
  'people.identity_look',
];

import { readFileSync } from 'node:fs';
import pg from 'pg';
import { BlobStore } from '#bank/documents';
import { PersonalDataService } from '#bank/rules';
import { Outbox } from '#platform/queue';
import { VALID_WRITES } from '../http/writes/writes.js';
import { timePasses } from '../support/counting/traces.js';
import { Canaries } from '../support/planted/canaries.js';
import { PlantedForms } from '../support/planted/planted-forms.js';
import { PlantedTables } from '../support/planted/planted-tables.js';
import { type TestApp, testApp } from '../support/servers/app.js';
import { World } from '../support/things/world.js';

/** Longer than any period of the program. */
const YEARS = 12;

/**
 * Whoever alone manages an organisation or the installation stays, with their key and their right to sign, and the bank is told each year
 * (`unused-accounts.spec.ts`); a rule of the bank says where it comes from,
 * and an organisation where it is and when somebody is there.
 */
const STAYS =
  /^(people\.app_user\.(name|password_hash)|people\.signatory\.(name|quality)|people\.api_token\.name|intake\.delay\.source|people\.organisation\.(address|opening_hours)): /;

let w: World;
let owner: pg.Client;
let worker: TestApp;
let forms: PlantedForms;
let tables: PlantedTables;
const canaries = new Canaries();
const get = <T>(type: new (...of: never[]) => T): T => w.t.app.get(type, { strict: false });

beforeAll(async () => {
  w = await World.open();
  owner = new pg.Client({ connectionString: w.t.database.ownerUrl });
  await owner.connect();
  forms = new PlantedForms(w, JSON.parse(readFileSync('docs/openapi.json', 'utf8')), canaries);
  await forms.walk(VALID_WRITES);
  await w.papersAreMade();
  worker = await testApp({ work: true, database: w.t.database });
  tables = new PlantedTables(owner, canaries);
  await tables.plant(await get(PersonalDataService).lines(), ['people.audit_entry.facts']);
}, 900_000);
afterAll(async () => {
  await owner?.end();
  await worker?.app.close();
  await w?.t.close();
});

const housekeeping = () => worker.app.get(Outbox, { strict: false }).schedules;
const left = async () => [...(await canaries.inDatabase(owner)), ...(await canaries.inFiles(owner, get(BlobStore)))];

test('what takes words takes a name; Postgres refuses it elsewhere, and nothing is left that was not looked at', () => {
  expect(tables.open).toEqual([]);
  expect(forms.taken.length).toBeGreaterThan(45);
  expect(tables.planted.length).toBeGreaterThan(80);
  expect(tables.refused.filter((column) => !/: ./.test(column))).toEqual([]);
  expect(tables.refused.length).toBeGreaterThan(190);
  // They go with something else: the bank that says so of itself and of its site, a commune of the official list that figures count by.
  expect(tables.tied).toEqual([
    'allocation.beneficiary.commune',
    'people.accessibility_declaration.auditor',
    'people.bank.email',
    'people.bank.privacy_contact',
    'people.bank.publisher',
    'people.bank.signatory_title',
  ]);
});

test('of two thousand names none is left after twelve years', async () => {
  for (let year = 0; year < YEARS; year++) {
    await timePasses(owner, '1 year');
    for (const { run } of housekeeping()) await run();
    if (year === 0) await tables.again();
  }
  for (const { run } of housekeeping()) await run();
  expect(canaries.planted).toBeGreaterThan(2000);
  expect((await left()).filter((found) => !STAYS.test(found))).toEqual([]);
}, 900_000);

import { buffer } from 'node:stream/consumers';
import { DataSource } from 'typeorm';
import yauzl from 'yauzl';
import { DonorCertificates, DonorLinks, DonorOutcomes } from '#bank/figures';
import { Outbox } from '#platform/queue';
import { sheetOf } from '../../libs/bank/intake/giving/web/own-gift.page.js';
import type { Visitor } from '../support/browser/visitor.js';
import { openDataSource } from '../support/servers/database.js';
import { World } from '../support/things/world.js';

let w: World;
let leila: Visitor;
let aude: Visitor;
let stranger: Visitor;
let town: string;

beforeAll(async () => {
  w = await World.open();
  leila = w.kinds.coordinator.own.page;
  aude = w.kinds.collector.own.page;
  stranger = w.kinds.stranger.own.page;
  const papers = w.t.app.get(Outbox, { strict: false }).works.find(({ queue }) => queue === 'documents')!;
  for (const row of await papers.pending(500)) await papers.process(row);
  town = await w.value(
    `SELECT n.donor_id AS id FROM devices.device d JOIN intake.donation n ON n.id = d.donation_id WHERE d.state = 'handed_over'`,
  );
});
afterAll(() => w?.t.close());

const LINK = /href="https?:\/\/[^"]*(\/mon-don\/[\w-]{27})"/;
async function linkMadeBy(visitor: Visitor): Promise<string> {
  await visitor.post(`/dons/donateurs/${town}/lien`);
  return LINK.exec((await visitor.get(`/dons/donateurs/${town}/lien`)).text)![1]!;
}
const files = async (zip: Buffer): Promise<Map<string, Buffer>> => {
  const open = await yauzl.fromBufferPromise(zip);
  const found = new Map<string, Buffer>();
  for await (const entry of open.eachEntry())
    found.set(entry.fileName, await buffer(await open.openReadStreamPromise(entry)));
  return found;
};

test('a donor reads what became of its devices, without an account, and no name, serial or structure', async () => {
  const page = await stranger.get(await linkMadeBy(leila));
  expect(page.status).toBe(200);
  expect(page.text).toContain('En préparation, prêts à être remis, ou déjà en service');
  expect(page.headers['x-robots-tag']).toBe('noindex, nofollow');
  const [{ serials, structures }] = await w.t.app.get(DataSource).query(
    `SELECT (SELECT array_agg(serial) FROM devices.device WHERE serial IS NOT NULL) AS serials,
       (SELECT array_agg(name) FROM people.organisation WHERE kind = 'structure') AS structures`,
  );
  for (const word of [...serials, ...structures, 'Aude', 'Leïla']) expect(page.text).not.toContain(word);
});

test('small numbers of a commune are not shown, nor where so few are that the total gives it away', async () => {
  const page = await stranger.get(await linkMadeBy(leila));
  const communes = await w.t.app
    .get(DataSource)
    .query(`SELECT DISTINCT commune AS name FROM people.organisation WHERE kind = 'structure' AND commune <> ''`);
  expect(communes.length).toBeGreaterThan(0);
  for (const { name } of communes) expect(page.text).not.toContain(name);
  expect(page.text).toContain('Dans quelles communes');
  expect(page.text).toContain('trop peu pour dire où');
});

test('the numbers of the page agree: what became of the devices adds up to what was given, and so do the proofs of their data', async () => {
  const scope = await w.t.app.get(DonorLinks).open((await linkMadeBy(leila)).slice('/mon-don/'.length));
  const { given, fates, evidence, certificates, inUse } = await w.t.app.get(DonorOutcomes).of(scope);
  expect(fates.reduce((sum, { devices }) => sum + devices, 0)).toBe(given);
  expect(Object.values(evidence).reduce((sum, n) => sum + n)).toBe(given);
  expect(certificates).toBeGreaterThan(0);
  // A few have one: how many is not told, on the page nor on its sheet.
  expect([inUse, fates.some(({ fate }) => fate === 'in_use')]).toEqual([null, false]);
});

test('the page is one sheet of paper too, for a council: the same sentence, no name, no small count', async () => {
  const link = await linkMadeBy(leila);
  const sheet = await stranger.get(`${link}/page.pdf`);
  expect([sheet.status, sheet.headers['content-type']]).toEqual([200, 'application/pdf']);
  const scope = await w.t.app.get(DonorLinks).open(link.slice('/mon-don/'.length));
  const outcome = await w.t.app.get(DonorOutcomes).of(scope);
  const facts = sheetOf(outcome, new Date());
  expect((await stranger.get(link)).text.replaceAll('\u00a0', ' ')).toContain(facts.sentence.replaceAll('\u00a0', ' '));
  expect(facts.communes).toEqual([]);
  expect((await stranger.get(`/mon-don/${'A'.repeat(27)}/page.pdf`)).status).toBe(404);
});

test('the certificates come as a ZIP that a donor opens anywhere: the list, and each paper as it was made', async () => {
  const link = await linkMadeBy(leila);
  expect((await stranger.get(`${link}/certificats.zip`)).headers['content-type']).toBe('application/zip');
  const scope = await w.t.app.get(DonorLinks).open(link.slice('/mon-don/'.length));
  const inside = await files(await buffer(await w.t.app.get(DonorCertificates).zip(scope)));
  const list = inside.get('liste-des-certificats.csv')!.toString('utf8');
  const papers = [...inside.keys()].filter((name) => name.startsWith('certificats/'));
  expect(papers.length).toBeGreaterThan(0);
  for (const name of papers) {
    const bytes = inside.get(name)!;
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(list).toContain(name.slice('certificats/'.length, -'.pdf'.length));
  }
  expect(list.split('\r\n').filter(Boolean)).toHaveLength(papers.length + 1);
});

test('a link pressed twice is one, and its secret is kept nowhere', async () => {
  const form = { _key: crypto.randomUUID() };
  const count = () => w.value('SELECT count(*)::text FROM reporting.donor_link');
  const before = Number(await count());
  await leila.post(`/dons/donateurs/${town}/lien`, form);
  await leila.post(`/dons/donateurs/${town}/lien`, form);
  expect(Number(await count())).toBe(before + 1);
  const secret = (await linkMadeBy(leila)).slice('/mon-don/'.length);
  const tables: { name: string }[] = await w.t.app
    .get(DataSource)
    .query(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
  for (const { name } of tables) {
    const found = await w.t.app
      .get(DataSource)
      .query(`SELECT 1 FROM ${name} t WHERE t::text LIKE $1 LIMIT 1`, [`%${secret}%`])
      .catch(() => []);
    expect([name, found]).toEqual([name, []]);
  }
});

test('a closed link, an old one and one that never was answer alike', async () => {
  const link = await linkMadeBy(leila);
  const id = await w.value('SELECT id FROM reporting.donor_link ORDER BY id DESC');
  expect((await stranger.get(link)).status).toBe(200);
  await leila.post(`/dons/donateurs/${town}/lien/${id}/fin`);
  expect((await leila.get(`/dons/donateurs/${town}/lien`)).text).not.toContain(link);
  const old = await linkMadeBy(leila);
  await w.t.app.get(DataSource).query(`UPDATE reporting.donor_link SET expires_at = now() WHERE ended_at IS NULL`);
  const answers = await Promise.all(
    [link, old, `/mon-don/${'A'.repeat(27)}`, '/mon-don/x'].map((path) => stranger.get(path)),
  );
  expect(answers.map((a) => a.status)).toEqual([404, 404, 404, 404]);
});

test('a collection point’s link tells of its own donations only, and another point cannot make one', async () => {
  const link = await linkMadeBy(aude);
  const [{ mine }] = await w.t.app.get(DataSource).query(
    `SELECT count(*)::int AS mine FROM devices.device d JOIN intake.donation n ON n.id = d.donation_id
     WHERE n.donor_id = $1 AND n.organisation_id = (SELECT organisation_id FROM reporting.donor_link ORDER BY id DESC LIMIT 1)`,
    [town],
  );
  expect((await stranger.get(link)).text.replaceAll('\u00a0', ' ')).toContain(
    `${mine} appareils donnés. Combien servent`,
  );
  const elsewhere = w.kinds.collector.foreign!.page;
  expect((await elsewhere.post(`/dons/donateurs/${town}/lien`)).status).toBe(404);
});

test('a collection point’s link calls the donor as that point does', async () => {
  const link = await linkMadeBy(aude);
  await w.t.app.get(DataSource).query(
    `WITH told AS (INSERT INTO intake.donor_event (donor_id, verb, channel) VALUES ($1, 'describe', 'system'))
     UPDATE intake.donor_known SET name = 'Mairie, service informatique' WHERE donor_id = $1
       AND organisation_id = (SELECT organisation_id FROM reporting.donor_link ORDER BY id DESC LIMIT 1)`,
    [town],
  );
  expect((await stranger.get(link)).text).toContain('Mairie, service informatique, merci.');
  expect((await stranger.get(await linkMadeBy(leila))).text).not.toContain('service informatique');
});

test('the donor reads what the law says before it types the value, of its own gift alone', async () => {
  const printer = await w.value(
    `SELECT n.donor_id AS id FROM intake.donation n JOIN intake.donor r ON r.id = n.donor_id
     WHERE r.kind = 'company' AND n.state = ANY (intake.arrived_states()) ORDER BY n.id`,
  );
  await leila.post(`/dons/donateurs/${printer}/lien`);
  const link = LINK.exec((await leila.get(`/dons/donateurs/${printer}/lien`)).text)![1]!;
  const path = /href="(\/mon-don\/[\w-]+\/valeur\/[\w-]+)"/.exec((await stranger.get(link)).text)![1]!;
  const page = (await stranger.get(path)).text;
  expect(page.indexOf('coût de revient')).toBeGreaterThan(0);
  expect(page.indexOf('coût de revient')).toBeLessThan(page.indexOf('name="value"'));
  expect(page).toMatch(/Ce n’est pas tranché\. Qui décide\s: L’entreprise qui donne\./);
  expect(page).toContain('CGI, art. 238 bis, 1');
  const wrong = await stranger.post(path, { value: 'beaucoup' });
  expect([wrong.status, wrong.text.includes('Cette valeur n’est pas comprise')]).toEqual([409, true]);
  expect((await stranger.post(path, { value: '412,50' })).location).toBe(link);
  const donation = path.split('/').at(-1)!;
  expect((await leila.get(`/dons/${donation}/papiers`)).text).toContain('par le donateur lui-même');
  const other = await linkMadeBy(leila);
  expect((await stranger.get(`${other}/valeur/${donation}`)).status).toBe(404);
  expect((await stranger.post(`${other}/valeur/${donation}`, { value: '1' })).status).toBe(404);
  expect((await stranger.get(await linkMadeBy(leila))).text).not.toContain('/valeur/');
});

test('who gave often reads fifty gifts at a time, and what is not shown makes the total', async () => {
  const owner = await openDataSource(w.t.database.ownerUrl);
  await owner.query('ALTER TABLE intake.donation DISABLE TRIGGER USER');
  await owner.query(
    `INSERT INTO intake.donation SELECT (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'number', 'D-2020-' || g))).*
     FROM intake.donation n, generate_series(10001, 10120) g
     WHERE n.id = (SELECT max(id::text)::uuid FROM intake.donation WHERE donor_id = $1 AND received_at IS NOT NULL)`,
    [town],
  );
  await owner.query('ALTER TABLE intake.donation ENABLE TRIGGER USER');
  const link = await linkMadeBy(leila);
  const seen: string[] = [];
  for (let at: string | undefined = link; at; ) {
    const { text } = await stranger.get(at);
    expect(text).toMatch(/\d+\u00a0autres dons/);
    const shown = [...text.matchAll(/<th scope="row"[^>]*><div>([^<]+)/g)].map(([, number]) => number!);
    seen.push(...shown.filter((number) => /^D-/.test(number)));
    at = /href="([^"]*\?suite=[^"]+)" rel="next"/.exec(text)?.[1];
  }
  const [{ n }] = await owner.query(
    'SELECT count(*)::int AS n FROM intake.donation WHERE donor_id = $1 AND received_at IS NOT NULL',
    [town],
  );
  await owner.destroy();
  expect([seen.length, new Set(seen).size]).toEqual([n, n]);
  expect((await stranger.get(`${link}?suite=x`)).status).toBe(200);
});

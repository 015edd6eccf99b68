import pg from 'pg';
import { DataSource } from 'typeorm';
import { Forgetting } from '../../libs/bank/intake/intake-purge.js';
import type { Seen } from '../support/browser/visitor.js';
import { thingsOfTheDemo } from '../support/things/things.js';
import { World } from '../support/things/world.js';
import { askRoute } from './access/asking.js';
import { matrixOf, PEOPLE, type Row } from './access-matrix.js';

/** What a page says where nothing stands, and nobody thought of it. */
const OF_NOTHING = /.{0,60}(?:\bnull\b|\bundefined\b|\bNaN\b|\[object |\bInvalid Date\b).{0,60}/;

const readable = ({ text }: Seen): string =>
  text
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

let w: World;
let owner: pg.Client;
beforeAll(async () => {
  w = await World.open();
  owner = new pg.Client({ connectionString: w.t.database.ownerUrl });
  await owner.connect();
}, 120_000);
afterAll(async () => {
  await owner?.end();
  await w?.t.close();
});

test('when every word has ended, each page and answer still stands, and says nothing of nothing', async () => {
  const things = await thingsOfTheDemo(w.t, w.fixtures);
  // Every period is over.
  await owner.query(
    `CREATE OR REPLACE FUNCTION people.kept_for(what text) RETURNS interval LANGUAGE sql STABLE AS $$ SELECT interval '-1 day' $$`,
  );
  const [{ ended }] = (
    await owner.query(
      'SELECT sum(platform.end_words(x.thing, 1000000))::int AS ended FROM (SELECT DISTINCT thing FROM platform.endings()) x',
    )
  ).rows;
  expect(ended).toBeGreaterThan(200);
  const forgetting = w.t.app.get(Forgetting, { strict: false });
  await w.t.app.get(DataSource).transaction((tx) => forgetting.forgetDue(tx));
  const readerOf = (row: Row) =>
    row.own.coordinator === 'ok' ? 'coordinator' : PEOPLE.find((p) => row.own[p] === 'ok');
  const wrong: string[] = [];
  let pages = 0;
  for (const row of matrixOf(w.t.app).filter((r) => r.route.startsWith('GET '))) {
    const kind = w.kinds[readerOf(row)!];
    const seen = await askRoute(row, things, kind.side, kind.own).catch((error: Error) => wrong.push(error.message));
    if (typeof seen === 'number') continue;
    if (seen.status >= 500) wrong.push(`${row.route}: ${seen.status}`);
    if (!/^\s*<!doctype html/i.test(seen.text)) continue;
    pages++;
    const said = OF_NOTHING.exec(readable(seen))?.[0];
    if (said) wrong.push(`${row.route}: ${said}`);
  }
  expect(wrong).toEqual([]);
  expect(pages).toBeGreaterThan(100);
}, 300_000);

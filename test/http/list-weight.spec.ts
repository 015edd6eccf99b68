import { DataSource } from 'typeorm';
import { CATEGORIES, DevicesService } from '#bank/devices';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

/** As many as a page of the list shows. */
const ROWS = 50;
/** In bytes, before it is packed: what a phone has to read, and the server to write. */
const AT_MOST = 72_000;

let t: TestApp;
let page: Visitor;

beforeAll(async () => {
  const demo = await testAppWith('fixtures');
  t = demo.t;
  const { leila } = demo.fixtures.people;
  const { id, place } = demo.fixtures.organisations.bank;
  const kinds = CATEGORIES.map((kind) => kind.id);
  const devices = Array.from({ length: ROWS + 1 }, (_, i) => ({
    category: kinds[i % kinds.length]!,
    make: 'Lenovo',
    model: 'ThinkPad X1 Carbon Gen 6',
    serial: `PF-1AB2C${100 + i}`,
  }));
  await t.app
    .get(DataSource)
    .transaction((tx) =>
      t.app.get(DevicesService).log(tx, leila, devices, { location: { place }, holder: { organisation: id } }),
    );
  page = await Visitor.as(t, demo.fixtures, 'leila');
});
afterAll(() => t?.close());

test('a page of fifty devices weighs no more than it says', async () => {
  const { text } = await page.get('/appareils');
  const rows = text.split('<tr').slice(2);
  expect(rows).toHaveLength(ROWS);
  // A pictogram's shapes stand once in the page, however many rows show it.
  expect(rows.slice(0, -1).filter((row) => row.includes('<path'))).toEqual([]);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(AT_MOST);
});

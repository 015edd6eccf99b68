import { ImportQueries } from '#bank/files/engine';
import { DataImport } from '../support/sheets/data-import.js';
import { bookOf } from '../support/sheets/sheets.js';

let t: DataImport;
beforeAll(async () => {
  t = await DataImport.open();
});
afterAll(() => t.s.close());

const file = (id: string) => t.queries.byId(t.leila, id);
const sheets = async (id: string) => t.s.app.get(ImportQueries).sheetsOf((await t.queries.byId(t.leila, id)).rootId);
const next = (id: string, sheet: number) => t.s.work((tx) => t.service.takeSheet(tx, t.leila, id, sheet));

test('the sheets of a bank’s workbook are taken over one after the other, from the one that somebody chooses', async () => {
  const id = await t.upload(
    await bookOf({
      Portables: [
        ['Ancien numéro', 'Type', 'Situation'],
        ['SH-1', 'PC portable', 'En stock'],
      ],
      Écrans: [
        ['Ancien numéro', 'Type'],
        ['SH-2', 'Ecran'],
        ['SH-3', 'Ecran'],
      ],
      Notes: [['Fait par Paul']],
    }),
    t.leila,
    'Tableur',
  );
  expect((await file(id)).sheets.map((x) => [x.name, x.rows])).toEqual([
    ['Portables', 2],
    ['Écrans', 3],
    ['Notes', 1],
  ]);
  await t.s.work((tx) => t.service.chooseColumns(tx, t.leila, id, {}, { sheet: 1 }));
  expect(await file(id)).toMatchObject({ sheet: 1, rowsRead: 2, columns: { number: 0, category: 1 } });
  await t.map(id);
  await t.apply(id);
  expect(await sheets(id)).toMatchObject({ left: [0], waiting: true });
  const other = await next(id, 0);
  // « Situation » is a word of the state; its words are asked like others.
  expect(await file(other)).toMatchObject({ state: 'mapping', issuer: 'Tableur', columns: { state: 2 } });
  await t.map(other);
  await t.apply(other);
  expect(await t.device('SH-1')).toMatchObject({ state: 'to_be_proven', category: 'laptop' });
  expect(await sheets(id)).toMatchObject({ left: [], waiting: false });
});

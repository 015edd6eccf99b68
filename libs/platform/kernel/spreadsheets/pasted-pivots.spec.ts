import { openTable } from './open-table.js';

const TITLES = 'N°;Type;Marque;N° de série;État';
const LIST = [TITLES, '1;Écran;Dell;SER-A1;Bon état', '2;PC portable;HP;SER-A2;HS'];
const PIVOT = [
  'Nombre de N° de série;Étiquettes de colonnes',
  'Étiquettes de lignes;Bon état;HS;Total général',
  'Écran;1;;1',
  'PC portable;;1;1',
  'Total général;1;1;2',
];

/** The lines that are a pivot's. */
async function pivotsOf(lines: readonly string[]): Promise<string[]> {
  async function* source() {
    yield Buffer.from(`${lines.join('\n')}\n`);
  }
  const table = await openTable(source());
  const found: string[] = [];
  for await (const { n, pivot } of table.rows) if (pivot) found.push(lines[n - 1]!);
  await table.close();
  return found;
}

it('a pivot pasted as values below its list is marked, beside the left edge too', async () => {
  expect(await pivotsOf([...LIST, '', ...PIVOT])).toEqual(PIVOT);
  const moved = PIVOT.map((line) => `;${line}`);
  expect(await pivotsOf([...LIST, ...moved])).toEqual(moved);
});

it('what LibreOffice writes is one, with the button of its filter', async () => {
  const pivot = ['Filter;', 'Count - N° de série;État', 'Type;Bon état;Total Result', 'Écran;1;1', 'Total Result;1;1'];
  expect(await pivotsOf([...LIST, '', pivot[0]!, '', ...pivot.slice(1)])).toEqual(pivot);
});

it('a list goes on after a pivot, and what counts something else is no pivot', async () => {
  const more = ['3;Écran;HP;SER-A3;HS', '4;Écran;HP;SER-A4;HS'];
  expect(await pivotsOf([...LIST, '', ...PIVOT, ...more])).toEqual(PIVOT);
  expect(await pivotsOf([...LIST, 'Nombre de PC;2', ...more])).toEqual([]);
  expect(await pivotsOf([...LIST, 'Nombre de visites;à voir', ...more])).toEqual([]);
  expect(await pivotsOf([...LIST, '5;Filtre', ...more])).toEqual([]);
});

it('a pivot alone is a list of so many of each', async () => {
  expect(await pivotsOf(PIVOT)).toEqual([]);
});

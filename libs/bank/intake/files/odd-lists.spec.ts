import type { Choices } from '#bank/files/engine';
import { ODD_LISTS, oddBook } from '../../../../test/support/sheets/odd-lists.js';
import { bookParts, zipped } from '../../../../test/support/sheets/workbook.js';
import { readDeviceSheet } from './device-sheet.js';
import type { SheetRow } from './sheet-row.js';

/** A row in a few words: its device and what is odd about it, or why it makes none. */
function wordsOf({ n, left, meaning: d, problems }: SheetRow): string {
  const odd = problems.map((p) => p.code.replace('intake.row_', '')).join(' ');
  if (left) return `${n} left ${left}`;
  if (!d) return `${n} wrong ${odd}`;
  const { category, make, serial, condition, assetNumber, quantity } = d;
  const parts = [category, make, serial, condition, assetNumber, quantity > 1 ? `x${quantity}` : '', odd && `(${odd})`];
  return `${n} ${parts.filter(Boolean).join(' ')}`;
}

async function readList(bytes: Buffer, choices: Choices = {}) {
  const pieces = async function* () {
    yield bytes;
  };
  const sheet = await readDeviceSheet(pieces(), { choices });
  const said: string[] = [];
  for await (const row of sheet.rows) said.push(wordsOf(row));
  const counts = await sheet.counts();
  await sheet.close();
  return { said, sheets: sheet.sheets.map(({ name }, i) => `${name} ${counts[i]?.rows}`) };
}

test.each(Object.entries(ODD_LISTS))('%s', async (_what, list) => {
  expect((await readList(await oddBook(list))).said).toEqual(list.says);
});

test('tables side by side are sheets, to be taken one by one or together', async () => {
  const bytes = await oddBook(ODD_LISTS['two lists side by side']!);
  const [left, right] = [
    ['2 desktop Dell SER6X unknown', '3 desktop Dell SER8X unknown'],
    ['2 monitor HP SER7X unknown'],
  ];
  const sheets = ['Feuil1 · A–D 3', 'Feuil1 · E… 2'];
  expect(await readList(bytes)).toEqual({ said: left, sheets });
  expect(await readList(bytes, { sheet: 1 })).toEqual({ said: right, sheets });
  const { said } = await readList(bytes, { also: [1] });
  expect(said).toEqual([...left!, right![0]!.replace('2', String(2 ** 21 + 2))]);
  const text = Buffer.from('Marque;Série;Marque;Série\nDell;SER6X;HP;SER7X\n');
  expect((await readList(text, { sheet: 1 })).sheets).toEqual(['A–B 2', 'C… 2']);
});

test('a kind that titles a section of one sheet says nothing of the next sheet', async () => {
  const rows = (...all: string[][]) =>
    all.map((r) => `<row>${r.map((c) => `<c t="inlineStr"><is><t>${c}</t></is></c>`).join('')}</row>`).join('');
  const parts = bookParts([
    { name: 'Mairie', rows: rows(['Marque', 'Modèle', 'Série'], ['ÉCRANS'], ['Dell', 'P2419H', 'SER40X']) },
    { name: 'École', rows: rows(['Marque', 'Modèle', 'Série'], ['HP', 'Z1', 'SER41X']) },
  ]);
  const { said } = await readList(await zipped(parts), { also: [1] });
  expect(said).toEqual(['2 left section', '3 monitor Dell SER40X unknown', `${2 ** 21 + 2} wrong category_missing`]);
});

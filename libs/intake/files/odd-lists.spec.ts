import { ODD_LISTS, oddBook } from '../../../test/support/odd-lists.js';
import { readDeviceSheet } from './device-sheet.js';
import type { SheetRow } from './sheet-row.js';

/** A row in a few words: its device and what is odd about it, or why it makes none. */
function wordsOf({ n, left, device: d, problems }: SheetRow): string {
  const odd = problems.map((p) => p.code.replace('intake.row_', '')).join(' ');
  if (left) return `${n} left ${left}`;
  if (!d) return `${n} wrong ${odd}`;
  const { category, make, serial, condition, assetNumber, quantity } = d;
  const parts = [category, make, serial, condition, assetNumber, quantity > 1 ? `x${quantity}` : '', odd && `(${odd})`];
  return `${n} ${parts.filter(Boolean).join(' ')}`;
}

test.each(Object.entries(ODD_LISTS))('%s', async (_what, list) => {
  const bytes = await oddBook(list);
  const sheet = await readDeviceSheet(
    (async function* () {
      yield bytes;
    })(),
  );
  const said: string[] = [];
  for await (const row of sheet.rows) said.push(wordsOf(row));
  await sheet.close();
  expect(said).toEqual(list.says);
});

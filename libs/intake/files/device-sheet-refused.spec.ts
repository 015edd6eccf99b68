import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { RuleBroken } from '#kernel';
import { type DeviceSheet, readDeviceSheet } from './device-sheet.js';
import type { SheetChoices } from './sheet-header.js';
import type { SheetRow } from './sheet-row.js';

const fixture = (name: string): string => join(import.meta.dirname, '../../../test/fixtures/spreadsheets', name);

async function* bytes(content: string | Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  const all = Buffer.from(content as string);
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
}
async function all(sheet: DeviceSheet): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of sheet.rows) rows.push(row);
  return rows;
}
const read = async (content: string | Uint8Array, choices: SheetChoices = {}) =>
  all(await readDeviceSheet(bytes(content), { choices }));
const refusal = async (content: string | Uint8Array): Promise<RuleBroken | null> => {
  try {
    await read(content);
  } catch (error) {
    if (error instanceof RuleBroken) return error;
    throw error;
  }
  return null;
};
const _codes = (row: SheetRow | undefined) => row?.problems.map((p) => `${p.level} ${p.code}`);

describe('a long sheet', () => {
  it('lets other work of the process have its turn', async () => {
    const long = `Type;Marque;Série\n${Array.from({ length: 60_000 }, (_, i) => `UC;HP;TURN${i}X`).join('\n')}`;
    let turns = 0;
    let reading = true;
    const other = () => {
      turns += 1;
      if (reading) setImmediate(other);
    };
    setImmediate(other);
    const from = performance.now();
    expect(await read(long)).toHaveLength(60_000);
    reading = false;
    // A turn at least every thirty milliseconds or so, however slow the machine is.
    expect(turns).toBeGreaterThan((performance.now() - from) / 60);
  });
});

describe('a file that is no sheet', () => {
  it('is refused as a whole, beside its field', async () => {
    expect(await refusal(readFileSync(fixture('image-renommee.csv')))).toMatchObject({
      code: 'intake.sheet_not_text',
      facts: { kind: 'image' },
      field: 'sheet',
    });
    expect(await refusal('%PDF-1.4')).toMatchObject({ facts: { kind: 'pdf' } });
    expect(await refusal('PK\u0003\u0004')).toMatchObject({ code: 'intake.sheet_broken' });
    expect(await refusal('Type;Série\nUC;A\0B')).toMatchObject({
      code: 'intake.sheet_not_text',
      facts: { kind: 'binary' },
    });
    expect(await refusal('')).toMatchObject({ code: 'intake.sheet_empty' });
    expect(await refusal('Inventaire 2026\nbonjour\n')).toMatchObject({ code: 'intake.sheet_no_header' });
    expect(await refusal(`Type;Série${';x'.repeat(5000)}\n`)).toMatchObject({
      code: 'intake.sheet_too_many_columns',
      facts: { columns: 5002, limit: 400 },
    });
    expect(await refusal(`Type;Série\nUC;A1234${';x'.repeat(500)}`)).toMatchObject({
      code: 'intake.sheet_too_many_columns',
      facts: { row: 2 },
    });
    expect(await refusal(`Type;Série\nUC;"A1234\n${'UC;B\n'.repeat(20_000)}`)).toMatchObject({
      code: 'intake.sheet_quote_open',
      facts: { row: 2 },
    });
  });

  it('any bytes end in rows or a refusal', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (junk) => void (await refusal(junk))));
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 200 }),
        async (junk) => void (await refusal(`Type;Série;Marque\n${junk}`)),
      ),
      { numRuns: 300 },
    );
  });
});

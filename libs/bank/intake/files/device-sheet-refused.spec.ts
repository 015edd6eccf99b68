import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { refusalOf } from '../../../../test/support/counting/refusal-of.js';
import { donorSheet, rowsOfSheet } from '../../../../test/support/sheets/device-sheets.js';

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
    expect(await rowsOfSheet(long)).toHaveLength(60_000);
    reading = false;
    // A turn at least every thirty milliseconds or so, however slow the machine is.
    expect(turns).toBeGreaterThan((performance.now() - from) / 60);
  });
});

describe('a file that is no sheet', () => {
  it('is refused as a whole, beside its field', async () => {
    expect(await refusalOf(() => rowsOfSheet(readFileSync(donorSheet('image-renommee.csv'))))).toMatchObject({
      code: 'intake.sheet_not_text',
      facts: { kind: 'image' },
      field: 'sheet',
    });
    expect(await refusalOf(() => rowsOfSheet('%PDF-1.4'))).toMatchObject({ facts: { kind: 'pdf' } });
    expect(await refusalOf(() => rowsOfSheet('PK\u0003\u0004'))).toMatchObject({ code: 'intake.sheet_broken' });
    expect(await refusalOf(() => rowsOfSheet('Type;Série\nUC;A\0B'))).toMatchObject({
      code: 'intake.sheet_not_text',
      facts: { kind: 'binary' },
    });
    for (const nothing of ['', ';'])
      expect(await refusalOf(() => rowsOfSheet(nothing))).toMatchObject({ code: 'intake.sheet_empty' });
    expect(
      await refusalOf(() => rowsOfSheet(`Bonjour\n${`${'Nous avons du matériel '.repeat(4)}\n`.repeat(2)}`)),
    ).toMatchObject({
      code: 'intake.sheet_no_header',
    });
    expect(
      await refusalOf(() => rowsOfSheet('Type;UC;Portable\nMarque;Dell;HP\nN° série;SER15X;SER16X\n')),
    ).toMatchObject({ code: 'intake.sheet_on_its_side' });
    expect(await refusalOf(() => rowsOfSheet(`Type;Série${';x'.repeat(5000)}\n`))).toMatchObject({
      code: 'intake.sheet_too_many_columns',
      facts: { columns: 5002, limit: 400 },
    });
    expect(await refusalOf(() => rowsOfSheet(`Type;Série\nUC;A1234${';x'.repeat(500)}`))).toMatchObject({
      code: 'intake.sheet_too_many_columns',
      facts: { row: 2 },
    });
    expect(await refusalOf(() => rowsOfSheet(`Type;Série\nUC;"A1234\n${'UC;B\n'.repeat(20_000)}`))).toMatchObject({
      code: 'intake.sheet_quote_open',
      facts: { row: 2 },
    });
  });

  it('any bytes end in rows or a refusal', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        async (junk) => void (await refusalOf(() => rowsOfSheet(junk))),
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 200 }),
        async (junk) => void (await refusalOf(() => rowsOfSheet(`Type;Série;Marque\n${junk}`))),
      ),
      { numRuns: 300 },
    );
  });
});

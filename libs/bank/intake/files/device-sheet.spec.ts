import { createReadStream, readFileSync } from 'node:fs';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { readKindOfRow, readMaker } from '#bank/files/words';
import { donorSheet, rowsOf, rowsOfSheet } from '../../../../test/support/sheets/device-sheets.js';
import { readDeviceSheet } from './device-sheet.js';
import type { SheetRow } from './sheet-row.js';

const codes = (row: SheetRow | undefined) => row?.problems.map((p) => `${p.level} ${p.code}`);

describe("a town hall's sheet", () => {
  it('is read whatever its titles, accents and words', async () => {
    const sheet = await readDeviceSheet(createReadStream(donorSheet('mairie-windows-1252.csv')));
    expect(sheet).toMatchObject({
      format: 'csv',
      header: {
        row: 4,
        by: 'names',
        fields: { category: 0, make: 1, model: 2, serial: 3, assetNumber: 4, condition: 5 },
      },
    });
    const rows = await rowsOf(sheet);
    expect(rows).toHaveLength(30);
    expect(rows[0]).toEqual({
      n: 5,
      raw: ['UC', 'DELL', 'OptiPlex 3050', '5DEM0R2', 'INV-2017-001', 'Fonctionne'],
      meaning: {
        category: 'desktop',
        make: 'Dell',
        model: 'OptiPlex 3050',
        serial: '5DEM0R2',
        condition: 'works',
        assetNumber: 'INV-2017-001',
        quantity: 1,
        purchase: null,
      },
      problems: [],
      readings: expect.objectContaining({
        category: { said: 'UC', meaning: 'desktop', sureness: 'sure', because: 'words' },
        make: { said: 'DELL', meaning: 'Dell', sureness: 'sure', because: 'words' },
      }),
      words: expect.objectContaining({
        category: { key: 'uc', said: 'UC', meaning: 'desktop', sureness: 'sure', because: 'words' },
      }),
    });
    const by = new Map(rows.map((r) => [r.n, r]));
    expect(by.get(15)?.meaning).toMatchObject({ category: 'laptop', model: 'EliteBook 840 G5' });
    expect(by.get(27)?.meaning).toMatchObject({ category: 'monitor' });
    expect(by.get(33)?.meaning).toMatchObject({ model: 'ThinkPad L580 (chargeur manquant)', condition: 'worn' });
    expect(rows.filter((r) => r.problems.length > 0).map((r) => [r.n, ...codes(r)!])).toEqual([
      [11, 'error intake.row_serial_duplicate'],
      [17, 'warning intake.row_serial_generic'],
      [20, 'warning intake.row_serial_missing'],
      [24, 'error intake.row_serial_rounded'],
      [29, 'error intake.row_asset_number_duplicate'],
      [31, 'error intake.row_category_unknown', 'warning intake.row_serial_missing'],
      [34, 'warning intake.row_category_unsure', 'warning intake.row_serial_missing'],
    ]);
    expect(by.get(11)?.problems[0]?.facts).toEqual({ typed: 'CZC7DEM002', firstRow: 10 });
    expect(rows.filter((r) => r.meaning)).toHaveLength(26);
  });

  it('of an association, in UTF-8 with commas', async () => {
    const rows = await rowsOfSheet(readFileSync(donorSheet('association-utf-8.csv')));
    expect(rows.map((r) => r.meaning)).toMatchObject([
      { category: 'laptop', condition: 'works' },
      { category: 'laptop', condition: 'faulty' },
      { category: 'monitor', model: 'P2419H, 24 pouces' },
      { category: 'smartphone', make: 'Fairphone' },
    ]);
  });

  it('means the same in any encoding, separator, quoting and order of columns', async () => {
    const columns = ['Type', 'Marque', 'Modèle', 'N° de série', 'État'] as const;
    const row = fc.record({
      Type: fc.constantFrom('PC portable', 'Écran', 'Tablette', 'UC'),
      Marque: fc.constantFrom('Dell', 'Hewlett; Packard', 'Fujitsu, Siemens'),
      Modèle: fc.constantFrom('Latitude 5490', 'Série "Pro" 14"', 'élan 2'),
      'N° de série': fc.nat(1e9).map((n) => `SER${n}X`),
      État: fc.constantFrom('Usagé', 'HS', 'Fonctionne', ''),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(row, { minLength: 1, maxLength: 6, selector: (r) => r['N° de série'] }),
        fc.constantFrom('utf8', 'win1252', 'utf16le', 'utf16be'),
        fc.constantFrom(';', ',', '\t'),
        fc.shuffledSubarray([...columns], { minLength: 5 }),
        fc.boolean(),
        async (list, encoding, separator, order, titles) => {
          const cell = (c: string) => (/[";,\t]/.test(c) ? `"${c.replaceAll('"', '""')}"` : c);
          const text = [
            ...(titles ? ['Liste du matériel', ''] : []),
            order.map(cell).join(separator),
            ...list.map((r) => order.map((name) => cell(r[name])).join(separator)),
          ].join('\r\n');
          const got = await rowsOfSheet(iconv.encode(text, encoding, { addBOM: encoding !== 'win1252' }));
          expect(got.map((r) => [r.meaning?.serial, r.meaning?.make, r.meaning?.model, r.meaning?.category])).toEqual(
            list.map((r) => [
              r['N° de série'],
              readMaker(r.Marque).meaning,
              r.Modèle,
              readKindOfRow(r.Type, r.Marque, r.Modèle).meaning,
            ]),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('rows', () => {
  it('too long, shifted or said twice keep out, with the reason', async () => {
    const rows = await rowsOfSheet(
      `Type;Marque;Série\nUC;${'x'.repeat(81)};A1234\nUC;HP;B1234;reste\nUC;HP;C1234;;\nUC;HP;c 1234\nUC;Dell;C1234`,
    );
    expect(rows.map(codes)).toEqual([
      ['error intake.row_too_long'],
      ['error intake.row_shifted'],
      [],
      ['error intake.row_serial_duplicate'],
      [],
    ]);
    expect(rows[0]!.problems[0]).toMatchObject({ field: 'make', facts: { length: 81, limit: 80 } });
  });

  it('know one maker by any of its spellings, and ask about a serial again where a row says no maker', async () => {
    const rows = await rowsOfSheet(
      'Type;Marque;Série\nUC;HP;AB1234\nUC;HEWLETT-PACKARD;AB1234\nUC;;AB1234\nUC;Dell;AB1234\nUC;Dell Inc.;AB1234',
    );
    expect(rows.map((r) => [r.meaning?.make, ...codes(r)!])).toEqual([
      ['HP'],
      [undefined, 'error intake.row_serial_duplicate'],
      [undefined, 'error intake.row_serial_maybe_duplicate'],
      ['Dell'],
      [undefined, 'error intake.row_serial_duplicate'],
    ]);
  });

  it('ask about a kind that is not sure, take an unsure state as not tried, and tell maker and model apart', async () => {
    const rows = await rowsOfSheet(
      "Type;Marque / Modèle;N° inv;État;Date d'achat\nPC + écran;DELL OptiPlex 3050;1E+11;OK sauf wifi;03/04/2019\n" +
        'Portable;HP EliteBook 840;’0042;marche pas;mars 2018',
    );
    expect(rows.map((r) => [...codes(r)!])).toEqual([
      [
        'warning intake.row_category_unsure',
        'warning intake.row_condition_unknown',
        'error intake.row_asset_number_rounded',
      ],
      [],
    ]);
    expect(rows[0]!.readings).toMatchObject({
      category: { said: 'PC + écran', meaning: 'desktop', sureness: 'ask', because: 'two_things' },
      condition: { said: 'OK sauf wifi', sureness: 'ask' },
      purchased: { said: '03/04/2019', sureness: 'ask', because: 'both_orders' },
    });
    expect(rows[1]!.meaning).toMatchObject({
      category: 'laptop',
      make: 'HP',
      model: 'EliteBook 840',
      assetNumber: '0042',
      condition: 'faulty',
      purchase: { year: 2018, day: null },
    });
  });

  it('take kind, maker and model out of one cell', async () => {
    const rows = await rowsOfSheet(
      'Désignation;N° série\nPC portable HP ProBook 650 G2;A1234\nUC DELL;B1234\nChargeur Dell 65W;C1234',
    );
    expect(rows.map((r) => [r.meaning?.category, r.meaning?.make, r.meaning?.model])).toEqual([
      ['laptop', 'HP', 'ProBook 650 G2'],
      ['desktop', 'Dell', ''],
      ['other', '', 'Chargeur Dell 65W'],
    ]);
    expect(codes(rows[2])).toEqual(['warning intake.row_category_unsure']);
  });

  it('repeat of the header, empty rows and the zeros of a number', async () => {
    const rows = await rowsOfSheet('Type;Série\nUC;"=""00123456"""\n;\nType;Série\nUC;00999\n');
    expect(rows.map((r) => [r.n, r.left ?? r.meaning?.serial])).toEqual([
      [2, '00123456'],
      [4, 'titles_again'],
      [5, '00999'],
    ]);
  });

  it('may say the category in the model, or in columns that the user chose', async () => {
    expect((await rowsOfSheet('Désignation;N° série\nPC portable Latitude;A1234'))[0]?.meaning?.category).toBe(
      'laptop',
    );
    expect(
      (await rowsOfSheet('Type;Marque;Lot\nUC;Dell;ZZ123', { columns: ['category', 'make', 'serial'] }))[0]?.meaning
        ?.serial,
    ).toBe('ZZ123');
  });

  it('of an export of 231 columns are read', async () => {
    const more = (text: string) => Array.from({ length: 227 }, (_, i) => `${text} ${i}`).join(';');
    const rows = await rowsOfSheet(`${more('Option')};Type;Marque;Modèle;Série\n${more('x')};UC;Dell;GX1;A1234\n`);
    expect(rows.map((r) => [r.meaning?.category, r.meaning?.serial])).toEqual([['desktop', 'A1234']]);
  });

  it('emoji, right-to-left text and formulas are only text', async () => {
    const rows = await rowsOfSheet('Type;Marque;Modèle;Série\nUC;🖥️;=1+1;-12345\nUC;مرحبا;"@x";+33600');
    expect(rows.map((r) => [r.meaning?.make, r.meaning?.model, r.meaning?.serial])).toEqual([
      ['🖥️', '=1+1', '-12345'],
      ['مرحبا', '@x', '+33600'],
    ]);
  });
});

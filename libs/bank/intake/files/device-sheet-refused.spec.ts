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
      code: 'intake.sheet_a_letter',
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

describe('what lists no devices', () => {
  it.each([
    'Bonjour,\nVoici le matériel dont nous faisons don :\n- 3 PC portables Dell\n- 2 écrans HP\nCordialement,\n',
    'Objet : don de matériel\nNous avons 12 ordinateurs à donner, dont 3 ne fonctionnent plus.\nBien à vous,\n',
    'De : mairie\nObjet : don\n3 PC portables Dell Latitude\n2 écrans HP 22\n',
  ])('a mail copied into a sheet is refused with a way on', async (mail) => {
    expect(await refusalOf(() => rowsOfSheet(mail))).toMatchObject({ code: 'intake.sheet_a_letter', field: 'sheet' });
  });

  it('rooms with a column for each kind are refused with a way on', async () => {
    const rooms = 'Salle;PC;Écrans;Imprimantes\nSalle 1;3;3;1\nSalle 2;5;4;\nTotal;8;7;1\n';
    expect(await refusalOf(() => rowsOfSheet(rooms))).toMatchObject({
      code: 'intake.sheet_counts_across',
      facts: { typed: 'PC' },
    });
  });

  it('the subtotals of a pivot make nothing', async () => {
    const pivot =
      'Type;Marque;Nombre\nPortable;Dell;12\nPortable;HP;8\nSomme Portable;;20\nÉcran;Dell;3\nTotal général;;23\n';
    expect((await rowsOfSheet(pivot)).map((row) => row.left ?? row.meaning?.quantity)).toEqual([
      12,
      8,
      'total',
      3,
      'total',
    ]);
  });

  it('a swollen battery is said wherever it stands', async () => {
    const list = 'Type;Série;Observations\nUC;SER81X;batterie gonflée\nUC;SER82X;batterie pas gonflée\n';
    expect((await rowsOfSheet(list)).map((row) => row.problems.map(({ code }) => code))).toEqual([
      ['intake.row_swollen_battery'],
      [],
    ]);
  });

  it.each([
    ['ne charge pas, batterie gonflée', true],
    ['Ne démarre pas (batterie gonflée)', true],
    ['non testé, batterie gonflée', true],
    ['HS - pas de chargeur - gonflée', true],
    ['batterie non gonflée', false],
    ['pas de batterie gonflée', false],
    ['aucune batterie gonflée', false],
    ['pas du tout gonflée', false],
  ])('« %s » warns of a swollen battery: %s', async (remark, warns) => {
    const [row] = await rowsOfSheet(`Type;Série;Observations\nUC;SER83X;${remark}\n`);
    expect(row!.problems.some(({ code }) => code === 'intake.row_swollen_battery')).toBe(warns);
  });

  it.each([
    ['Smartphone;Wiko;Lenny 3', ['Smartphone', 'Wiko', 'Lenny 3']],
    ['Smartphone;LG;LG Leon', ['Smartphone', 'LG', 'LG Leon']],
    ['Smartphone;Wiko;Wiko Lenny 3', ['Smartphone', 'Wiko', 'Wiko Lenny 3']],
    ['iPhone 13 Pro Max;Apple;', ['iPhone 13 Pro Max', 'Apple', '']],
    ['Smartphone;LG;Leon de Mme Durandeau', ['Smartphone', 'LG', 'Leon de']],
  ])('of « %s » the maker and the model are kept', async (line, raw) => {
    const [row] = await rowsOfSheet(`Type;Marque;Modèle;Série\n${line};SER84X\n`);
    expect(row!.raw.slice(0, 3)).toEqual(raw);
  });

  it('nobody who is named in a state or a remark is kept', async () => {
    const list =
      'Type;Série;État et remarques\nUC;SER77X;HS, voir Mme Durandeau\nPC de Marie Durandeau;SER78X;OK\nListe de Marie Durandeau;;\n';
    expect(JSON.stringify(await rowsOfSheet(list))).not.toMatch(/Durandeau/i);
  });

  it('a row says that a part of its remark is left out, and not which', async () => {
    const [whole, part] = await rowsOfSheet(
      'Type;Série;Observations\nUC;SER79X;Écran rayé\nUC;SER80X;"Écran rayé, à Durandeau"\n',
    );
    expect([whole!.problems, whole!.meaning?.note]).toEqual([[], 'Écran rayé']);
    expect(part!.problems.map(({ code, facts }) => [code, facts])).toEqual([['intake.row_remark_left_out', {}]]);
    expect(part!.meaning?.note).toBe('Écran rayé');
  });
});

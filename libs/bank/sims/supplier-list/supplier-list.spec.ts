import fc from 'fast-check';
import { type Choices, ImportKinds, type OpenedFile, type ReadRow } from '#bank/files/engine';
import { luhnDigit } from '#platform/kernel';
import { refusalOf } from '../../../../test/support/counting/refusal-of.js';
import { ofEachField } from '../sim-fields.js';
import type { ListedSim } from './supplier-list.js';
import { openSupplierList } from './supplier-list.js';
import { SupplierListKind } from './supplier-list.kind.js';

const iccid = (n: number): string => {
  const body = `893315${String(n).padStart(12, '0')}`;
  return body + luhnDigit(body);
};
type Read = ReadRow<ListedSim>[] & Pick<OpenedFile<ListedSim>, 'header' | 'examples'>;
async function read(content: string | Uint8Array, choices: Choices = {}): Promise<Read> {
  async function* source() {
    yield Buffer.from(content as string);
  }
  const opened = await openSupplierList(source(), {
    choices,
    memory: new Map(),
    words: { ...ofEachField(() => ''), carrier: 'Repli' },
  });
  try {
    const rows: ReadRow<ListedSim>[] = [];
    for await (const row of opened.rows) rows.push(row);
    return Object.assign(rows, { header: opened.header, examples: opened.examples });
  } finally {
    await opened.close();
  }
}
const refusal = (content: string | Uint8Array) => refusalOf(() => read(content));

describe("a supplier's list of SIM cards", () => {
  it('one number per line', async () => {
    const rows = await read(`${iccid(1)}\r\n${iccid(2)}\n\n${iccid(1)}\n${iccid(3).slice(0, 18)}\n061\n`);
    expect(rows.map((r) => [r.n, r.meaning?.iccid, r.problems.map((p) => p.code)])).toEqual([
      [1, iccid(1), []],
      [2, iccid(2), []],
      [4, undefined, ['sims.row_iccid_duplicate']],
      [5, iccid(3).slice(0, 18), ['sims.iccid_check_missing']],
      [6, undefined, ['sims.iccid_malformed']],
    ]);
  });

  it('until when the credit lasts: a whole day, and of two that it may be the French one, which is said', async () => {
    const days = ['31/03/2027', '2027-03-31', '05/04/2027', '03/2027', ''];
    const rows = await read(`ICCID;Fin de validité\n${days.map((day, i) => `${iccid(20 + i)};${day}`).join('\n')}\n`);
    expect(rows.map((r) => [r.meaning?.creditEndsOn, r.problems.map((p) => p.code)])).toEqual([
      ['2027-03-31', []],
      ['2027-03-31', []],
      ['2027-04-05', ['sims.row_day_read']],
      ['', ['sims.row_day_unusual']],
      ['', []],
    ]);
  });

  it('a CSV with titles, numbers, PIN and PUK', async () => {
    const rows = await read(
      `Livraison du 3 mars;;;;\nN° SIM;N° de téléphone;Opérateur;Code PIN;Code PUK\n="${iccid(7)}";06 39 98 00 01;Exemple;0000;12345678\n${iccid(8)};639980002;Exemple;12;1234567\n8,93315E+18;;;;\n`,
    );
    expect(rows[0]).toMatchObject({
      n: 3,
      meaning: { iccid: iccid(7), msisdn: '+33639980001', carrier: 'Exemple', pin: '0000', puk: '12345678' },
      problems: [],
    });
    expect(rows[1]).toMatchObject({ meaning: { msisdn: '+33639980002', pin: null, puk: null } });
    expect(rows[1]!.problems).toEqual([
      { field: 'pin', code: 'sims.row_pin_unusual', facts: {} },
      { field: 'puk', code: 'sims.row_puk_unusual', facts: {} },
    ]);
    expect(rows[2]).toMatchObject({ problems: [{ code: 'sims.iccid_rounded' }] });
    expect(rows[2]!.meaning).toBeUndefined();
    expect(rows.examples[0]!.cells).toEqual([`="${iccid(7)}"`, '06 39 98 00 01', 'Exemple', '••••', '••••']);
  });

  it('a mistyped number among numbers that have their check digit is none', async () => {
    const wrong = iccid(44).replace(/.$/, (digit) => String((Number(digit) + 1) % 10));
    const rows = await read([iccid(41), wrong, iccid(42), iccid(43)].join('\n'));
    expect(rows.map((r) => [r.meaning?.iccid, r.problems.map((p) => p.code)])).toEqual([
      [iccid(41), []],
      [undefined, ['sims.iccid_wrong_check']],
      [iccid(42), []],
      [iccid(43), []],
    ]);
    const short = (n: number) => `8933${String(n).padStart(15, '0')}`;
    const without = await read([short(1), short(2), short(3)].join('\n'));
    expect(without.map((r) => r.problems.map((p) => p.code))).toEqual(
      [1, 2, 3].map(() => ['sims.iccid_check_missing']),
    );
  });

  it('titles that nobody knows: the column of card numbers is found, a person says the others', async () => {
    const list = `Référence;Secret;Ligne\n${iccid(21)};4321;0639980009\n`;
    const found = await read(list);
    expect(found.header).toMatchObject({ row: 1, fields: { iccid: 0, msisdn: 2 }, by: 'names' });
    expect(found[0]!.meaning).toMatchObject({ pin: null, carrier: 'Repli' });
    // A column that is not read may hold codes.
    expect(found.examples[0]!.cells[1]).toBe('••••');
    const said = await read(list, { columns: ['iccid', 'pin', null] });
    expect(said.header.by).toBe('person');
    expect(said[0]!.meaning).toMatchObject({ pin: '4321', msisdn: null });
    await expect(read(list, { columns: [null, 'pin', null] })).rejects.toMatchObject({ code: 'sims.list_no_iccid' });
  });

  it('numbers that a spreadsheet rounded are refused, totals are left', async () => {
    const rows = await read(`ICCID;Ligne\n8933150000000000000;\n8,93315E+18;\nTotal;2\n`);
    expect(rows.map((r) => [r.n, r.left, r.problems.map((p) => p.code)])).toEqual([
      [2, undefined, ['sims.iccid_rounded']],
      [3, undefined, ['sims.iccid_rounded']],
      [4, 'total', []],
    ]);
    expect((await read('8,93315E+18\n8,93315E+18\n'))[0]!.problems[0]!.code).toBe('sims.iccid_rounded');
  });

  it('the same card with and without its check digit is one card', async () => {
    const rows = await read(`${iccid(4)}\n${iccid(4).slice(0, 18)}\n`);
    expect(rows[1]!.problems.at(-1)).toMatchObject({ code: 'sims.row_iccid_duplicate', facts: { firstRow: 1 } });
  });

  it('no list at all is refused as a whole', async () => {
    expect(await refusal('')).toMatchObject({ code: 'sims.list_empty', field: 'list' });
    expect(await refusal('bonjour\nau revoir\n')).toMatchObject({ code: 'sims.list_no_iccid' });
    expect(await refusal('%PDF-1.7')).toMatchObject({ code: 'sims.list_not_text', facts: { kind: 'pdf' } });
    expect(await refusal(`ICCID;PIN\n"${iccid(1)};0000\n`)).toMatchObject({ code: 'sims.list_quote_open' });
  });

  it('any text ends in rows or a refusal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (junk) => {
        await refusal(junk);
        await refusal(`ICCID;MSISDN;PIN\n${junk}`);
      }),
      { numRuns: 200 },
    );
  });
});

test('a title with a digit is a title, not a code', async () => {
  const list = await read(`ICCID;PIN1;PUK1;PIN2\n${iccid(1)};1234;12345678;4321`);
  expect(list.header.titles).toEqual(['ICCID', 'PIN1', 'PUK1', 'PIN2']);
  expect(list[0]!.meaning).toMatchObject({ pin: '1234', puk: '12345678' });
  expect(JSON.stringify(list.examples)).not.toMatch(/1234|4321/);
});

test('a row that was packed before a field was known has none of it: no secret is an empty text', () => {
  const kind = new SupplierListKind(new ImportKinds());
  const number = iccid(1);
  expect(kind.unpack([number, number])).toEqual({
    ...{ iccid: number, iccidKey: number, msisdn: null, pin: null, puk: null, carrier: '', creditEndsOn: '' },
  });
});

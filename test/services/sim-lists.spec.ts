import { AllocationModule } from '#allocation';
import { SimImportService, SimsModule } from '#sims';
import { broken, type Services, services } from '../support/services.js';
import { bring, iccid, list } from '../support/sim-lists.js';

let s: Services;
let imports: SimImportService;

beforeAll(async () => {
  s = await services(AllocationModule, SimsModule);
  imports = s.app.get(SimImportService);
});
afterAll(() => s.close());

describe('a list', () => {
  test('brings its cards once, whatever the number of times it comes', async () => {
    const text = `ICCID;MSISDN;PIN;PUK\n${iccid()};0639980011;0000;11111111\n${iccid()};0639980012;;\n`;
    expect(await bring(s, text)).toMatchObject({ made: 2, known: 0, refused: 0 });
    expect(await bring(s, text)).toEqual({ batchId: null, made: 0, known: 2, refused: 0 });
    const short = text.replace(/^(89\d{17})\d/gm, '$1');
    expect(await bring(s, short)).toMatchObject({ batchId: null, made: 0, known: 2 });
  });

  test('sent twenty times at the same instant makes nothing twice', async () => {
    const text = Array.from({ length: 30 }, iccid).join('\n');
    const results = await Promise.all(Array.from({ length: 20 }, () => bring(s, text)));
    expect(results.reduce((sum, r) => sum + r.made, 0)).toBe(30);
    expect(results.filter((r) => r.batchId)).toHaveLength(1);
  });

  test('is previewed with its warnings, without a code, and confirmed once', async () => {
    const { leila } = s.fixtures.people;
    const [known, taken] = [iccid(), iccid()];
    await bring(s, `ICCID;MSISDN\n${known};0639980021`);
    const text = `ICCID;MSISDN;PIN;PUK\n${known};;;\n${taken};0639980021;;\n${iccid()};;4321;87654321\n${iccid().slice(0, 18)};;;\n8,93315E+18;;;\n`;
    const id = await s.work((tx) => imports.stage(tx, leila, list(text)));
    const preview = await imports.preview(leila, id);
    expect(preview).toMatchObject({ known: 1, refused: 2, withCodes: 1, carrier: 'Opérateur Exemple' });
    expect(preview.cards).toHaveLength(2);
    expect(preview.rows.map((r) => [r.n, r.refused, r.problems[0]!.code])).toEqual([
      [3, true, 'sims.row_msisdn_taken'],
      [5, false, 'sims.iccid_check_missing'],
      [6, true, 'sims.iccid_rounded'],
    ]);
    expect(JSON.stringify(preview.rows)).not.toMatch(/4321/);
    const [staged] = await s.db.query('SELECT bytes FROM sims.staged_list WHERE id = $1', [id]);
    expect(staged.bytes.toString('latin1')).not.toContain('87654321');
    expect(await s.work((tx) => imports.confirm(tx, leila, id))).toMatchObject({ made: 2, known: 1, refused: 2 });
    expect(await broken(s.work((tx) => imports.confirm(tx, leila, id)))).toBe('not_found');
  });

  test('is the bank’s business, and is refused as a whole when it is none', async () => {
    const { leila, ines } = s.fixtures.people;
    expect(await broken(bring(s, iccid(), {}, ines))).toBe('not_found');
    const stage = (text: string, more: object = {}) => s.work((tx) => imports.stage(tx, leila, list(text, more)));
    expect(await broken(stage('%PDF-1.7'))).toBe('sims.list_not_text');
    expect(await broken(stage('bonjour'))).toBe('sims.list_no_iccid');
    expect(await broken(stage(iccid(), { carrier: '' }))).toBe('sims.carrier_missing');
    const known = iccid();
    await bring(s, known);
    const id = await stage(known);
    expect(await broken(s.work((tx) => imports.confirm(tx, leila, id)))).toBe('sims.nothing_new');
  });
});

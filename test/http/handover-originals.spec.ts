import { DataSource } from 'typeorm';
import { paperSignature } from '#bank/allocation';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { UsersService } from '#bank/people';
import { readable, Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { deliveredDevice, handedOverDevice } from '../support/things/handed-over.js';

let t: TestApp;
let fixtures: Fixtures;
let db: DataSource;
let program: Visitor;
beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  db = t.app.get(DataSource);
  const { ines } = fixtures.people;
  const users = t.app.get(UsersService);
  const { secret } = await db.transaction((tx) => users.makeToken(tx, ines, ines.membershipId, 'essai'));
  program = Visitor.program(t, secret);
});
afterAll(() => t?.close());

const PAPER = Buffer.from('%PDF-1.7 …');
const handoverOf = async (deviceId: string): Promise<string> =>
  (await db.query('SELECT id FROM allocation.handover WHERE device_id = $1', [deviceId]))[0].id;

test('what was signed on paper is not typed in without saying where the paper is', async () => {
  const id = await deliveredDevice(t.app, fixtures);
  const [{ code }] = await db.query('SELECT code FROM devices.device WHERE id = $1', [id]);
  const ines = await Visitor.as(t, fixtures, 'ines');
  const form = await ines.get(`/appareils/${code}/remise?nouvelle=oui`);
  expect(readable(form)).toContain('Où l’original signé est rangé');
  const sent = { mode: 'gift', newBeneficiary: {}, password: DEMO_PASSWORD };
  const give = (signature: object) => program.api('POST', `/api/v1/devices/${code}/hand-over`, { ...sent, signature });
  const paper = { kind: 'paper', data: PAPER.toString('base64') };
  const refused = await give(paper);
  expect([refused.status, refused.json<{ code: string }>().code]).toEqual([409, 'allocation.original_place_missing']);
  const given = await give({ ...paper, originalPlace: ' Classeur 2026, armoire 2 ' });
  expect(given.json<object>()).toMatchObject({ originalPlace: 'Classeur 2026, armoire 2', onPaper: true });
});

test('where it is stands on its page and in the export; moved, it is a new row with who said so; another structure has none', async () => {
  const { id: device } = await handedOverDevice(t.app, fixtures, paperSignature(PAPER, 'Armoire 1'));
  const id = await handoverOf(device);
  const ines = await Visitor.as(t, fixtures, 'ines');
  expect(readable(await ines.get(`/remises/${id}`))).toContain('Armoire 1 (opérateur n°');
  expect((await ines.post(`/remises/${id}/original`, { place: ' ' })).text).toContain('Écrivez où le papier signé');
  expect((await ines.post(`/remises/${id}/original`, { place: 'Archives, boîte 7' })).location).toBe(`/remises/${id}`);
  expect(readable(await ines.get(`/remises/${id}`))).toMatch(/Archives, boîte 7 \(.*Avant.*Armoire 1 \(/);
  expect((await ines.get('/remises/export?format=csv')).text).toContain('Archives, boîte 7');
  const rows = await db.query(
    'SELECT place, operator_number FROM allocation.handover_original WHERE handover_id = $1',
    [id],
  );
  expect(rows).toHaveLength(2);
  await expect(db.query(`UPDATE allocation.handover_original SET place = 'x'`)).rejects.toThrow();
  const omar = await Visitor.as(t, fixtures, 'omar');
  expect((await omar.get(`/remises/${id}/original`)).status).not.toBe(200);
  expect((await omar.post(`/remises/${id}/original`, { place: 'Chez moi' })).status).not.toBe(303);
  const leila = await Visitor.as(t, fixtures, 'leila');
  const bank = (await leila.get(`/remises/${id}`)).text;
  expect(bank).toContain('Archives, boîte 7');
  expect(bank).not.toContain(`/remises/${id}/original`);
});

test('of what nobody signed on paper there is none, and it goes with the picture at its date', async () => {
  const typed = await handoverOf((await handedOverDevice(t.app, fixtures)).id);
  const ines = await Visitor.as(t, fixtures, 'ines');
  expect(
    (await program.api('POST', `/api/v1/handovers/${typed}/original`, { place: 'Ici' })).json<{ code: string }>().code,
  ).toBe('allocation.no_original');
  expect((await ines.get(`/remises/${typed}`)).text).not.toContain('Original signé');
  const id = await handoverOf((await handedOverDevice(t.app, fixtures, paperSignature(PAPER, 'Armoire 3'))).id);
  await db.query('DELETE FROM allocation.handover_signature WHERE handover_id = $1', [id]);
  expect(await db.query('SELECT 1 FROM allocation.handover_original WHERE handover_id = $1', [id])).toEqual([]);
  expect((await ines.get(`/remises/${id}`)).text).not.toContain('Armoire 3');
});

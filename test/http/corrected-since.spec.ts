import { readable } from '../support/browser/visitor.js';
import { World } from '../support/things/world.js';

let w: World;
beforeAll(async () => {
  w = await World.open();
});
afterAll(() => w?.t.close());

test('a certificate tells that the serial on it was put right since, and so does the device', async () => {
  const [paper, code] = await w.pair(
    `SELECT d.id, x.code FROM documents.document d JOIN devices.device x ON x.code = d.facts->'device'->>'code'
     WHERE d.type = 'erasure_certificate' AND d.facts->'device'->>'serial' IS NOT NULL AND x.state = 'in_stock'`,
  );
  const { page, api } = w.kinds.coordinator.own;
  const told = async () => (await api.get(`/api/v1/documents/${paper}`)).json<{ correctedSince: object[] }>();
  expect((await told()).correctedSince).toEqual([]);
  const before = (await api.get(`/api/v1/devices/${code}`)).json<{ serial: string }>().serial;
  expect((await api.api('PATCH', `/api/v1/devices/${code}`, { serial: 'CORRIGE-9' })).status).toBe(200);
  expect((await told()).correctedSince).toMatchObject([{ field: 'serial', before, after: 'CORRIGE-9' }]);
  const said = `Numéro de série : « ${before} » remplacé par « CORRIGE-9 »`;
  const shown = readable(await page.get(`/documents/${paper}`));
  expect([shown.includes('Corrigé depuis que ce document a été fait'), shown.includes(said)]).toEqual([true, true]);
  expect(readable(await page.get(`/appareils/${code}`))).toContain(said);
});

import { DEMO_PASSWORD } from '#bank/demo';
import {
  DEVICE_FIELD_NAMES,
  type DeviceField,
  deviceField,
  deviceWords,
  FILTER_FIELDS,
  LISTED_FIELDS,
  wordsOfField,
} from '#bank/devices';
import { readable, Visitor } from '../support/browser/visitor.js';
import { atTheBench } from '../support/machines/machines.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let page: Visitor;
let api: Visitor;
let donation: string;
let code: string;

/** Of each field, the nth of its answers from the end, or a text that nothing else is. */
const described = (nth: number): Record<string, string> =>
  Object.fromEntries(
    DEVICE_FIELD_NAMES.map((name) => [
      name,
      deviceField(name).choices?.at(-nth)?.id ?? `${name.toUpperCase()}-Q${nth}`,
    ]),
  );
/** As the device’s page says it: the category among the words of the device. */
const wordsOnPage = (name: DeviceField, value: string): string =>
  name === 'category' ? deviceWords({ category: value }) : wordsOfField(name, value);
const device = async () => (await api.get(`/api/v1/devices/${code}`)).json<Record<DeviceField, string>>();
const EVERY = DEVICE_FIELD_NAMES.map((name) => [name] as const);

beforeAll(async () => {
  const { fixtures, ...told } = await testAppWith('fixtures');
  t = told.t;
  const bench = await atTheBench(t, fixtures, 'aude');
  api = Visitor.program(t, bench.token);
  page = await Visitor.signedIn(t, 'aude@demo.example', DEMO_PASSWORD, bench.actor.organisationId);
  const placeId = fixtures.organisations.collection.place;
  const donor = { kind: 'public_body', name: 'Ville aux champs décrits' };
  const made = await api.api('POST', '/api/v1/donations', { donor, placeId, arrival: 'received' });
  donation = made.json<{ id: string }>().id;
  const logged = await api.api('POST', `/api/v1/donations/${donation}/devices`, described(1));
  code = logged.json<{ code: string }>().code;
});
afterAll(() => t.close());

describe('each field that is described of a device', () => {
  test.each(EVERY)('is asked when it is logged, and when it is corrected: %s', async (name) => {
    for (const path of [
      `/dons/${donation}/appareils/nouveau`,
      '/collecte/hors-ligne',
      `/appareils/${code}/actions/correct`,
    ])
      expect((await page.get(path)).text).toContain(` name="${name}"`);
  });

  test.each(EVERY)('is kept as it was logged, and said on the device’s page: %s', async (name) => {
    const value = described(1)[name]!;
    expect((await device())[name]).toBe(value);
    expect((await page.get(`/appareils/${code}`)).text).toContain(wordsOnPage(name, value));
  });

  test('is corrected, by a program and by a form', async () => {
    await api.api('PATCH', `/api/v1/devices/${code}`, described(2));
    expect(await device()).toMatchObject(described(2));
    expect((await page.post(`/appareils/${code}/fiche`, described(1))).status).toBe(303);
    expect(await device()).toMatchObject(described(1));
  });

  test.each(EVERY)('is told in the history with what it replaced: %s', async (name) => {
    for (const nth of [2, 1]) await api.api('PATCH', `/api/v1/devices/${code}`, { [name]: described(nth)[name]! });
    const text = readable(await page.get(`/appareils/${code}/histoire`));
    const [before, after] = [2, 1].map((nth) => wordsOfField(name, described(nth)[name] ?? null));
    expect(text).toContain(`${deviceField(name).label} : « ${before} » remplacé par « ${after} »`);
  });

  test.each(EVERY)('is refused beside it when it is none of its answers, or too long: %s', async (name) => {
    const answer = await api.api('PATCH', `/api/v1/devices/${code}`, { [name]: 'x'.repeat(500) });
    expect(answer.json()).toMatchObject({ code: 'request.invalid', errors: [{ field: name }] });
  });

  test('is in the list of the API and in the export, if it says so', async () => {
    const { items } = (await api.get(`/api/v1/devices?q=${code}`)).json<{ items: Record<DeviceField, string>[] }>();
    const { text } = await api.get(`/api/v1/devices/export?q=${code}`);
    for (const name of LISTED_FIELDS) {
      expect(items[0]?.[name]).toBe(described(1)[name]);
      expect(text).toContain(deviceField(name).label);
      expect(text).toContain(wordsOfField(name, described(1)[name]!));
    }
  });

  test('filters the list, if it says so', async () => {
    for (const name of FILTER_FIELDS) {
      expect((await page.get('/appareils')).text).toContain(` name="${name}"`);
      const found = async (value: string) =>
        (await api.get(`/api/v1/devices?q=${code}&${name}=${value}`)).json<{ items: unknown[] }>().items.length;
      expect([await found(described(1)[name]!), await found(described(2)[name]!)]).toEqual([1, 0]);
    }
  });
});

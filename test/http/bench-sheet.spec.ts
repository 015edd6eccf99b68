import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { pointsAsked } from '#bank/workshop';
import { readable, Visitor } from '../support/browser/visitor.js';
import { benchDemo } from '../support/counting/bench.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { transactions } from '../support/servers/services.js';

let t: TestApp;
let fixtures: Fixtures;
let demo: ReturnType<typeof benchDemo>;
let karim: Visitor;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  demo = benchDemo({ app: t.app, fixtures, work: transactions(t.app.get(DataSource)) });
  karim = await Visitor.signedIn(t, 'karim@demo.example', DEMO_PASSWORD, fixtures.people.karim.organisationId);
});
afterAll(() => t.close());

const codeAtTheBench = async (): Promise<string> => (await demo.codesOf([(await demo.withTwoDisks()).id]))[0]!;
/** What is chosen on a page, by field. */
const chosen = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="radio"[^>]*name="(\w+)"[^>]*value="(\w+)"[^>]*checked/g)].map((m) => [
      m[1]!,
      m[2]!,
    ]),
  );

test('« Tout le reste est bon » marks what is open as good, keeps what was answered, and signs nothing', async () => {
  const code = await codeAtTheBench();
  const sheet = await karim.post(`/atelier/${code}/test/reste`, {
    keyboard: 'ko',
    camera: 'untested',
    system_name: 'Linux Mint 22 Xfce',
    password: DEMO_PASSWORD,
  });
  expect(sheet.status).toBe(200);
  const points = pointsAsked('laptop').map((p) => p.id);
  expect(chosen(sheet.text)).toEqual({
    ...Object.fromEntries(points.map((id) => [id, 'ok'])),
    keyboard: 'ko',
    camera: 'untested',
  });
  expect(readable(sheet)).toContain(`${points.length - 2} points marqués « Bon »`);
  expect(readable(sheet)).not.toContain('Tout le reste est bon');
  expect(sheet.text).toContain('Linux Mint 22 Xfce');
  expect(sheet.text).not.toContain(DEMO_PASSWORD);
  const [{ n }] = await t.app.get(DataSource).query('SELECT count(*)::int AS n FROM refurbishment.test_sheet');
  expect(n).toBe(0);
});

test('« Tout le reste est bon » leaves open what this kind may not have; all that is missing is said at once', async () => {
  const [id] = await demo.atWorkshop(1, 'tablet');
  const [code] = await demo.codesOf([id!]);
  const page = `/atelier/${code}/test`;
  const marked = await karim.post(`${page}/reste`, { system_name: 'Android' });
  expect(chosen(marked.text)).not.toHaveProperty('keyboard');
  expect(chosen(marked.text)).toMatchObject({ screen: 'ok', touch: 'ok', camera: 'ok' });
  expect(readable(marked)).toContain('Sans objet » s’il n’en a pas : Clavier et pointeur');
  const empty = await karim.post(page, { password: DEMO_PASSWORD });
  expect(empty.status).toBe(409);
  for (const { label } of pointsAsked('tablet')) expect(readable(empty)).toContain(`Répondez au point « ${label} »`);
});

test('the system that the workshop noted last on this kind of device stands in the next sheet, and only there', async () => {
  const field = async (code: string) =>
    /<input[^>]*name="system_name"[^>]*>/.exec((await karim.get(`/atelier/${code}/test`)).text)![0];
  const first = await codeAtTheBench();
  expect(await field(first)).not.toContain('Xubuntu');
  const signed = await karim.post(`/atelier/${first}/test`, {
    ...Object.fromEntries(pointsAsked('laptop').map((p) => [p.id, 'ok'])),
    system_name: 'Xubuntu 24.04',
    password: DEMO_PASSWORD,
  });
  expect(signed.status).toBe(303);
  expect(await field(await codeAtTheBench())).toContain('value="Xubuntu 24.04"');
  const [tablet] = await demo.codesOf(await demo.atWorkshop(1, 'tablet'));
  expect(await field(tablet!)).not.toContain('Xubuntu');
  // What somebody took out themselves does not come back.
  const again = await karim.post(`/atelier/${await codeAtTheBench()}/test`, { system_name: '' });
  expect(again.text).not.toContain('Xubuntu');
});

test('what is refused is said first in the title', async () => {
  const code = await codeAtTheBench();
  expect((await karim.get(`/atelier/${code}/test`)).text).toMatch(/<title>Fiche de test/);
  expect((await karim.post(`/atelier/${code}/test`, {})).text).toMatch(/<title>Erreur\s: Fiche de test/);
});

test('a lock that is gone is noted from the bench, and leads back to it', async () => {
  const code = await codeAtTheBench();
  expect((await karim.get(`/atelier/${code}/verrou`)).location).toBe(`/atelier/${code}`);
  const found = await karim.post(`/appareils/${code}/verrou`, { kind: 'bios_password', de: 'atelier' });
  expect(found.location).toBe(`/atelier/${code}`);
  const leads = (await karim.get(`/atelier/${code}/verrou`)).location!;
  expect(leads).toMatch(/\/verrous\/[0-9a-f-]+\?de=atelier$/);
  const page = (await karim.get(leads)).text;
  expect(page).toContain(`href="/atelier/${code}"`);
  expect(page).toContain('name="de" value="atelier"');
});

test('a colleague asks for help by name; the bank reads a number', async () => {
  const code = await codeAtTheBench();
  await karim.post(`/atelier/${code}/aide`, { help: 'other' });
  expect(readable(await karim.get(`/atelier/${code}`))).toContain('(Karim)');
  const leila = await Visitor.signedIn(t, 'leila@demo.example', DEMO_PASSWORD, fixtures.people.leila.organisationId);
  const seen = readable(await leila.get(`/atelier/${code}`));
  expect(seen.replaceAll('\u00a0', ' ')).toContain(`(opérateur n° ${fixtures.people.karim.operatorNumber})`);
  expect(seen).not.toContain('Karim');
});

test('what is asked from the bench is asked in the bench’s own frame, also when it comes back refused', async () => {
  const code = await codeAtTheBench();
  const { moussa } = fixtures.people;
  const supervisor = await Visitor.signedIn(t, 'moussa@demo.example', DEMO_PASSWORD, moussa.organisationId);
  const frameOf = (html: string) => /<body class="(\w+)"/.exec(html)?.[1];
  for (const [asks, sends] of [
    ['verrou', 'verrou'],
    ['inventaire', 'inventaire'],
    ['actions/recycle', 'actions/recycle'],
  ] as const) {
    for (const page of [
      await karim.get(`/appareils/${code}/${asks}?de=atelier`),
      await karim.post(`/appareils/${code}/${sends}`, { de: 'atelier' }),
    ]) {
      expect([asks, frameOf(page.text)]).toEqual([asks, 'bench']);
      const hrefs = [...page.text.matchAll(/ href="(\/[^"]*)"/g)].map((m) => m[1]!);
      expect(hrefs.filter((href) => href.startsWith('/appareils'))).toEqual([]);
      expect(hrefs).toContain(`/atelier/${code}`);
    }
    // From the device's page it is asked there: at the desk, of whoever has one.
    const frames = await Promise.all(
      [supervisor, karim].map(async (who) => frameOf((await who.get(`/appareils/${code}/${asks}`)).text)),
    );
    expect([asks, ...frames]).toEqual([asks, 'app', 'bench']);
  }
});

test('whoever works at the bench alone keeps its frame in lots, logs and devices, and has the menu at home', async () => {
  const frames = async (...paths: string[]) =>
    Promise.all(paths.map(async (path) => /<body class="(\w+)"/.exec((await karim.get(path)).text)?.[1]));
  expect(await frames('/lots', '/atelier/journaux', `/appareils/${await codeAtTheBench()}`, '/inventaires')).toEqual(
    Array(4).fill('bench'),
  );
  expect(await frames('/', '/?flash=1')).toEqual(['app', 'app']);
});

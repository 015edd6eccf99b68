import { DEMO_PASSWORD, type Fixtures, type Person } from '#bank/demo';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let fixtures: Fixtures;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
});
afterAll(() => t.close());

/** The rooms that the menu of a page leads to. */
const menuOf = (html: string): string[] =>
  [...(/<nav[\s\S]*?<\/nav>/.exec(html)?.[0] ?? '').matchAll(/href="([^"]+)"/g)].map(([, href]) => href!);
const FIELD = /<form[^>]*action="\/recherche"[\s\S]*?name="q"/;
const SPOKEN_OF = 'Ou cherchez l’appareil, le don ou la demande par son code ou son numéro';

const MISSING = ['/nulle-part', '/appareils/BN-2222-222', '/lots/0199a8e0-0000-7000-8000-000000000000'];

async function notFound(person: Person): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const one = await Visitor.as(t, fixtures, person);
  const pages = [];
  for (const path of MISSING) {
    const { status, text } = await one.get(path);
    expect({ path, status }).toEqual({ path, status: 404 });
    expect({ path, speaks: text.includes(SPOKEN_OF), field: FIELD.test(text) }).toEqual({
      path,
      speaks: true,
      field: true,
    });
    pages.push({ path, text });
  }
  return pages;
}

test.each(['leila', 'aude', 'ines'] as const)(
  'what %s does not find keeps the menu, and has the field it speaks of',
  async (person) => {
    const menu = menuOf((await (await Visitor.as(t, fixtures, person)).get('/')).text);
    expect(menu.length).toBeGreaterThan(2);
    for (const { path, text } of await notFound(person)) expect({ path, menu: menuOf(text) }).toEqual({ path, menu });
  },
);

test('whoever works at the bench is in its frame, whose name leads to the menu', async () => {
  for (const { text } of await notFound('karim')) expect(text).toMatch(/<header[\s\S]*?<a [^>]*href="\/"/);
});

test('what somebody may not do keeps their menu', async () => {
  const sacha = await Visitor.signedIn(t, 'sacha@demo.example', DEMO_PASSWORD, 'instance');
  const menu = menuOf((await sacha.get('/')).text);
  const page = await sacha.get('/chiffres');
  expect([page.status, menuOf(page.text)]).toEqual([403, menu]);
  expect(menu.length).toBeGreaterThan(1);
});

test('whoever has no search is not told of one, and a stranger is led home', async () => {
  const sacha = await Visitor.signedIn(t, 'sacha@demo.example', DEMO_PASSWORD, 'instance');
  for (const page of [await sacha.get('/nulle-part'), await Visitor.stranger(t).get('/nulle-part')]) {
    expect(page.status).toBe(404);
    expect(page.text.includes(SPOKEN_OF)).toBe(FIELD.test(page.text));
  }
});

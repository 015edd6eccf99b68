import { READ_LISTS } from '../support/counting/read-lists.js';
import { World } from '../support/things/world.js';

let w: World;
beforeAll(async () => {
  w = await World.open();
}, 240_000);
afterAll(() => w?.t.close());

const NO_PLACE = Buffer.from(JSON.stringify(['newest', 'somewhere', 'else'])).toString('base64url');

/** What every list refuses, by the names that it has for its order and its page. */
const refused = (cursor: string) => [
  { asked: { statut_inconnu: 'x' }, field: 'statut_inconnu', code: 'request.whitelistValidation' },
  // A name that what reads an address has itself.
  { asked: { asked: 'x' }, field: 'asked', code: 'request.whitelistValidation' },
  { asked: { sort: 'sideways' }, field: 'sort', code: 'request.isIn' },
  { asked: { [cursor]: 'nowhere' }, field: cursor, code: 'request.cursor' },
  { asked: { [cursor]: NO_PLACE }, field: cursor, code: 'request.cursor' },
];
const withQuery = (path: string, asked: object) => `${path}?${new URLSearchParams(asked as Record<string, string>)}`;

test.each(READ_LISTS)(
  '$api: a filter, an order or a page that it does not have is refused by its name',
  async (list) => {
    const { api } = w.kinds[list.as].own;
    for (const { asked, field, code } of refused('after')) {
      const answer = await api.api('GET', withQuery(`/api/v1/${list.api}`, asked));
      expect([asked, answer.status, answer.json()['errors']]).toEqual([
        asked,
        422,
        [expect.objectContaining({ field, code })],
      ]);
    }
    expect((await api.api('GET', `/api/v1/${list.api}`)).status).toBe(200);
  },
);

test.each(READ_LISTS)(
  '/$page: what it does not have is said beside its filters, and nothing is listed',
  async (list) => {
    const { page } = w.kinds[list.as].own;
    const cursor = list.cursor ?? 'after';
    for (const { asked } of refused(cursor)) {
      const answer = await page.get(withQuery(`/${list.page}`, asked));
      expect([asked, answer.status]).toEqual([asked, 422]);
      expect(answer.text).toContain('Il y a un point à corriger');
      expect(answer.text).toContain('aria-label="Filtrer la liste"');
      expect(answer.text).not.toContain('<tbody');
    }
    expect((await page.get(`/${list.page}`)).status).toBe(200);
  },
);

test('a wrong answer is said to its own field, with what was asked', async () => {
  const { page } = w.kinds.coordinator.own;
  const { status, text } = await page.get('/pannes?etat=cassee&q=P-7K3F-92');
  expect(status).toBe(422);
  expect(text).toMatch(/id="f-etat-erreur"[\s\S]*?Choisissez une des réponses proposées/);
  expect(text).toContain('value="P-7K3F-92"');
});

test.each(READ_LISTS)('/$page/export: refuses the same', async (list) => {
  const { page } = w.kinds[list.as].own;
  for (const { asked } of refused(list.cursor ?? 'after'))
    expect((await page.get(withQuery(`/${list.page}/export`, asked))).status).toBe(422);
});

import { randomUUID } from 'node:crypto';
import { READ_LISTS } from '../support/counting/read-lists.js';
import { World } from '../support/things/world.js';

let w: World;
beforeAll(async () => {
  w = await World.open();
}, 240_000);
afterAll(() => w?.t.close());

const NO_PLACE = Buffer.from(JSON.stringify(['newest', 'somewhere', 'else'])).toString('base64url');

/** What every list refuses, by the names that it has for its order and its page. */
const refused = (cursor: string, { oneOrder = false, whole = false } = {}) => [
  { asked: { statut_inconnu: 'x' }, field: 'statut_inconnu', code: 'request.whitelistValidation' },
  // A name that what reads an address has itself.
  { asked: { asked: 'x' }, field: 'asked', code: 'request.whitelistValidation' },
  {
    asked: { sort: 'sideways' },
    field: 'sort',
    code: oneOrder ? 'request.whitelistValidation' : 'request.isIn',
  },
  ...['nowhere', NO_PLACE].map((place) => ({
    asked: { [cursor]: place },
    field: cursor,
    code: whole ? 'request.whitelistValidation' : 'request.cursor',
  })),
];
const withQuery = (path: string, asked: object) => `${path}?${new URLSearchParams(asked as Record<string, string>)}`;

test.each(READ_LISTS.filter(({ api }) => api))(
  '$api for $as: a filter, an order or a page that it does not have is refused by its name',
  async (list) => {
    const { api } = w.kinds[list.as].own;
    for (const { asked, field, code } of refused('after', list)) {
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
  '/$page for $as: what it does not have is said beside its filters, and nothing is listed',
  async (list) => {
    const { page } = w.kinds[list.as].own;
    const cursor = list.cursor ?? 'after';
    for (const { asked } of refused(cursor)) {
      const answer = await page.get(withQuery(`/${list.page}`, asked));
      expect([asked, answer.status]).toEqual([asked, 422]);
      expect(answer.text).toContain('Il y a un point à corriger');
      expect(answer.text.includes('aria-label="Filtrer la liste"')).toBe(!list.bare);
      expect(answer.text).not.toContain('<tbody');
    }
    expect((await page.get(`/${list.page}`)).status).toBe(200);
  },
);

test.each(READ_LISTS.filter(({ api }) => api))(
  '$api for $as: an empty field, as a form sends it, asks for nothing',
  async (list) => {
    const { api } = w.kinds[list.as].own;
    const empty = [...(list.whole ? [] : ['after=']), ...(list.oneOrder ? [] : ['sort='])].join('&');
    const answer = await api.api('GET', `/api/v1/${list.api}?${empty}`);
    expect([answer.status, answer.json()]).toEqual([200, (await api.api('GET', `/api/v1/${list.api}`)).json()]);
  },
);

test.each(['requests', 'sims'])('%s: a structure that asks for what is another one’s is told so', async (list) => {
  const { api } = w.kinds['structure_manager'].own;
  const own = (await api.api('GET', '/api/v1/me')).json()['organisationId'];
  for (const other of [w.fixtures.organisations.bank.id, randomUUID()]) {
    const answer = await api.api('GET', `/api/v1/${list}?structureId=${other}`);
    expect([answer.status, answer.json()]).toEqual([
      409,
      expect.objectContaining({ field: 'structureId', code: 'people.organisation_not_own' }),
    ]);
  }
  expect((await api.api('GET', `/api/v1/${list}?structureId=${own}`)).status).toBe(200);
  const coordinator = w.kinds.coordinator.own.api;
  expect((await coordinator.api('GET', `/api/v1/${list}?structureId=${own}`)).status).toBe(200);
});

test('a wrong answer is said to its own field, with what was asked', async () => {
  const { page } = w.kinds.coordinator.own;
  const { status, text } = await page.get('/pannes?etat=cassee&q=P-7K3F-92');
  expect(status).toBe(422);
  expect(text).toMatch(/id="f-etat-erreur"[\s\S]*?Choisissez une des réponses proposées/);
  expect(text).toContain('value="P-7K3F-92"');
});

test.each(READ_LISTS.filter(({ noExport }) => !noExport))('/$page/export for $as: refuses the same', async (list) => {
  const { page } = w.kinds[list.as].own;
  for (const { asked } of refused(list.cursor ?? 'after'))
    expect((await page.get(withQuery(`/${list.page}/export`, asked))).status).toBe(422);
});

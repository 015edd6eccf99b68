import { randomUUID } from 'node:crypto';
import type { Visitor } from '../support/browser/visitor.js';
import { multipart } from '../support/servers/multipart.js';
import { World } from '../support/things/world.js';

let w: World;
/** Pages and addresses of files' rows, each with the names of its cursors. */
let pages: Record<string, readonly string[]>;
let programs: Record<string, string>;
const leila = (): Visitor => w.kinds.bank_admin.own.page;

beforeAll(async () => {
  w = await World.open();
  const form = (text: string, fields: Record<string, string> = {}) =>
    multipart('sheet', 'liste.csv', Buffer.from(text), {
      _key: randomUUID(),
      _org: leila().organisation!,
      ...fields,
    });
  const send = async (path: string, text: string, fields?: Record<string, string>): Promise<string> =>
    (await leila().send('POST', path, form(text, fields))).location!;
  const donation = await w.value(`SELECT id FROM intake.donation WHERE state = 'received'`);
  const donors = await send(`/dons/${donation}/fichiers`, 'Type;Marque;Modèle;Série\nPortable;Dell;L5480;FR0001\n');
  const sims = await send('/sim/import', 'ICCID;Opérateur\n8933150000000000018;Exemple\n');
  const setup = await send('/gestion/import/organisations', 'Nom;Type\nAtelier du Pont;ESAT\n');
  const old = await send('/reprise', 'Ancien numéro;Type;Marque\nA-1;PC portable;Dell\n', { issuer: 'GLPI' });
  const three = ['signalees', 'bonnes', 'laissees'];
  pages = { [donors]: three, [sims]: ['signalees'], [setup]: ['suite'], [old]: three };
  programs = {
    'a donor’s': `/api/v1/donations/${donation}/imports/${donors.split('/').at(-1)}/rows`,
    'the old register’s': `/api/v1/takeovers/${old.split('/').at(-1)}/rows`,
  };
}, 240_000);
afterAll(() => w?.t.close());

/** What is a cursor, but of no line. */
const NO_PLACE = Buffer.from(JSON.stringify(['somewhere'])).toString('base64url');

test('the page of a file refuses a page of rows that it does not have, and what it does not ask', async () => {
  for (const [page, cursors] of Object.entries(pages)) {
    expect([page, (await leila().get(page)).status]).toEqual([page, 200]);
    for (const query of ['inconnu=x', ...cursors.flatMap((name) => [`${name}=nowhere`, `${name}=${NO_PLACE}`])])
      expect([page, query, (await leila().get(`${page}?${query}`)).status]).toEqual([page, query, 422]);
  }
});

test.each(['a donor’s', 'the old register’s'])('%s rows: what they do not have is refused by its name', async (of) => {
  const program = w.kinds.bank_admin.own.api;
  const at = programs[of]!;
  expect((await program.api('GET', at)).status).toBe(200);
  expect((await program.api('GET', `${at}?only=good`)).status).toBe(200);
  for (const [name, value, code] of [
    ['q', 'x', 'request.whitelistValidation'],
    ['only', 'bad', 'request.isIn'],
    ['after', 'nowhere', 'request.cursor'],
    ['after', NO_PLACE, 'request.cursor'],
  ] as const) {
    const answer = await program.api('GET', `${at}?${name}=${value}`);
    expect([name, answer.status, answer.json()['errors']]).toEqual([
      name,
      422,
      [expect.objectContaining({ field: name, code })],
    ]);
  }
});

import { DataSource } from 'typeorm';
import { type Fixtures, type Person } from '#bank/demo';
import { DocumentsService } from '#bank/documents';
import { Visitor } from '../support/browser/visitor.js';
import { somePhoto } from '../support/papers/photo.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { multipart } from '../support/servers/multipart.js';

let t: TestApp;
let fixtures: Fixtures;
let leila: Visitor;

const as = (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person);

beforeAll(async () => {
  process.env.BN_SECRET ??= 'a secret of the tests, long enough';
  ({ t, fixtures } = await testAppWith('fixtures'));
  leila = await as('leila');
});
afterAll(() => t?.close());

const send = (who: Visitor, bytes: Buffer) =>
  who.send('POST', '/gestion/banque/logo', multipart('logo', 'logo.png', bytes, { _org: who.organisation! }));

/** What a paper that is asked for now says of the bank. */
async function bankOnAPaper(): Promise<{ logo?: string }> {
  const db = t.app.get(DataSource);
  const { leila: admin } = fixtures.people;
  const id = await db.transaction((tx) =>
    t.app.get(DocumentsService).request(tx, admin, {
      type: 'transfer_slip',
      facts: {
        transfer: { number: 'L-1', closedAt: new Date().toISOString() },
        from: { name: 'Ici' },
        to: { name: 'Là' },
        devices: [],
        sender: null,
        receiver: null,
      },
      readers: [admin.organisationId],
      cause: { kind: 'transfer', id: admin.organisationId },
    }),
  );
  const [row] = await db.query('SELECT facts FROM documents.document WHERE id = $1', [id]);
  return row.facts.bank;
}

test('the bank’s administrator puts a logo on the papers to come, and takes it away again', async () => {
  expect(await bankOnAPaper()).not.toHaveProperty('logo');
  expect((await send(leila, (await somePhoto(400, 200)).bytes)).status).toBe(303);
  const { logo } = await bankOnAPaper();
  const [blob] = await t.app.get(DataSource).query('SELECT mime FROM documents.blob WHERE id = $1', [logo]);
  expect(blob.mime).toBe('image/png');
  expect((await leila.get('/gestion/banque/logo')).text.includes('Un logo est enregistré')).toBe(true);
  expect((await leila.post('/gestion/banque/logo/retrait')).status).toBe(303);
  expect(await bankOnAPaper()).not.toHaveProperty('logo');
});

test('nothing but a picture is a logo, and nobody else chooses it', async () => {
  const wrong = await send(leila, Buffer.from('<svg onload="alert(1)"/>'));
  expect([wrong.status, wrong.text.includes('Cette image est illisible')]).toEqual([409, true]);
  const none = await leila.post('/gestion/banque/logo');
  expect([none.status, none.text.includes('Choisissez une image')]).toEqual([409, true]);
  expect((await send(await as('ines'), (await somePhoto()).bytes)).status).toBe(403);
});

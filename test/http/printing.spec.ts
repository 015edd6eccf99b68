import { DataSource } from 'typeorm';
import { type Fixtures, type Person } from '#bank/demo';
import { DocumentsService } from '#bank/documents';
import { newId } from '#platform/kernel';
import * as sample from '../fixtures/papers.js';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { eventually } from '../support/servers/eventually.js';
import { workOff } from '../support/servers/mail-server.js';

let t: TestApp;
let fixtures: Fixtures;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
});
afterAll(() => t.close());

const as = (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person);

test('the papers of a day are one file, of what one may open; another day has none', async () => {
  const db = t.app.get(DataSource);
  const { leila } = fixtures.people;
  const ids = await db.transaction((tx) =>
    Promise.all(
      [1, 2].map(() =>
        t.app.get(DocumentsService).request(tx, leila, {
          type: 'transfer_slip',
          facts: sample.PAPERS.transfer_slip.facts as never,
          readers: [leila.organisationId],
          cause: { kind: 'transfer', id: newId() },
        }),
      ),
    ),
  );
  await workOff(t.app, 'documents');
  const visitor = await as('leila');
  await eventually('both papers', async () => {
    const found = await db.query(`SELECT 1 FROM documents.document WHERE id = ANY ($1) AND state = 'ready'`, [ids]);
    return found.length === 2;
  });
  const page = await visitor.get('/documents/jour?quoi=transfer_slip');
  expect(page.text).toMatch(/Imprimer 2\u00a0documents \(PDF\)/);
  const file = await visitor.get('/documents/jour.pdf?quoi=transfer_slip');
  expect([file.status, file.headers['content-type'], file.text.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-']);
  expect(file.text).toContain('/Type /Catalog');
  expect((await visitor.get('/documents/jour.pdf?quoi=transfer_slip&partie=2')).status).toBe(404);
  expect((await visitor.get('/documents/jour?le=2020-01-01')).text).toContain('Aucun document ce jour-là');
  expect((await visitor.get('/documents/jour?le=2026-02-31')).text).toContain('Choisissez un jour du calendrier');
  const other = await (await as('karim')).get('/documents/jour.pdf?quoi=transfer_slip');
  expect(other.location).toMatch(/^\/documents\/jour\?/);
});

test('fallback sheets are there for whoever works here, and for nobody else', async () => {
  const visitor = await as('ines');
  expect((await visitor.get('/secours')).text).toContain('Remettre un appareil');
  for (const name of ['don', 'remise', 'panne']) {
    const sheet = await visitor.get(`/secours/feuille.pdf?nom=${name}`);
    expect([sheet.status, sheet.headers['content-type']]).toEqual([200, 'application/pdf']);
  }
  expect((await visitor.get('/secours/feuille.pdf?nom=constructor')).status).toBe(404);
  expect((await Visitor.stranger(t).get('/secours')).status).toBe(303);
});

import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { showAssetCode } from '#bank/devices';
import { HITS_SHOWN } from '#platform/kernel';
import { SEARCHED_KINDS } from '../../libs/bank/home/search/web/everything.js';
import type { PersonKind } from '../support/browser/everybody.js';
import { statementsOf } from '../support/counting/statements.js';
import { World } from '../support/things/world.js';

let w: World;
let db: DataSource;

beforeAll(async () => {
  w = await World.open();
  db = w.t.app.get(DataSource);
});
afterAll(() => w?.t.close());

const ask = (who: PersonKind, q: string) => w.kinds[who].own.page.get(`/recherche?q=${encodeURIComponent(q)}`);
const one = async (sql: string): Promise<Record<string, string>> => (await db.query(`${sql} LIMIT 1`))[0];

/** Where a search for exactly this leads; null when it leads nowhere by itself. */
async function leads(who: PersonKind, q: string): Promise<string | null> {
  const { status, location } = await ask(who, q);
  return status === 303 ? (location ?? null) : null;
}

test('an organisation is found by a name that is spelt nearly so, after those that bear it, and is not opened', async () => {
  for (const typed of ['bagneaux', 'CCAS de Banieux']) {
    const { status, text } = await ask('coordinator', typed);
    expect([typed, status, text.includes('CCAS de Bagneux')]).toEqual([typed, 200, true]);
    expect(text).toMatch(/<h2>Résultats proches<\/h2>.*CCAS de Bagneux/s);
  }
  expect((await ask('coordinator', 'CCAS de Bagneux')).text).not.toContain('Résultats proches');
  expect((await ask('coordinator', 'Quimper')).text).not.toContain('Résultats proches');
});

describe('what is printed or said opens its page', () => {
  test('a device by its code in any spelling, and by its serial', async () => {
    const code = w.code('inStock');
    for (const typed of [code, showAssetCode(code), code.toLowerCase(), w.serial('inStock')])
      expect(await leads('coordinator', typed)).toBe(`/appareils/${code}`);
  });
  test.each([
    ['a donation', 'SELECT id, number FROM intake.donation', '/dons/'],
    ['a lot', 'SELECT id, number FROM logistics.transfer ORDER BY id DESC', '/lots/'],
    ['a request', `SELECT id, number FROM allocation.request WHERE state <> 'draft'`, '/demandes/'],
    ['a ticket', 'SELECT id, number FROM maintenance.ticket', '/pannes/'],
    ['a receipt', 'SELECT id, number FROM receipts.receipt', '/recus/'],
    ['a SIM card', 'SELECT id, iccid AS number FROM sims.sim', '/sim/'],
    ['a container', 'SELECT code AS id, code AS number FROM devices.container', '/caisses/'],
  ])('%s by its number', async (_, sql, address) => {
    const thing = await one(sql);
    const spaced = thing.number!.replaceAll('-', ' ').toLowerCase();
    for (const typed of [thing.number!, spaced]) expect(await leads('coordinator', typed)).toBe(address + thing.id);
  });
  test('every kind of numbered paper, unless the thing it is about has the same number', async () => {
    const papers: Record<string, string>[] = await db.query(
      `SELECT DISTINCT ON (d.type) d.id, d.number FROM documents.document d
       WHERE d.retention_class <> 'identity' AND EXISTS (SELECT FROM documents.document_reader r JOIN people.organisation o ON o.id = r.organisation_id
         WHERE r.document_id = d.id AND o.kind = 'bank') AND NOT EXISTS (SELECT FROM receipts.receipt x WHERE x.number = d.number)`,
    );
    expect(papers.length).toBeGreaterThan(3);
    for (const { id, number } of papers)
      for (const typed of [number!, number!.replaceAll('-', ' ').toLowerCase()])
        expect([typed, await leads('coordinator', typed)]).toEqual([typed, `/documents/${id}`]);
  });
  test('a donor by the whole SIREN, spaced or not', async () => {
    const donor = { kind: 'company', name: 'Atelier du Moulin', identifier: '000000067' };
    const made = await w.kinds.coordinator.own.api.api('POST', '/api/v1/donors', donor, {
      'idempotency-key': randomUUID(),
    });
    const { id } = JSON.parse(made.text);
    for (const typed of ['000000067', '000 000 067'])
      expect(await leads('coordinator', typed)).toBe(`/dons/donateurs/${id}`);
  });
  test('a reference: its own structure is led to the person, the bank to what bears it, others to nothing', async () => {
    const structure = w.fixtures.organisations.structure.id;
    for (const [address, bears] of [
      ['/remises/', 'SELECT h.id, h.beneficiary_id FROM allocation.handover h'],
      ['/demandes/', 'SELECT u.request_id, u.beneficiary_id FROM allocation.request_unit u'],
      ['/sim/', 'SELECT s.id, s.beneficiary_id FROM sims.sim s'],
    ] as const) {
      const person = await one(
        `SELECT b.id, b.reference, x.id AS thing FROM allocation.beneficiary b JOIN (${bears}) x(id, person) ON x.person = b.id
         WHERE b.structure_id = '${structure}'`,
      );
      const typed = person.reference!.toLowerCase().replace('-', ' ');
      expect(await leads('structure_agent', typed)).toBe(`/beneficiaires/${person.id}`);
      for (const who of ['coordinator', 'auditor'] as const) {
        const { status, location, text } = await ask(who, typed);
        expect(status === 303 ? String(location) : text).toContain(address + person.thing);
        expect(text).not.toContain(person.id);
      }
      for (const who of ['collector', 'technician'] as const)
        expect((await ask(who, typed)).text).toContain('Rien ne correspond');
    }
  });
});

/** By what a thing of each kind is found, and by whom. */
const FOUND_BY: Readonly<Record<string, readonly [PersonKind, string]>> = {
  devices: ['coordinator', `SELECT code AS typed FROM devices.device WHERE state = 'in_stock'`],
  donations: ['coordinator', 'SELECT number AS typed FROM intake.donation'],
  donors: ['coordinator', `SELECT name AS typed FROM intake.donor WHERE kind = 'public_body'`],
  transfers: ['coordinator', 'SELECT number AS typed FROM logistics.transfer'],
  containers: ['coordinator', 'SELECT code AS typed FROM devices.container'],
  removed_media: ['workshop_supervisor', 'SELECT code AS typed FROM refurbishment.removed_medium'],
  requests: ['coordinator', `SELECT number AS typed FROM allocation.request WHERE state <> 'draft'`],
  beneficiaries: ['structure_agent', 'SELECT reference AS typed FROM allocation.beneficiary WHERE structure_id = $1'],
  handovers: [
    'coordinator',
    'SELECT b.reference AS typed FROM allocation.handover h JOIN allocation.beneficiary b ON b.id = h.beneficiary_id',
  ],
  sims: ['coordinator', 'SELECT iccid AS typed FROM sims.sim'],
  tickets: ['coordinator', 'SELECT number AS typed FROM maintenance.ticket'],
  incidents: ['coordinator', 'SELECT number AS typed FROM incidents.incident'],
  receipts: ['coordinator', 'SELECT number AS typed FROM receipts.receipt'],
  documents: ['coordinator', `SELECT number AS typed FROM documents.document WHERE retention_class <> 'identity'`],
  organisations: ['coordinator', `SELECT name AS typed FROM people.organisation WHERE kind = 'structure' AND active`],
  places: ['coordinator', `SELECT name AS typed FROM people.place WHERE active AND kind = 'site'`],
  members: [
    'technician',
    `SELECT operator_number::text AS typed FROM people.membership WHERE roles && '{workshop_supervisor}'`,
  ],
};

describe('a hit opens', () => {
  test('every kind has its row here', () => {
    expect(Object.keys(FOUND_BY)).toEqual(['devices', ...SEARCHED_KINDS.map(({ kind }) => kind)]);
  });
  test.each(Object.entries(FOUND_BY))('%s', async (kind, [who, sql]) => {
    const [row] = await db.query(`${sql} LIMIT 1`, sql.includes('$1') ? [w.structure] : []);
    const told = await w.kinds[who].own.api.api('GET', `/api/v1/search?q=${encodeURIComponent(row.typed)}`);
    const group = JSON.parse(told.text).groups.find((g: { kind: string }) => g.kind === kind);
    expect((await w.kinds[who].own.page.get(group.hits[0].href)).status).toBe(200);
  });
});

test('a kind whose list is not searched says that there are more', async () => {
  const agent = w.kinds.structure_agent.own.page;
  const place = w.fixtures.organisations.structure.place;
  for (let n = 0; n <= HITS_SHOWN; n++) {
    const form = {
      'lines.0.category': 'laptop',
      'lines.0.quantity': '1',
      'lines.0.needs': [],
      urgency: 'normal',
      placeId: place,
    };
    const { location } = await agent.post('/demandes', form);
    await agent.post(`${location}/envoyer`);
  }
  const { text } = await ask('coordinator', 'CCAS de Bagneux');
  expect(text).toMatch(/<h2>Demandes<\/h2>.*Il y en a d’autres\s?: précisez/s);
});

describe('what is called so is listed by kind', () => {
  test('a donor and the requests of a structure by a part of the name, accents or not', async () => {
    const donor = await one(`SELECT id, name FROM intake.donor WHERE kind = 'public_body'`);
    const seen = await ask('coordinator', donor.name!.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase());
    expect(seen.text).toContain(`href="/dons/donateurs/${donor.id}"`);
  });
  test('devices by their words; more of them are a link away', async () => {
    const { status, text } = await ask('coordinator', 'think');
    expect(status).toBe(200);
    expect(text).toContain('<h2>Appareils</h2>');
    expect(text).toContain('href="/appareils?q=think"');
  });
  test('nothing is said so, and what was typed is kept', async () => {
    const { text } = await ask('coordinator', '<b>zzz</b>');
    expect(text).toContain('Rien ne correspond');
    expect(text).toContain('&lt;b>zzz&lt;/b>');
  });
});

test('what one may not see does not exist', async () => {
  const numbers = await db.query(
    `SELECT number FROM intake.donation UNION ALL SELECT number FROM receipts.receipt UNION ALL SELECT iccid FROM sims.sim
     UNION ALL SELECT name FROM intake.donor WHERE name IS NOT NULL UNION ALL SELECT number FROM documents.document`,
  );
  for (const { number } of numbers) {
    // A paper that its own organisation reads opens.
    const { location, text } = await ask('technician', number);
    expect([
      number,
      (location ?? '').replace(/^\/documents\/.*/, ''),
      /href="\/(dons|recus|sim|demandes)\//.test(text),
    ]).toEqual([number, '', false]);
  }
});

test('a program is told the same, and who reads without names finds no donor', async () => {
  const donor = await one(`SELECT id, name FROM intake.donor WHERE kind = 'public_body'`);
  const path = `/api/v1/search?q=${encodeURIComponent(donor.name!)}`;
  const kinds = async (who: PersonKind) =>
    JSON.parse((await w.kinds[who].own.api.api('GET', path)).text).groups.map((g: { kind: string }) => g.kind);
  expect(await kinds('coordinator')).toContain('donors');
  expect(await kinds('auditor')).not.toContain('donors');
  const code = w.code('inStock');
  const { text } = await w.kinds.coordinator.own.api.api('GET', `/api/v1/search?q=${code}`);
  expect(JSON.parse(text).only).toBe(`/appareils/${code}`);
});

test('a search asks Postgres three times, the session included', async () => {
  await ask('coordinator', 'think');
  expect(await statementsOf(() => ask('coordinator', 'think'))).toHaveLength(3);
});

describe('whoever works here', () => {
  const ofWorkshop = async () => {
    const [row] = await db.query(
      `SELECT m.id, m.operator_number AS number, u.name, o.name AS organisation FROM people.membership m JOIN people.app_user u ON u.id = m.user_id
       JOIN people.organisation o ON o.id = m.organisation_id WHERE u.email = 'workshop_supervisor.workshop@essai.example'`,
    );
    return row as { id: string; number: number; name: string; organisation: string };
  };

  test('is opened by a colleague who types their whole name or their number, and listed by a part or a slip', async () => {
    const supervisor = await ofWorkshop();
    const at = `/collegues/${supervisor.id}`;
    for (const typed of [supervisor.name.toUpperCase(), `n° ${supervisor.number}`, `opérateur ${supervisor.number}`])
      expect([typed, await leads('technician', typed)]).toEqual([typed, at]);
    for (const typed of [supervisor.name.split(' ')[0]!, String(supervisor.number)])
      expect((await ask('technician', typed)).text).toContain(`href="${at}"`);
    const slip = supervisor.name.slice(0, -2);
    expect((await ask('technician', `${slip}zz`)).text).toMatch(/<h2>Résultats proches<\/h2>.*\/collegues\//s);
    expect((await w.kinds.technician.own.page.get(at)).text).toContain(supervisor.name);
  });

  test('is a number to the bank, by name to who manages all members, and nobody to other organisations', async () => {
    const supervisor = await ofWorkshop();
    const { text } = await w.kinds.coordinator.own.page.get(`/collegues/${supervisor.id}`);
    expect([text.includes(supervisor.organisation), text.includes(supervisor.name)]).toEqual([true, false]);
    expect(await leads('coordinator', `n° ${supervisor.number}`)).toBe(`/collegues/${supervisor.id}`);
    expect((await ask('coordinator', supervisor.name)).text).not.toContain(supervisor.id);
    expect(await leads('bank_admin', supervisor.name)).toBe(`/gestion/membres/${supervisor.id}`);
    for (const typed of [supervisor.name, `n° ${supervisor.number}`])
      expect((await ask('structure_agent', typed)).text).not.toContain(supervisor.id);
    expect((await w.kinds.structure_agent.own.page.get(`/collegues/${supervisor.id}`)).status).toBe(404);
  });
});

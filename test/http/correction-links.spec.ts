import type { PersonKind } from '../support/browser/everybody.js';
import { readable } from '../support/browser/visitor.js';
import { World } from '../support/things/world.js';
import { corrections } from './writes/corrections.js';

let w: World;
beforeAll(async () => {
  w = await World.open();
});
afterAll(() => w?.t.close());

const made = async (who: PersonKind, path: string, body: object): Promise<string> => {
  const { status, text } = await w.kinds[who].own.api.api('POST', `/api/v1${path}`, body, {
    'idempotency-key': crypto.randomUUID(),
  });
  if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
  return JSON.parse(text).id;
};
const page = async (who: PersonKind, path: string): Promise<string> => {
  const { status, text } = await w.kinds[who].own.page.get(path);
  expect([path, status]).toEqual([path, 200]);
  return text;
};
const correctionOf = (id: string): Promise<string> =>
  w.value('SELECT id FROM corrections.correction WHERE subject_id = $1 ORDER BY id DESC', id);

test('what was put right says, there and afterwards, that a second person has still to read it', async () => {
  const agent = w.kinds.structure_agent.own.page;
  for (const [route, at] of [
    ['/handovers/:id/reference', 'remises'],
    ['/sims/:id/reference', 'sim'],
  ] as const) {
    const { path, body } = await corrections[route]!(w);
    const id = path.split('/')[2]!;
    const before = await page('structure_agent', `/${at}/${id}`);
    expect(before).not.toContain('Une correction attend d’être contresignée');
    const done = await agent.post(`/${at}/${id}/reference`, body as Record<string, string>);
    expect(done.location).toBe(`/${at}/${id}`);
    const correction = `href="/corrections/${await correctionOf(id)}"`;
    const told = readable(await agent.get(done.location!));
    expect(told).toContain('une deuxième personne doit encore la contresigner');
    expect(told.split(correction).length).toBe(3);
    expect(await page('structure_agent', `/${at}/${id}`)).toContain('Une correction attend d’être contresignée');
  }
});

describe('a link leads only who may follow it', () => {
  test('two references of a person: their structure opens it, the bank that countersigns reads the references', async () => {
    const [goes, stays] = [
      await made('structure_agent', '/beneficiaries', {}),
      await made('structure_agent', '/beneficiaries', {}),
    ];
    const into = await w.value('SELECT reference FROM allocation.beneficiary WHERE id = $1', stays);
    await made('structure_agent', `/beneficiaries/${goes}/merge`, { into, reason: 'entered_twice' });
    const correction = `/corrections/${await correctionOf(goes)}`;
    expect(await page('structure_agent', correction)).toContain(`href="/beneficiaires/${goes}"`);
    for (const who of ['coordinator', 'bank_admin'] as const) {
      const text = await page(who, correction);
      expect(text).toContain(into);
      expect(text).not.toContain('href="/beneficiaires/');
    }
  });

  test('two structures: the bank opens the quotas, the auditor reads the name', async () => {
    const structure = (name: string) =>
      w.kinds.bank_admin.own.page.post('/gestion/organisations', { kind: 'structure', name });
    const [goes, stays] = [await structure('CCAS du Val'), await structure('Centre du Val')].map(
      ({ location }) => location!.split('/').at(-1)!,
    );
    expect(await page('bank_admin', `/gestion/organisations/${goes}`)).toContain(`href="/quotas/${goes}/doublon"`);
    await made('coordinator', `/structures/${goes}/merge`, { into: stays, reason: 'entered_twice' });
    const correction = `/corrections/${await correctionOf(goes!)}`;
    expect(await page('coordinator', correction)).toContain(`href="/quotas/${goes}"`);
    expect(await page('auditor', correction)).not.toContain('href="/quotas/');
  });

  test('a fresh merge of donors is undone by the bank; a collector is not led there', async () => {
    const donor = (name: string) => made('collector', '/donors', { kind: 'public_body', name });
    const [goes, stays] = [await donor('Mairie du Val'), await donor('Ville du Val')];
    await made('coordinator', `/donors/${goes}/merge`, { into: stays, reason: 'entered_twice' });
    const undo = `href="/dons/donateurs/${goes}/separation"`;
    expect(await page('coordinator', `/dons/donateurs/${stays}`)).toContain(undo);
    const seen = await page('collector', `/dons/donateurs/${stays}`);
    expect(seen).toContain('Mairie du Val');
    expect(seen).not.toContain(undo);
  });

  test('a device that was logged twice is given back by whoever logged it; an auditor reads its labels alone', async () => {
    const donation = await made('collector', '/donations', {
      donor: { kind: 'public_body', name: 'Ville des Deux' },
      placeId: w.fixtures.organisations.collection.place,
      arrival: 'received',
    });
    const device = () => made('collector', `/donations/${donation}/devices`, { category: 'laptop', model: 'ProBook' });
    const codeOf = (id: string) => w.value('SELECT code FROM devices.device WHERE id = $1', id);
    const [double, stays] = [await device(), await device()];
    const body = { other: await codeOf(stays), reason: 'entered_twice' };
    await made('collector', `/devices/${await codeOf(double)}/double`, body);
    const undo = `href="/appareils/${double}/double-annule"`;
    expect(await page('collector', `/appareils/${body.other}`)).toContain(undo);
    const seen = await page('auditor', `/appareils/${body.other}`);
    expect(seen).toContain(`href="/appareils/${double}/histoire"`);
    expect(seen).not.toContain(undo);
  });
});

import type { Visitor } from '../support/browser/visitor.js';
import { eventually } from '../support/servers/eventually.js';
import { World } from '../support/things/world.js';

let w: World;
let admin: Visitor;
let stranger: Visitor;

beforeAll(async () => {
  w = await World.open();
  admin = w.kinds.bank_admin.own.page;
  stranger = w.kinds.stranger.own.page;
});
afterAll(() => w?.t.close());

const read = async (path: string) => (await stranger.get(path)).text.replaceAll(/[\u00a0\u202f]/g, ' ');
const said = () => read('/accessibilite');

test('until somebody audited it, every page says « non conforme »', async () => {
  expect(await said()).toContain('Aucun audit n’a encore été fait');
  expect(await read('/connexion')).toContain('Accessibilité : non conforme');
});

test('no more is declared without who audited, when, and a rate that goes with it', async () => {
  const audit = { level: 'partial', rate: '72', auditor: 'Cabinet d’audit', auditedOn: '2026-11-02' };
  for (const [without, sentence] of [
    [{ auditor: '' }, 'Sans audit'],
    [{ auditedOn: '' }, 'Sans audit'],
    [{ rate: '' }, 'ne va pas avec le niveau'],
    [{ rate: '49' }, 'ne va pas avec le niveau'],
    [{ level: 'full' }, 'ne va pas avec le niveau'],
    [{ level: 'none', rate: '100' }, 'ne va pas avec le niveau'],
  ] as const) {
    const refused = await admin.post('/gestion/accessibilite', { ...audit, ...without });
    expect([refused.status, refused.text.includes(sentence)]).toEqual([409, true]);
  }
  expect(await said()).toContain('non conforme');
});

test('what the bank declares is its own: its level at the foot of every page, its audit, its words', async () => {
  await stranger.get('/connexion');
  const declared = await admin.post('/gestion/accessibilite', {
    level: 'partial',
    rate: '72',
    auditor: 'Cabinet d’audit',
    auditedOn: '2026-11-02',
    gaps: 'Les étiquettes en PDF ne sont pas balisées.\n\nLa signature au doigt.',
  });
  expect(declared.status).toBe(303);
  const page = await said();
  expect(page).toContain('72 % des critères');
  expect(page).toContain('Audit fait par Cabinet d’audit, le 2 nov. 2026');
  expect(page).toContain('<li>La signature au doigt.</li>');
  await eventually('the foot of every page to say it', async () =>
    (await read('/connexion')).includes('Accessibilité : partiellement conforme'),
  );
});

test('what was declared before stays on record, and nobody else declares', async () => {
  await admin.post('/gestion/accessibilite', { level: 'none' });
  expect(await w.value('SELECT count(*)::text FROM people.accessibility_declaration')).toBe('2');
  expect(await said()).toContain('non conforme');
  for (const kind of ['coordinator', 'structure_agent'] as const)
    expect((await w.kinds[kind].own.page.get('/gestion/accessibilite')).status).toBe(403);
});

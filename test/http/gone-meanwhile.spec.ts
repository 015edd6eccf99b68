import pg from 'pg';
import type { Role } from '#platform/kernel';
import type { Seen, Visitor } from '../support/browser/visitor.js';
import { thingsOfTheDemo } from '../support/things/things.js';
import { World } from '../support/things/world.js';
import { askRoute } from './access/asking.js';
import { matrixOf, PEOPLE } from './access-matrix.js';

let w: World;
let owner: pg.Client;
beforeAll(async () => {
  w = await World.open();
  owner = new pg.Client({ connectionString: w.t.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await w?.t.close();
});

interface PageForm {
  readonly action: string;
  readonly hidden: Record<string, string>;
}
const unescaped = (text: string): string => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"');
/** The forms that a page posts, each with what it carries of itself. */
const formsOf = (page: Seen): PageForm[] =>
  [...page.text.matchAll(/<form([^>]*method="post"[^>]*)>([\s\S]*?)<\/form>/gi)].map(([, head, body]) => ({
    action: unescaped(/ action="([^"]*)"/.exec(head!)?.[1] ?? `no address: ${head}`),
    hidden: Object.fromEntries(
      [...body!.matchAll(/<input type="hidden" name="(_[^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
        name!,
        unescaped(value!),
      ]),
    ),
  }));
const copied = (page: Seen): string => /<textarea[^>]*readonly[^>]*>([\s\S]*?)<\/textarea>/i.exec(page.text)?.[1] ?? '';

/** The thing is another organisation's from now on, by whatever way. */
async function becomes(table: string, column: string, id: string, where = 'id'): Promise<void> {
  await owner.query('SET session_replication_role = replica');
  await owner.query(
    `UPDATE ${table} SET ${column} = (SELECT o.id FROM people.organisation o JOIN people.organisation mine ON mine.kind = o.kind AND mine.id <> o.id
       WHERE mine.id = ${table}.${column} LIMIT 1) WHERE ${where} = $1`,
    [id],
  );
  await owner.query('SET session_replication_role = DEFAULT');
}

interface Case {
  readonly who: Role;
  /** The page with the form, and the end of the address that it is sent to. */
  readonly at: string;
  readonly sends: string;
  readonly typed: Record<string, string>;
  readonly told: string;
  readonly leaves: () => Promise<unknown>;
}
const CASES: Record<string, () => Promise<Case>> = {
  'a removed medium, which the bank receives': async () => {
    const code = await w.value(
      `SELECT code FROM refurbishment.removed_medium WHERE state = 'kept' AND holder_org_id = $1`,
      w.workshop,
    );
    const at = `/atelier/supports-retires/${code}/actions/destroy`;
    return {
      who: 'workshop_supervisor',
      at,
      sends: '/actions/destroy',
      typed: { slip: 'BSD-2026-77', password: 'not-shown' },
      told: 'N° du bordereau de destruction : BSD-2026-77',
      leaves: async () => {
        const { id, place } = w.fixtures.organisations.bank;
        expect(id).toBeTruthy();
        const to = `/atelier/supports-retires/${code}/actions/receive`;
        expect((await w.kinds.coordinator.own.page.post(to, { placeId: place })).status).toBe(303);
      },
    };
  },
  'a SIM card, which the bank takes back': async () => {
    const id = await w.value(`SELECT id FROM sims.sim WHERE status = 'allotted' AND structure_id = $1`, w.structure);
    return {
      who: 'structure_agent',
      at: `/sim/${id}/fin`,
      sends: '/fin',
      typed: { reason: 'lost' },
      told: 'Pourquoi ? Perdue ou volée',
      leaves: async () => {
        expect((await w.kinds.coordinator.own.page.post(`/sim/${id}/reprise`)).status).toBe(303);
      },
    };
  },
  'a crate': async () => {
    const { place } = w.fixtures.organisations.collection;
    const made = await w.kinds.collector.own.page.post('/caisses', { kind: 'crate', placeId: place });
    expect(made.status).toBe(303);
    const code = await w.crate();
    return {
      who: 'collector',
      at: `/caisses/${code}`,
      sends: '/contenu',
      typed: { codes: 'BN-AAAA-AAAA' },
      told: 'Codes : BN-AAAA-AAAA',
      leaves: () => becomes('devices.container', 'organisation_id', code, 'code'),
    };
  },
  'a lot': async () => {
    const [id] = await w.pair(
      `SELECT id FROM logistics.transfer WHERE from_org_id = $1 AND state = 'preparing' AND to_org_id <> $1`,
      w.fixtures.organisations.collection.id,
    );
    return {
      who: 'collector',
      at: `/lots/${id}`,
      sends: '/lignes',
      typed: { code: 'BN-AAAA-AAAA' },
      told: 'Code : BN-AAAA-AAAA',
      leaves: () => becomes('logistics.transfer', 'from_org_id', id!),
    };
  },
  'a request': async () => {
    const id = await w.value(
      `SELECT id FROM allocation.request WHERE state = 'draft' AND structure_id = $1`,
      w.structure,
    );
    return {
      who: 'structure_agent',
      at: `/demandes/${id}/modifier`,
      sends: '/modifier',
      typed: { quantity: '3' },
      told: 'Combien : 3',
      leaves: () => becomes('allocation.request', 'structure_id', id),
    };
  },
  'a fault': async () => {
    const id = await w.value(
      `SELECT id FROM maintenance.ticket WHERE structure_id = $1 AND ended_at IS NULL`,
      w.structure,
    );
    return {
      who: 'structure_agent',
      at: `/pannes/${id}/actions/close`,
      sends: '/actions/close',
      typed: { reason: 'no_fault' },
      told: 'Pourquoi ? Pas de panne constatée',
      leaves: () => becomes('maintenance.ticket', 'structure_id', id),
    };
  },
  'a person who is forgotten': async () => {
    const id = await w.value(
      'SELECT id FROM allocation.beneficiary WHERE structure_id = $1 AND ended_on IS NULL AND merged_into IS NULL',
      w.structure,
    );
    return {
      who: 'structure_agent',
      at: `/beneficiaires/${id}/modifier`,
      sends: '/modifier',
      typed: { commune: 'Suresnes (92)' },
      told: 'Commune : Suresnes (92)',
      leaves: () => becomes('allocation.beneficiary', 'structure_id', id),
    };
  },
  'a donation': async () => {
    const id = await w.value(
      `SELECT id FROM intake.donation WHERE state = 'promised' AND organisation_id = $1`,
      w.fixtures.organisations.collection.id,
    );
    return {
      who: 'collector',
      at: `/dons/${id}/annulation`,
      sends: '/annulation',
      typed: { reason: 'given_elsewhere' },
      told: 'Pourquoi ? Donné ailleurs',
      leaves: () => becomes('intake.donation', 'organisation_id', id),
    };
  },
};

test.each(Object.keys(CASES))(
  '%s, leaves while somebody types: they are told, and keep what they typed',
  async (name) => {
    const { who, at, sends, typed, told, leaves } = await CASES[name]!();
    const { page: me } = w.kinds[who].own;
    const open = await me.get(at);
    const form = formsOf(open).find(({ action }) => action.endsWith(sends));
    expect([at, open.status, form?.hidden['_shown']?.length]).toEqual([at, 200, 22]);
    await leaves();
    const refused = await me.post(form!.action, { ...form!.hidden, ...typed });
    expect([name, refused.status]).toEqual([name, 409]);
    expect(refused.text).toMatch(/pendant votre saisie. Rien n’est enregistré/);
    expect(copied(refused)).toContain(told);
    expect(refused.text).not.toContain('not-shown');
    // Whoever was shown no form is told nothing: neither they themselves, with a mark of their own making, nor who was shown another's.
    const { _shown, ...rest } = form!.hidden;
    if (!name.startsWith('a removed medium'))
      expect((await me.post(form!.action, { ...rest, ...typed, _shown: 'A'.repeat(22) })).status).toBe(404);
    const stolen: Visitor | undefined = w.kinds[who].foreign?.page;
    const never = form!.action.replace(/[0-9a-f]{8}(?=-)/, '0199a8e0');
    if (stolen && never !== form!.action)
      expect((await stolen.post(never, { ...typed, _shown: _shown! })).status).toBe(404);
  },
);

test('a program is told of a removed medium that the bank received, and by nobody of one that it never had', async () => {
  const code = await w.value(
    `SELECT code FROM refurbishment.removed_medium WHERE holder_org_id = $1`,
    w.fixtures.organisations.bank.id,
  );
  const path = `/api/v1/removed-media/${code}/actions/report_lost`;
  const mine = await w.kinds.workshop_supervisor.own.api.api('POST', path, { reason: 'not_found' });
  expect([mine.status, mine.json<{ code: string }>().code]).toEqual([409, 'refurbishment.removed_left_meanwhile']);
  const foreign = await w.kinds.workshop_supervisor.foreign!.api.api('POST', path, { reason: 'not_found' });
  expect(foreign.status).toBe(404);
});

test('every form that a member is shown says that it was', async () => {
  const demo = await World.open();
  const things = await thingsOfTheDemo(demo.t, demo.fixtures);
  let forms = 0;
  for (const row of matrixOf(demo.t.app).filter((r) => r.route.startsWith('GET /') && !r.route.includes('/api/'))) {
    const reader = PEOPLE.find((p) => p !== 'stranger' && p !== 'instance' && row.own[p] === 'ok');
    // What a phone keeps for the day without a network is nobody's page.
    if (!reader || row.route === 'GET /collecte/hors-ligne') continue;
    const { side, own } = demo.kinds[reader];
    const seen = await askRoute(row, things, side, own);
    if (!String(seen.headers['content-type']).startsWith('text/html')) continue;
    for (const { action, hidden } of formsOf(seen)) {
      forms += 1;
      expect([row.route, action, hidden['_shown']?.length]).toEqual([row.route, action, 22]);
    }
  }
  await demo.t.close();
  expect(forms).toBeGreaterThan(150);
});

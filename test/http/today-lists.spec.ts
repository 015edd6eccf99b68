import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Fixtures, Person } from '#bank/demo';
import { DeviceLocksService, LoggingService } from '#bank/intake';
import { bankDay } from '#bank/people';
import { ROLES } from '#platform/kernel';
import { CARDS } from '../../libs/bank/home/today/web/cards.js';
import { Visitor } from '../support/browser/visitor.js';
import { benchDemo, freshSerial } from '../support/counting/bench.js';
import { type TestApp, testAppWithMembers } from '../support/servers/app.js';
import { workOff } from '../support/servers/mail-server.js';
import { transactions } from '../support/servers/services.js';
import type { Members } from '../support/things/members-of-roles.js';

let t: TestApp;
let fixtures: Fixtures;
let members: Members;

beforeAll(async () => {
  ({ t, fixtures, members } = await testAppWithMembers());
  await workOff(t.app, 'matching');
  const db = t.app.get(DataSource);
  const work = transactions(db);
  const demo = benchDemo({ app: t.app, fixtures, work });
  const aude = await as('aude');
  const karim = await as('karim');

  // Of lots that arrived: one without three of its devices, and one that is settled but for what came unlisted.
  for (const { listed, arrived, unlisted } of [
    { listed: 4, arrived: 1, unlisted: [] },
    { listed: 1, arrived: 1, unlisted: ['INV-INCONNU-1'] },
  ]) {
    const ids = await demo.log(listed);
    const lot = await demo.lot(ids, 'aude', 'workshop');
    await demo.send(lot, 'aude');
    const codes = (await demo.codesOf(ids)).slice(0, arrived);
    await karim.post(`/lots/${lot}/confirmations`, { codes: [...codes, ...unlisted].join('\n') });
    expect((await karim.post(`/lots/${lot}/fin`)).status).toBe(303);
  }

  // Of one gift, two devices whose locks their donor has to hear of.
  const [gift] = await db.query(
    `SELECT id FROM intake.donation WHERE organisation_id = $1 AND state = 'received' LIMIT 1`,
    [fixtures.organisations.collection.id],
  );
  for (const kind of ['bios_password', 'mdm'] as const)
    await work(async (tx) => {
      const form = { category: 'laptop', make: 'HP', model: 'ProBook', serial: freshSerial('LOCK-00000') } as const;
      const id = await t.app.get(LoggingService).log(tx, fixtures.people.aude, gift.id, form);
      await t.app.get(DeviceLocksService).declare(tx, fixtures.people.aude, id, kind);
    });

  // A collection of today, and two of other days.
  const today = await work((tx) => bankDay(tx));
  for (const on of [today, '2040-03-04', '2040-03-05']) {
    const form = { kind: 'company', donorName: `Société du ${on}`, arrival: 'promised' };
    const made = await aude.post('/dons', { placeId: fixtures.organisations.collection.place, ...form });
    expect((await aude.post(`${made.location}/collecte`, { on, mode: 'dropoff' })).status).toBe(303);
  }

  // What waits has waited for long: behind the triggers' back, which note moments themselves.
  const behind = new pg.Client({ connectionString: t.database.ownerUrl });
  await behind.connect();
  await behind.query('SET session_replication_role = replica');
  await behind.query(`UPDATE logistics.transfer SET sent_at = sent_at - interval '30 days' WHERE state = 'sent'`);
  await behind.query(`UPDATE maintenance.ticket SET due_at = now() - interval '1 day' WHERE state = 'open'`);
  await behind.query(`UPDATE allocation.request SET expires_at = now() + interval '1 day'
    WHERE id = (SELECT id FROM allocation.request WHERE state = 'approved' AND expires_at IS NOT NULL LIMIT 1)`);
  await behind.end();
}, 240_000);
afterAll(() => t.close());

const as = (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person);
const mainOf = (html: string): string => html.slice(html.indexOf('<main'));
const numberIn = (text: string): number => Number(text.replace(/\D/g, ''));

interface Told {
  readonly href: string;
  readonly count: number;
  readonly label: string;
}

/** What a home counts: its cards, and the line below them. */
function cardsIn(html: string): Told[] {
  const cards =
    /<a class="count-card[^"]*" href="([^"]*)"><span class="count">([^<]*)<\/span>.*?"count-label">([^<]*)</gs;
  const line = /<a href="([^"]*)">([\d\u202f]+) ([^<]*)</g;
  const below = /<p>Aussi.*?<\/p>/s.exec(html)?.[0] ?? '';
  return [...html.matchAll(cards), ...below.matchAll(line)].map(([, href, count, label]) => ({
    href: href!.replaceAll('&amp;', '&'),
    count: numberIn(count!),
    label: label!,
  }));
}

/** How many things a list shows: what it says below itself, else its rows. */
function shownIn(html: string): number {
  const total = /<nav class="pager"[^>]*><p class="meta">(\S*)/.exec(html)?.[1];
  if (total) return numberIn(total);
  const rows = /<tbody>.*?<\/tbody>/gs;
  const inTables = [...html.matchAll(rows)].reduce((sum, [body]) => sum + body.split('<tr').length - 1, 0);
  return inTables + html.split(/<div class="bench-item[ "]/).length - 1;
}

test('every card of every home leads to a list of exactly what it counts', async () => {
  const followed = new Set<string>();
  const wrong: string[] = [];
  for (const role of ROLES)
    for (const member of [members.roles[role].own, members.roles[role].foreign]) {
      if (!member) continue;
      const visitor = Visitor.withSession(t, member.session, member.organisation);
      // What a home says of the whole bank stands on the same page.
      const cards = cardsIn(mainOf((await visitor.get('/')).text)).filter(({ href }) => !href.startsWith('#'));
      for (const { href, count, label } of cards) {
        const list = await visitor.get(href);
        const shown = shownIn(mainOf(list.text));
        followed.add(href);
        if (list.status !== 200 || shown !== count) wrong.push(`${role}: ${count} ${label}, ${shown} at ${href}`);
      }
    }
  expect(wrong).toEqual([]);
  // What does not happen in this world: each other card was followed, and a new one is asked for here.
  const lists = Object.values(CARDS).flatMap(({ href, own }) => (own ? [href, own] : [href]));
  expect(lists.filter((href) => !followed.has(href)).sort()).toEqual([
    '/atelier?etape=stock',
    '/blocages',
    '/corrections?a-contresigner=oui&others=oui',
    '/demandes?etat=in_part',
    '/dons?depot=oui',
    '/dons?tableur=a-verifier',
    '/gestion/securite',
    '/incidents?etat=told',
    '/incidents?reste=letter',
    '/inventaires?etat=waiting',
    '/lots?sens=out&etat=leaving',
    '/pannes/modeles',
    '/verrous?etape=overdue',
    '/verrous?etape=to_remind',
  ]);
});

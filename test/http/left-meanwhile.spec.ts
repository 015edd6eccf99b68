import { DataSource } from 'typeorm';
import { DEMO_PASSWORD } from '#bank/demo';
import { ArrivalsService } from '#bank/logistics';
import { hasFieldWords } from '#platform/http';
import { type Seen, type Visitor } from '../support/browser/visitor.js';
import { answers } from '../support/counting/bench.js';
import { BenchPages } from '../support/counting/bench-pages.js';
import { transactions } from '../support/servers/services.js';

let bench: BenchPages;
beforeAll(async () => {
  bench = await BenchPages.open();
});
afterAll(() => bench?.t.close());

/** It goes to the bank in a lot of the workshop's, and the bank confirms it. */
async function goes(id: string): Promise<string> {
  const lot = await bench.demo.lot([id], 'karim', 'bank');
  await bench.demo.send(lot, 'karim');
  const codes = await bench.demo.codesOf([id]);
  const { leila } = bench.fixtures.people;
  const arrivals = bench.t.app.get(ArrivalsService);
  await transactions(bench.t.app.get(DataSource))(async (tx) => {
    await arrivals.confirm(tx, leila, lot, codes);
    await arrivals.finish(tx, leila, lot);
  });
  return lot;
}

const PLACE = '0199a8e0-0000-7000-8000-000000000001';
/** Each form of the bench and of stock about one device, as it is posted. */
const forms = (
  code: string,
  medium: string,
): [path: string, form: Record<string, string | string[]>, told: string[]][] => [
  [
    `/atelier/${code}/test`,
    { ...answers('ok'), battery: 'ko', system_name: 'Linux Mint 22', password: DEMO_PASSWORD },
    ['Batterie : Pas bon', 'Système installé : Linux Mint 22'],
  ],
  [`/atelier/${code}/grade`, { grade: 'C' }, ['Classement : C']],
  [`/atelier/${code}/sans-support`, { password: DEMO_PASSWORD }, []],
  [`/atelier/${code}/liste`, { password: DEMO_PASSWORD }, []],
  [`/atelier/${code}/supports`, { kind: 'nvme', serial: 'NX-77' }, ['Type : SSD NVMe', 'Numéro de série : NX-77']],
  [
    `/atelier/${code}/supports/${medium}`,
    { kind: 'new', invoice: 'F-2026-12', password: DEMO_PASSWORD },
    ['Qu’avez-vous fait ? Neuf', 'Numéro de la facture, si le support est neuf : F-2026-12'],
  ],
  [
    `/atelier/${code}/supports/${medium}/ou`,
    { kind: 'two_media', password: DEMO_PASSWORD },
    ['Où est-il ? Un dans chacun'],
  ],
  [
    `/atelier/${code}/reparation`,
    { repairs: ['disk', 'battery'] },
    ['Réparations : Disque changé ou ajouté, Batterie changée'],
  ],
  [
    `/atelier/${code}/disques`,
    { answer: 'of_another', resultId: medium, other: 'BN-X', password: DEMO_PASSWORD },
    ['Ce disque… D’un autre appareil', 'S’il est d’un autre appareil, son code : BN-X'],
  ],
  [
    `/atelier/${code}/confirmation`,
    { logId: medium, scope: 'donation', password: DEMO_PASSWORD },
    ['Confirmé pour : tout le don'],
  ],
  [`/atelier/${code}/aide`, { help: 'part_missing' }, ['Ce qui bloque : Il manque une pièce']],
  [`/atelier/${code}/stock`, {}, []],
  [`/atelier/${code}/annulation`, {}, []],
  [`/appareils/${code}/verrou`, { kind: 'bios_password', de: 'atelier' }, []],
  [
    `/appareils/${code}/actions/move`,
    { placeId: PLACE, reason: 'tidied', note: 'sur l’étagère du haut' },
    ['Note : sur l’étagère du haut'],
  ],
  [
    `/appareils/${code}/actions/recycle`,
    { reason: 'too_old', note: 'écran fendu', de: 'atelier' },
    ['Pourquoi ? Trop ancien', 'Note : écran fendu'],
  ],
  [`/appareils/${code}/actions/put_in_stock`, {}, []],
];

const copied = (page: Seen): string => /<textarea[^>]*readonly[^>]*>([\s\S]*?)<\/textarea>/i.exec(page.text)?.[1] ?? '';

test('whoever types about a device that leaves meanwhile is told so, keeps what they typed, and sees the lot it left in', async () => {
  const karim = await bench.as('karim');
  const d = await bench.demo.withTwoDisks();
  const code = await bench.codeOf(d.id);
  const [{ id: medium }] = await bench.t.app
    .get(DataSource)
    .query('SELECT id FROM devices.medium WHERE device_id = $1', [d.id]);
  const lot = await goes(d.id);
  for (const [path, form, told] of forms(code, medium)) {
    const page = await karim.post(path, form);
    expect([path, page.status]).toEqual([path, 409]);
    expect([path, page.text]).toEqual([path, expect.stringContaining('est parti à «\u00a0')]);
    expect(page.text).toContain(`href="/lots/${lot}"`);
    expect(page.text).not.toContain(DEMO_PASSWORD);
    for (const line of told) expect([path, copied(page)]).toEqual([path, expect.stringContaining(line)]);
    expect(copied(page)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|_/);
  }
  const { status } = await bench.upload(karim, `/atelier/${code}/journal`, Buffer.from('not read'));
  expect(status).toBe(409);
});

test('a program is told by a stable code where the device went, as far as its own lot says it', async () => {
  const program = await bench.program('karim');
  const d = await bench.demo.withTwoDisks();
  const code = await bench.codeOf(d.id);
  const lot = await goes(d.id);
  const calls: [string, object][] = [
    [`devices/${code}/grade`, { grade: 'B' }],
    [`devices/${code}/grade`, { grade: 'X' }],
    [`devices/${d.id}/test-sheets`, { answers: answers('ok'), system: 'Linux', password: DEMO_PASSWORD }],
    [`devices/${code}/media-statements`, { kind: 'complete_list', password: DEMO_PASSWORD }],
    [`devices/${code}/actions/move`, { placeId: PLACE, reason: 'tidied' }],
  ];
  for (const [path, body] of calls) {
    const answer = await program.api('POST', `/api/v1/${path}`, body);
    expect([path, answer.status, answer.json<{ code: string }>().code]).toEqual([path, 409, 'devices.left_meanwhile']);
    expect(answer.json<{ facts: object }>().facts).toMatchObject({ code, lotId: lot });
  }
});

test('one of a pile that left is named; the rest of the pile is as it was', async () => {
  const karim = await bench.as('karim');
  const [stays, left] = await bench.demo.atWorkshop(2);
  const [here, gone] = await bench.demo.codesOf([stays!, left!]);
  await goes(left!);
  const page = await karim.post(`/atelier/${here}/sans-support`, { also: gone!, password: DEMO_PASSWORD });
  expect([page.status, page.text.includes(`${gone} est parti`) || page.text.includes('est parti à')]).toEqual([
    409,
    true,
  ]);
});

test('to whoever never had it, a device is nobody’s they know: no page, no code and no write says that it exists', async () => {
  const d = await bench.demo.withTwoDisks();
  const code = await bench.codeOf(d.id);
  const asks = async (who: Visitor) =>
    (await who.post(`/appareils/${code}/actions/move`, { placeId: PLACE, reason: 'tidied' })).status;
  const elise = await bench.as('elise');
  expect(await asks(elise)).toBe(404);
  await goes(d.id);
  expect(await asks(elise)).toBe(404);
  const karim = await bench.as('karim');
  expect(await asks(karim)).toBe(409);
});

test('every field of the forms about one device has its words', async () => {
  const OF_THE_PAGE = [
    '_org',
    '_key',
    '_shown',
    'seen',
    'de',
    'form',
    'placeId',
    'resultId',
    'logId',
    'step',
    'password',
    'log',
    'photo',
    'inventory',
  ];
  const karim = await bench.as('karim');
  const moussa = await bench.as('moussa');
  const d = await bench.demo.withTwoDisks();
  const code = await bench.codeOf(d.id);
  const seen = new Set<string>();
  const walk = async (who: Visitor, path: string): Promise<void> => {
    if (seen.has(path)) return;
    seen.add(path);
    const { text } = await who.get(path);
    for (const [, form] of text.matchAll(/(<form[^>]*method="post"[\s\S]*?)<\/form>/gi)) {
      if (!form!.includes(`/${code}/`)) continue;
      for (const [, name] of form!.matchAll(/ name="([^"]+)"/g))
        expect([path, name, OF_THE_PAGE.includes(name!) || hasFieldWords(name!)]).toEqual([path, name, true]);
    }
    for (const [, href] of text.matchAll(/ href="(\/(?:atelier|appareils)\/[^"#]+)"/g))
      if (href!.includes(`/${code}`)) await walk(who, href!.replaceAll('&amp;', '&'));
  };
  for (const who of [karim, moussa]) {
    seen.clear();
    await walk(who, `/atelier/${code}`);
    await walk(who, `/appareils/${code}`);
    await walk(who, `/atelier/${code}/supports`);
    expect(seen.size).toBeGreaterThan(8);
  }
});

import { DEMO_PASSWORD } from '#bank/demo';
import { pointsAsked } from '#bank/workshop';
import { readable } from '../support/browser/visitor.js';
import { answers, fixture } from '../support/counting/bench.js';
import { BenchPages } from '../support/counting/bench-pages.js';

let bench: BenchPages;
beforeAll(async () => {
  bench = await BenchPages.open();
});
afterAll(() => bench?.t.close());

test('asking for help puts the device first for the supervisor, who closes it', async () => {
  const [karim, moussa] = [await bench.as('karim'), await bench.as('moussa')];
  const d = await bench.demo.withTwoDisks();
  const code = await bench.codeOf(d.id);
  expect((await karim.post(`/atelier/${code}/aide`, { help: 'locked' })).location).toBe('/atelier');
  expect(readable(await moussa.get('/atelier'))).toContain('L’appareil est verrouillé');
  expect(readable(await karim.post(`/atelier/${code}/aide/fin`, {}))).toContain('responsable d’atelier');
  const lock = /href="(\/appareils\/[^"]+\/verrou[^"]*)"/.exec((await karim.get(`/atelier/${code}`)).text)![1]!;
  const from = /name="de" value="([^"]*)"/.exec((await karim.get(lock)).text)![1]!;
  const told = await karim.post(`/appareils/${code}/verrou`, { kind: 'mdm', de: from });
  expect([told.status, told.location]).toEqual([303, `/atelier/${code}`]);
  expect((await moussa.post(`/atelier/${code}/aide/fin`, {})).status).toBe(303);
});

test('a failed test is repaired, noted, and tested again', async () => {
  const karim = await bench.as('karim');
  const [id] = await bench.demo.atWorkshop(1, 'desktop');
  const code = await bench.codeOf(id!);
  const noDisk = () => karim.post(`/atelier/${code}/sans-support`, { password: DEMO_PASSWORD });
  await noDisk();
  const sheet = { ...answers('ok', { ports: 'ko' }), system_name: 'Linux Mint 22 Xfce', password: DEMO_PASSWORD };
  await karim.post(`/atelier/${code}/test`, sheet);
  // A system starts: on what is asked again.
  expect(readable(await karim.get(`/atelier/${code}`))).toContain('Quels disques dans cet appareil');
  await noDisk();
  expect(readable(await karim.get(`/atelier/${code}`))).toContain('À réparer : prises');
  expect(readable(await karim.post(`/atelier/${code}/reparation`, {}))).toContain('Choisissez au moins une réparation');
  expect((await karim.post(`/atelier/${code}/reparation`, { repairs: ['battery', 'cleaning'] })).status).toBe(303);
  expect(readable(await karim.get(`/appareils/${code}`))).toContain('batterie changée, nettoyage');
  await karim.post(`/atelier/${code}/test`, { ...sheet, ports: 'ok' });
  await noDisk();
  expect(readable(await karim.get(`/atelier/${code}`))).toContain('Dans quel état est-il');
});

test('a tablet’s soldered memory is reset by a plain choice beside the log; a laptop’s link says what it leads to', async () => {
  const karim = await bench.as('karim');
  const erasing = async (category: 'tablet' | 'laptop') => {
    const [id] = await bench.demo.atWorkshop(1, category);
    const code = await bench.codeOf(id!);
    await karim.post(`/atelier/${code}/supports`, { kind: 'emmc' });
    await karim.post(`/atelier/${code}/liste`, { password: DEMO_PASSWORD });
    return karim.get(`/atelier/${code}`);
  };
  const tablet = await erasing('tablet');
  expect(readable(tablet)).toContain('Réinitialiser la tablette');
  // What erases disks is no tool for it.
  expect(tablet.text).not.toMatch(/nwipe|effacement-bloque/);
  expect(readable(tablet)).toContain('Rapport de l’outil d’effacement');
  // What is open is the strongest button, and going on to another device is not.
  expect(tablet.text).toMatch(/class="button secondary wide"[^>]*>(?:(?!<\/a>)[\s\S])*Appareil suivant/);
  const href = /<a [^>]*href="([^"]+)"[^>]*>(?:(?!<\/a>)[\s\S])*Remis aux réglages d’usine/.exec(tablet.text)![1]!;
  const asked = await karim.get(href);
  expect(asked.text).toMatch(/value="factory_reset"[^>]*checked/);
  const done = await karim.post(href.split('?')[0]!, { kind: 'factory_reset', password: DEMO_PASSWORD });
  expect(readable(await karim.get(done.location!))).toContain('Tester l’appareil');
  const laptop = await erasing('laptop');
  expect(laptop.text).toMatch(/nwipe\.log[\s\S]*effacement-bloque/);
  expect(laptop.text).not.toContain('Remis aux réglages d’usine');
  const gone = /href="([^"]+\/supports\/[^"]+)"/.exec(laptop.text)![1]!;
  expect(readable(laptop)).toContain('Détruit, retiré ou neuf ?');
  expect((await karim.get(gone)).text).toContain('<h1>Détruit, retiré ou neuf</h1>');
  expect((await karim.get(`${gone}?fait=factory_reset`)).text).not.toMatch(/checked/);
});

test('a device that is still on its way leads to its lot, and to no step', async () => {
  const ids = await bench.demo.log(1);
  const lot = await bench.demo.lot(ids, 'aude', 'workshop');
  await bench.demo.send(lot, 'aude');
  const page = await (await bench.as('karim')).get(`/atelier/${await bench.codeOf(ids[0]!)}`);
  expect(readable(page)).toContain('Il est encore en route');
  expect(page.text).toContain(`href="/lots/${lot}"`);
});

test('the tiles of the bench’s home lead to the list', async () => {
  const home = await (await bench.as('karim')).get('/atelier');
  expect(home.text).toMatch(/href="\/atelier\?etape=erase#file"/);
  expect(home.text).toMatch(/<section[^>]*id="file"/);
  expect((await (await bench.as('karim')).get('/atelier?etape=stock')).text).toContain('id="file"');
});

test('every point of the test sheet is on its page', async () => {
  const karim = await bench.as('karim');
  const d = await bench.demo.withTwoDisks();
  const page = await karim.get(`/atelier/${await bench.codeOf(d.id)}/test`);
  for (const p of pointsAsked('laptop')) expect(readable(page)).toContain(`name="${p.id}"`);
  expect(readable(page)).not.toContain('name="print"');
  expect(readable(page)).toContain('name="system_name"');
});

test('who ties a log without a serial to a disk signs on its page, which keeps what was typed', async () => {
  const karim = await bench.as('karim');
  const [id] = await bench.demo.atWorkshop();
  const code = await bench.codeOf(id!);
  const declared = await karim.post(`/atelier/${code}/supports`, { kind: 'disk' });
  expect([declared.status, declared.location]).toEqual([303, `/atelier/${code}/supports`]);
  const sent = await bench.upload(karim, `/atelier/${code}/journal`, fixture('nwipe/no-serial.log'));
  const page = (await karim.get(sent.location!)).text;
  const resultId = /name="resultId" value="([^"]+)"/.exec(page)![1]!;
  const mediumId = /<option value="([0-9a-f-]{36})"/.exec(page)![1]!;
  const [log, query] = sent.location!.split('?');
  // All that is missing is said at once, the signature too.
  const empty = await karim.post(`${log}/decisions?${query}`, { resultId });
  expect(readable(empty)).toContain('Il y a 3 points à corriger');
  const form = { resultId, mediumId, reason: 'Seul disque branché pendant cet effacement.' };
  const unsigned = await karim.post(`${log}/decisions?${query}`, form);
  expect(unsigned.status).toBe(422);
  expect(readable(unsigned)).toContain('Écrivez votre mot de passe : c’est votre signature.');
  expect(readable(unsigned)).toContain(form.reason);
  const signed = await karim.post(`${log}/decisions?${query}`, { ...form, password: DEMO_PASSWORD });
  expect([signed.status, signed.location]).toEqual([303, `/atelier/${code}`]);
});

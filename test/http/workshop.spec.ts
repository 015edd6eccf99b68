import { DEMO_PASSWORD } from '#bank/demo';
import { readable } from '../support/browser/visitor.js';
import { answers, fixture, freshSerial } from '../support/counting/bench.js';
import { BenchPages } from '../support/counting/bench-pages.js';
import { erasedLog } from '../support/things/workbench.js';

let bench: BenchPages;
beforeAll(async () => {
  bench = await BenchPages.open();
});
afterAll(() => bench?.t.close());

test('a technician takes a device through the bench, one step at a time, on pages without any script', async () => {
  const karim = await bench.as('karim');
  const d = await bench.demo.withTwoDisks();
  const code = await bench.codeOf(d.id);
  expect(readable(await karim.get('/atelier'))).toContain(code.slice(0, 4));
  expect(readable(await karim.get('/atelier/aide'))).toContain('Les étapes');
  expect((await karim.get(`/atelier/scan?code=${d.machine}`)).location).toBe(`/atelier/${code}`);
  expect(readable(await karim.get(`/atelier/${code}`))).toContain('Effacer les 2 disques');

  const sent = await bench.upload(karim, `/atelier/${code}/journal`, erasedLog(d));
  expect(sent.status).toBe(303);
  const log = await karim.get(sent.location!);
  expect(readable(log)).toContain(d.sata);
  expect(log.text).not.toContain('Rien de prouvé');

  expect(readable(await karim.get(`/atelier/${code}`))).toContain('Tester l’appareil');
  const sheet = { ...answers('ok'), system_name: 'Linux Mint 22 Xfce', password: DEMO_PASSWORD };
  const missing = await karim.post(`/atelier/${code}/test`, { ...sheet, battery: '' });
  expect(missing.status).toBe(409);
  expect(readable(missing)).toContain('Répondez au point « Batterie »');
  expect(missing.text).not.toContain(DEMO_PASSWORD);
  const unsigned = await karim.post(`/atelier/${code}/test`, { ...sheet, password: '' });
  expect(unsigned.status).toBe(422);
  expect(readable(unsigned)).toContain('Écrivez votre mot de passe : c’est votre signature.');
  expect((await karim.post(`/atelier/${code}/test`, sheet)).location).toBe(`/atelier/${code}`);

  expect(readable(await karim.get(`/atelier/${code}`))).toMatch(/Don public : pas de vente libre, plafond 180.€\./);
  expect((await karim.post(`/atelier/${code}/grade`, { grade: 'B' })).status).toBe(303);
  const ready = await karim.get(`/atelier/${code}`);
  expect(readable(ready)).toContain('Mettre en stock');
  // « Retour » only goes back; what undoes says what it ends, and is pressed twice.
  expect(ready.text).toMatch(/class="bench-back"><a [^>]*href="\/atelier"/);
  expect(ready.text.match(/\/annulation"/g)).toHaveLength(1);
  expect(ready.text).toMatch(
    /<details[^>]*>(?:(?!<\/details>)[\s\S])*Annuler le classement…(?:(?!<\/details>)[\s\S])*Voici ce que cela termine(?:(?!<\/details>)[\s\S])*\/annulation"/,
  );
  const stale = await karim.post(`/atelier/${code}/annulation`, { step: '0199a8e0-0000-7000-8000-000000000000' });
  expect([stale.status, readable(stale).includes('n’est plus la dernière : c’est maintenant le classement')]).toEqual([
    409,
    true,
  ]);
  expect((await karim.post(`/atelier/${code}/stock`, {})).status).toBe(303);
  expect(readable(await karim.get(`/atelier/${code}`))).toContain('C’est fini pour cet appareil');
  const page = await karim.get(`/appareils/${code}`);
  expect(readable(page)).toContain('Remise en état');
});

test('the system that the workshop last installed is proposed for the next device', async () => {
  const karim = await bench.as('karim');
  const atTest = async (): Promise<string> => {
    const d = await bench.demo.withTwoDisks();
    const code = await bench.codeOf(d.id);
    expect((await bench.upload(karim, `/atelier/${code}/journal`, erasedLog(d))).status).toBe(303);
    return code;
  };
  const [first, second] = [await atTest(), await atTest()];
  const sheet = { ...answers('ok'), system_name: 'Emmabuntüs 5 Debian 12', password: DEMO_PASSWORD };
  expect((await karim.get(`/atelier/${second}/test`)).text).not.toContain('Emmabuntüs');
  expect((await karim.post(`/atelier/${first}/test`, sheet)).location).toBe(`/atelier/${first}`);
  expect((await karim.get(`/atelier/${second}/test`)).text).toMatch(/<input[^>]*value="Emmabuntüs 5 Debian 12"/);
});

test('one press grades and puts in stock; where the gate refuses, nothing of it is done', async () => {
  const karim = await bench.as('karim');
  const d = await bench.demo.withTwoDisks();
  const code = await bench.codeOf(d.id);
  await bench.upload(karim, `/atelier/${code}/journal`, erasedLog(d));
  const machine = await bench.program('moussa');
  const failures = async () =>
    (await machine.api('GET', `/api/v1/devices/${code}/gate`)).json<{ failures: string[] }>().failures;
  const untested = await failures();
  const refused = await karim.post(`/atelier/${code}/grade`, { grade: 'B', stock: 'oui' });
  expect([refused.status, readable(refused).includes('Tester')]).toEqual([409, true]);
  expect(untested).toContain('no_grade');
  expect(await failures()).toEqual(untested);

  await karim.post(`/atelier/${code}/test`, {
    ...answers('ok'),
    system_name: 'Linux Mint 22 Xfce',
    password: DEMO_PASSWORD,
  });
  expect(readable(await karim.get(`/atelier/${code}`))).toContain('Classer et mettre en stock');
  expect((await karim.post(`/atelier/${code}/grade`, { grade: 'B', stock: 'oui' })).status).toBe(303);
  const done = readable(await karim.get(`/atelier/${code}`));
  expect(done).toContain('Classé, et en stock. Appareil suivant !');
  expect(done).toContain('C’est fini pour cet appareil');
});

test('a log for another disk gets its sentence on the page and its code in the API, and is kept', async () => {
  const karim = await bench.as('karim');
  const d = await bench.demo.withTwoDisks();
  const code = await bench.codeOf(d.id);
  const serial = freshSerial('ZA1OTHER00000');
  const other = fixture('nwipe/other-disk.log', { ZA1OTHER7QX: serial });
  const sent = await bench.upload(karim, `/atelier/${code}/journal`, other);
  const page = await karim.get(sent.location!);
  expect(readable(page)).toContain(`Ce journal parle du disque ${serial}, pas de ceux de cet appareil`);
  const machine = await bench.program('moussa');
  const answer = await bench.upload(machine, `/api/v1/devices/${code}/erasure-logs`, other, {
    'idempotency-key': 'same-log',
  });
  expect(answer.status).toBe(409);
  expect(answer.json<{ code: string }>().code).toBe('refurbishment.log_other_disk');
  const gate = (await machine.api('GET', `/api/v1/devices/${code}/gate`)).json<{ failures: string[] }>();
  expect(gate.failures.filter((f) => f.startsWith('medium_unproven'))).toHaveLength(2);
  const at = sent.location!.split('?')[0]!;
  // The kernel names an address in its version: the copy shows none.
  const copy = other.toString().replace('l@lists.debian.org', '▒▒▒');
  expect((await karim.get(`${at}/copie`)).text).toBe(copy);
  // Only a supervisor opens the file as it came.
  expect((await karim.get(`${at}/fichier`)).status).toBe(403);
  expect((await (await bench.as('moussa')).get(`${at}/fichier`)).text).toBe(other.toString());
});

test('what is no nwipe log is stored as it came and proves nothing; an empty file is refused beside the field', async () => {
  const karim = await bench.as('karim');
  const d = await bench.demo.withTwoDisks();
  const code = await bench.codeOf(d.id);
  for (const bytes of [Buffer.from('bonjour'), Buffer.from([0xff, 0xd8, 0xff, 0, 1, 2, 3])]) {
    const sent = await bench.upload(karim, `/atelier/${code}/journal`, bytes);
    expect(sent.status).toBe(303);
    expect(readable(await karim.get(sent.location!))).toContain('Ce fichier ne prouve rien par lui-même');
  }
  expect(readable(await karim.get(`/atelier/${code}`))).toContain('Effacer les 2 disques');
  const empty = await bench.upload(karim, `/atelier/${code}/journal`, Buffer.alloc(0));
  expect([empty.status, readable(empty).includes('Ce fichier est vide')]).toEqual([409, true]);
  const nothing = await karim.post(`/atelier/${code}/journal`, {});
  expect(readable(nothing)).toContain('Choisissez le fichier que l’outil');
});

test('the same steps through the API end in the stock, once per idempotency key', async () => {
  const machine = await bench.program('moussa');
  const [id] = await bench.demo.atWorkshop(1, 'desktop');
  const code = await bench.codeOf(id!);
  const sign = { password: DEMO_PASSWORD };
  const stated = await machine.api('POST', `/api/v1/devices/${code}/media-statements`, {
    kind: 'no_medium',
    also: null,
    ...sign,
  });
  expect(stated.json<{ next: string }>().next).toBe('test');
  const sheet = { answers: answers('ok', { camera: 'na', battery: 'na' }), system: 'Linux Mint 22 Xfce', ...sign };
  const key = { 'idempotency-key': 'sheet-1' };
  const [one, two] = [
    await machine.api('POST', `/api/v1/devices/${code}/test-sheets`, sheet, key),
    await machine.api('POST', `/api/v1/devices/${code}/test-sheets`, sheet, key),
  ];
  expect([one.status, two.status, two.headers['idempotency-replayed']]).toEqual([201, 201, 'true']);
  // A system is installed, and no disk is known: the question comes back.
  const again = { kind: 'no_medium', ...sign };
  expect((await machine.api('POST', `/api/v1/devices/${code}/media-statements`, again)).status).toBe(201);
  const closed = await machine.api('POST', `/api/v1/devices/${code}/actions/put_in_stock`, {});
  expect(closed.status).toBe(409);
  expect(closed.json<{ code: string; facts?: unknown }>().code).toBe('refurbishment.gate_closed');
  await machine.api('POST', `/api/v1/devices/${code}/grade`, { grade: 'C' });
  expect((await machine.api('POST', `/api/v1/devices/${code}/actions/put_in_stock`, {})).status).toBe(200);
  // Whichever way it went in stock, the bench takes it back.
  const karim = await bench.as('karim');
  expect((await karim.get(`/atelier/${code}`)).text).toContain(`/appareils/${code}/actions/back_to_bench?de=atelier`);
  const back = await karim.post(`/appareils/${code}/actions/back_to_bench`, { reason: 'check_again', de: 'atelier' });
  expect([back.status, back.location]).toEqual([303, `/atelier/${code}`]);
  expect((await karim.get(`/atelier/${code}/aide`)).text).toContain(`/appareils/${code}/actions/recycle?de=atelier`);
  const wrong = await machine.api('POST', `/api/v1/devices/${code}/media-statements`, {
    kind: 'no_medium',
    password: 'non',
  });
  expect(wrong.json<{ code: string }>().code).toBe('refurbishment.secret_wrong');
  const gone = await karim.post(`/appareils/${code}/actions/recycle`, { reason: 'beyond_repair', de: 'atelier' });
  expect(gone.location).toBe('/atelier');
  // Which device it was is said on the page that follows, which is not its own.
  expect((await karim.get('/atelier')).text).toMatch(new RegExp(`Recyclé\\.[^/]*href="/appareils/${code}"`));
});

test('a pile of one model is signed at once, by page or API; a code that is none of theirs signs nothing', async () => {
  const karim = await bench.as('karim');
  const [one, two, three, four] = await Promise.all(
    (await bench.demo.atWorkshop(4, 'desktop')).map((id) => bench.codeOf(id)),
  );
  const next = async (code: string) =>
    (await (await bench.program('moussa')).api('GET', `/api/v1/devices/${code}/gate`)).json<{ next: string }>().next;
  expect(readable(await karim.get(`/atelier/${one}/sans-support`))).toContain(
    'ouvert chacun des appareils de cette pile',
  );
  const wrong = await karim.post(`/atelier/${one}/sans-support`, { password: DEMO_PASSWORD, also: `${two}\n2222222` });
  expect([wrong.status, await next(one!)]).toEqual([404, 'media']);
  const also = ` ${two!.toLowerCase()}\r\nhttps://bn.example/E/${three}\n`;
  const signed = await karim.post(`/atelier/${one}/sans-support`, { password: DEMO_PASSWORD, also });
  expect(signed.status).toBe(303);
  expect([await next(one!), await next(two!), await next(three!)]).toEqual(['test', 'test', 'test']);
  const api = await (await bench.program('moussa')).api('POST', `/api/v1/devices/${four}/media-statements`, {
    kind: 'no_medium',
    password: DEMO_PASSWORD,
    also: [one],
  });
  expect([api.status, await next(four!)]).toEqual([201, 'test']);
});

test('another workshop, a structure and the committee find nothing here', async () => {
  const d = await bench.demo.withTwoDisks();
  const code = await bench.codeOf(d.id);
  const elise = await bench.as('elise');
  for (const path of [
    `/atelier/${code}`,
    `/atelier/${code}/test`,
    `/atelier/${code}/supports`,
    `/atelier/${code}/aide`,
  ]) {
    expect([path, (await elise.get(path)).status]).toEqual([path, 404]);
  }
  expect((await bench.upload(elise, `/atelier/${code}/journal`, erasedLog(d))).status).toBe(404);
  expect((await (await bench.as('ines')).get(`/atelier/${code}`)).status).toBe(403);
  expect((await (await bench.as('paul')).get('/atelier')).status).toBe(403);
});

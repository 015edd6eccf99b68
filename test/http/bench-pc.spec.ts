import { DiscoveryService } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { BenchKeysService } from '#bank/people';
import { declaredRoutes, isAgentRequest } from '#platform/http';
import { readable, Visitor } from '../support/browser/visitor.js';
import { BenchPages } from '../support/counting/bench-pages.js';
import { multipart } from '../support/servers/multipart.js';
import { type BundleParts, benchBundle, FIRMWARE } from '../support/things/bench-bundle.js';
import { erasedLog } from '../support/things/workbench.js';

let bench: BenchPages;
beforeAll(async () => {
  bench = await BenchPages.open();
});
afterAll(() => bench?.t.close());

const as = (person: 'karim' | 'moussa' | 'leila') => bench.as(person);
/** A bench PC with a key of its own. */
async function pc(): Promise<Visitor> {
  const { secret } = await bench.t.app
    .get(DataSource)
    .transaction((tx) =>
      bench.t.app
        .get(BenchKeysService)
        .make(tx, bench.fixtures.people.moussa, { name: crypto.randomUUID(), term: 'year' }),
    );
  return Visitor.program(bench.t, secret);
}
const DRIVES = [{ serial: 'S1', model: 'WDC', sizeBytes: 1_000_204_886_016, bus: 'sata' }];
const announce = (one: Visitor, device: string, headers = {}) =>
  one.api('POST', '/api/v1/bench/runs', { device, drives: DRIVES }, headers);
const sentTo = (one: Visitor, path: string, field: string, bytes: Buffer) =>
  one.send('POST', path, multipart(field, 'bench.txt', bytes));
const code = (seen: { json<T>(): T }) => seen.json<{ code: string }>().code;
const runOf = async (one: Visitor, device: string) => (await announce(one, device)).json<{ id: string }>().id;
const count = async (text: string, ...values: unknown[]) =>
  (await bench.t.app.get(DataSource).query(text, values))[0].n as number;

test('a machine is announced, tells how far it is, and brings its evidence once', async () => {
  const one = await pc();
  const d = await bench.demo.withTwoDisks();
  const device = await bench.codeOf(d.id);
  const announced = await announce(one, d.machine, { 'idempotency-key': 'first' });
  expect(announced.status).toBe(201);
  const { id } = announced.json<{ id: string; code: string }>();
  expect(announced.json()).toMatchObject({ code: device, drives: [{ state: 'waiting', percent: 0 }] });
  expect((await announce(one, d.machine, { 'idempotency-key': 'first' })).json()).toMatchObject({ id });

  const far = { drives: [{ position: 0, state: 'erasing', percent: 40 }] };
  expect((await one.api('POST', `/api/v1/bench/runs/${id}/progress`, far)).status).toBe(200);
  const karim = await as('karim');
  const wall = readable(await karim.get('/effacements/en-cours'));
  expect(wall).toContain('efface 40 %');

  const evidence = `/api/v1/bench/runs/${id}/evidence`;
  const log = erasedLog(d);
  const answers = await Promise.all([1, 2, 3].map(() => sentTo(one, evidence, 'log', log)));
  for (const sent of answers) expect([sent.status, sent.json<{ stored: boolean }>().stored]).toEqual([201, true]);
  const { sha256 } = answers[0]!.json<{ sha256: string }>();
  expect(await count('SELECT count(*)::int AS n FROM refurbishment.erasure_log WHERE sha256 = $1', sha256)).toBe(1);
  expect(await count('SELECT count(*)::int AS n FROM refurbishment.evidence WHERE device_id = $1', d.id)).toBe(2);

  const done = { drives: [{ position: 0, state: 'done', percent: 100 }], outcome: 'done' };
  for (const _ of [1, 2]) expect((await one.api('POST', `/api/v1/bench/runs/${id}/progress`, done)).status).toBe(200);
  expect(code(await one.api('POST', `/api/v1/bench/runs/${id}/progress`, far))).toBe('refurbishment.run_over');
  expect(readable(await karim.get(`/atelier/${device}`))).toContain('Tester l’appareil');
});

/** What the server says of each way in which two disks end: of their evidence, of the run, and on the wall. */
const ENDINGS: readonly [string, Partial<BundleParts>, string, string, string][] = [
  ['erased by nwipe and read back', {}, 'proven', 'done', 'prouvé'],
  ['erased by nwipe and not read back', { readback: '' }, 'to_judge', 'to_judge', 'envoyé, une personne juge'],
  ['erased by its own command', FIRMWARE, 'to_judge', 'to_judge', 'envoyé, une personne juge'],
  ['that failed', { exit: '1\n' }, 'refused', 'failed', 'rien de prouvé'],
  ['whose file is cut', { end: null }, 'to_judge', 'to_judge', 'envoyé, une personne juge'],
];
test.each(ENDINGS)('a disk %s', async (_, changed, verdict, outcome, words) => {
  const one = await pc();
  const d = await bench.demo.withTwoDisks();
  const drives = [d.sata, d.nvme].map((serial) => ({ ...DRIVES[0]!, serial }));
  const { id } = (await one.api('POST', '/api/v1/bench/runs', { device: d.machine, drives })).json<{ id: string }>();
  const nwipe = erasedLog(d).toString();
  const send = async (position: number, parts: Partial<BundleParts>) =>
    (
      await sentTo(
        one,
        `/api/v1/bench/runs/${id}/evidence?position=${position}`,
        'log',
        Buffer.from(benchBundle({ machine: d.machine, nwipe, ...parts })),
      )
    ).json<{ verdict: string }>();
  const nvme = { path: '/dev/nvme0n1', bus: 'nvme', serial: d.nvme };
  expect(await send(1, nvme)).toMatchObject({ verdict: 'proven', drives: [{ serial: d.nvme, verdict: 'proven' }] });
  const first = { serial: d.sata, ...changed };
  expect((await send(0, first)).verdict).toBe(verdict);
  // Sent again, it is answered again.
  expect((await send(0, first)).verdict).toBe(verdict);
  const over = { drives: [0, 1].map((position) => ({ position, state: 'done', percent: 100 })), outcome: 'done' };
  for (const _ of [1, 2])
    expect((await one.api('POST', `/api/v1/bench/runs/${id}/progress`, over)).json()).toMatchObject({
      ...{ outcome, drives: [{ verdict }, { verdict: 'proven' }] },
    });
  const wall = readable(await (await as('karim')).get('/effacements/en-cours'));
  expect(wall).toContain(`n° ${d.sata} : ${words}`);
  expect(wall).toContain(`n° ${d.nvme} : prouvé`);
  expect(wall).not.toContain('fini');
});

test('a disk is not proven by a log that leaves a question, nor without evidence, nor by what an earlier erase brought', async () => {
  const one = await pc();
  const d = await bench.demo.withTwoDisks();
  const drives = [{ ...DRIVES[0]!, serial: d.sata }];
  const { id } = (await one.api('POST', '/api/v1/bench/runs', { device: d.machine, drives })).json<{ id: string }>();
  const at = `/api/v1/bench/runs/${id}`;
  const nwipe = erasedLog(d).toString();
  const send = async (log: string) =>
    (
      await sentTo(one, `${at}/evidence?position=0`, 'log', Buffer.from(benchBundle({ serial: d.sata, nwipe: log })))
    ).json<{ verdict: string }>().verdict;
  expect(await send(nwipe.replaceAll('nwipe 0.38', 'nwipe 0.99'))).toBe('to_judge');
  const states = (state: string) => ({ drives: [{ position: 0, state, percent: 50 }] });
  // The power went, and it is erased again.
  const again = await one.api('POST', `${at}/progress`, states('erasing'));
  expect(again.json()).toMatchObject({ drives: [{ verdict: null }] });
  const over = await one.api('POST', `${at}/progress`, { ...states('done'), outcome: 'done' });
  expect(over.json()).toMatchObject({ outcome: 'failed' });
});

test('nothing is announced that is not at this bench, nor twice', async () => {
  const one = await pc();
  const d = await bench.demo.withTwoDisks();
  const device = await bench.codeOf(d.id);
  expect((await announce(one, '2222222')).status).toBe(404);
  const [elsewhere] = await bench.demo.log(1);
  expect((await announce(one, await bench.codeOf(elsewhere!))).status).toBe(404);
  const twins = await Promise.all([announce(one, device), announce(await pc(), device)]);
  expect(twins.map((a) => a.status).sort()).toEqual([201, 409]);
  expect(code(twins.find((a) => a.status === 409)!)).toBe('refurbishment.announced_already');
});

test.each([2 ** 64, -1, 0.5, 0])(
  'a drive that says %d bytes is announced all the same, its size unknown',
  async (sizeBytes) => {
    const d = await bench.demo.withTwoDisks();
    const drives = [{ ...DRIVES[0]!, sizeBytes }];
    const announced = await (await pc()).api('POST', '/api/v1/bench/runs', { device: d.machine, drives });
    expect([announced.status, announced.json()]).toMatchObject([201, { drives: [{ sizeBytes: null }] }]);
  },
);

test('an announced device takes no other step, until somebody gives the run up', async () => {
  const one = await pc();
  const d = await bench.demo.withTwoDisks();
  const device = await bench.codeOf(d.id);
  const id = await runOf(one, device);
  const karim = await as('karim');
  const refused = await karim.post(`/atelier/${device}/maintenance`, { note: '' });
  expect(refused.status).toBeGreaterThanOrEqual(400);
  expect((await karim.post(`/effacements/en-cours/${id}/abandon`)).status).toBe(303);
  expect(code(await one.api('POST', `/api/v1/bench/runs/${id}/progress`, { drives: [] }))).toBe(
    'refurbishment.run_over',
  );
  // Its evidence is taken all the same: a network that dropped brings it late.
  expect((await sentTo(one, `/api/v1/bench/runs/${id}/evidence`, 'log', erasedLog(d))).status).toBe(201);
});

test('its key opens what it is for, and is refused on every other route', async () => {
  const one = await pc();
  const id = '01900000-0000-7000-8000-000000000001';
  const mayAsk: string[] = [];
  const asked = declaredRoutes(bench.t.app.get(DiscoveryService, { strict: false }));
  for (const { method, path, policy } of asked) {
    if (!policy || 'public' in policy) continue;
    const agent = isAgentRequest({ url: path });
    const byKey = agent || path.startsWith('/api/');
    const address = path.replace(/:\w+/g, id);
    const { status } = agent
      ? await one.agent(method as 'GET', address)
      : await one.api(method, address, method === 'GET' ? undefined : {});
    // A page asks everybody without a session to sign in, whatever key they bring.
    if (status !== (byKey ? 403 : 401) && !(status === 303 && !byKey)) mayAsk.push(`${method} ${path} ${status}`);
  }
  expect(mayAsk.sort()).toEqual([
    'POST /api/v1/bench/runs 422',
    'POST /api/v1/bench/runs/:id/evidence 404',
    'POST /api/v1/bench/runs/:id/inventories 404',
    'POST /api/v1/bench/runs/:id/progress 422',
  ]);
});

test('a code of another machine is refused, by the serial that the machine says', async () => {
  const one = await pc();
  const d = await bench.demo.withTwoDisks();
  const device = await bench.codeOf(d.id);
  const said = (serial: string) => one.api('POST', '/api/v1/bench/runs', { device, serial, drives: DRIVES });
  expect(code(await said('PF9ANOTHERONE'))).toBe('refurbishment.other_machine');
  expect((await said(d.machine)).status).toBe(201);
});

test('the supervisor makes a key, of one workshop, and cuts it', async () => {
  const moussa = await as('moussa');
  const shown = await moussa.post('/gestion/postes', { name: 'Clé 7', term: 'year' });
  const [secret] = /bn_[\w-]{43}/.exec(shown.text)!;
  const one = Visitor.program(bench.t, secret);
  expect((await announce(one, '2222222')).status).toBe(404);
  expect((await (await as('karim')).get('/gestion/postes')).status).toBe(403);
  const [, key] = /\/gestion\/postes\/([\w-]+)\/revocation/.exec((await moussa.get('/gestion/postes')).text)!;
  expect((await moussa.post(`/gestion/postes/${key}/revocation`)).status).toBe(303);
  expect((await announce(one, '2222222')).status).toBe(401);
});

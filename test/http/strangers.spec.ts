import type { FastifyInstance } from 'fastify';
import { type Fixtures } from '#bank/demo';
import { FairShare, Refused, Turnstile } from '#platform/http';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { eventually } from '../support/servers/eventually.js';
import { multipart } from '../support/servers/multipart.js';

let t: TestApp;
let fixtures: Fixtures;
beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
});
afterAll(() => t.close());

test('so many are inside at once, the others in the order in which they came; who waits too long is told to come back', async () => {
  const door = new Turnstile({ served: 1, waiting: 2, waitMs: 100 });
  const leave = await door.enter();
  const order: string[] = [];
  const first = door.enter().then((out) => {
    order.push('first');
    return out;
  });
  const second = door.enter().catch((error: Error) => order.push(error.message));
  await expect(door.enter()).rejects.toThrow('request.busy');
  leave();
  leave();
  const out = await first;
  await second;
  expect(order).toEqual(['first', 'request.busy']);
  out();
  expect(door.inside).toBe(0);
});

describe('strangers at the door of the server', () => {
  const inside = () => (t.app.getHttpAdapter().getInstance() as unknown as FastifyInstance).strangers!.inside;
  test('leave whatever became of their request', async () => {
    const stranger = Visitor.stranger(t);
    const invented = Visitor.withSession(t, 'invented', 'nobody');
    for (const who of [stranger, invented])
      for (const [method, path] of [
        ['GET', '/'],
        ['GET', '/E'],
        ['GET', '/appareils'],
        ['GET', '/nulle-part'],
        ['GET', '/v/rien'],
        ['GET', '/suivi/rien'],
        ['GET', '/api/v1/devices'],
        ['POST', '/connexion'],
        ['POST', '/E'],
        ['POST', '/appareils'],
      ] as const) {
        const seen = await who.send(method, path, method === 'POST' ? { form: { email: 'x' } } : {});
        expect(seen.status).toBeLessThan(500);
        expect([path, inside()]).toEqual([path, 0]);
      }
  });

  test('with an address too long for a header are led to sign in all the same', async () => {
    const { location } = await Visitor.stranger(t).get(`/appareils?q=${'a'.repeat(8000)}`);
    expect(location).toBe('/connexion');
    expect((await Visitor.stranger(t).get('/appareils?q=abc')).location).toBe('/connexion?vers=%2Fappareils%3Fq%3Dabc');
  });

  test('find what they wrote when they must sign in first, though their file was too large to be read', async () => {
    const { payload, headers } = multipart('photo', 'a.jpg', Buffer.alloc(3 * 1024 * 1024), {
      donorName: 'Atelier du Pont',
    });
    const page = await Visitor.stranger(t).send('POST', '/dons', { payload, headers });
    expect([page.status, page.text.includes('Atelier du Pont')]).toEqual([401, true]);
    const json = { note: 'x'.repeat(1_200_000) };
    const api = await Visitor.stranger(t).send('POST', '/api/v1/donations', { json });
    expect([api.status, api.json()]).toEqual([401, expect.objectContaining({ code: 'request.sign_in_needed' })]);
    expect((await Visitor.stranger(t).send('POST', '/E', { payload, headers })).status).toBe(413);
    expect(inside()).toBe(0);
  });

  test('are compared with a paper by the one file that may be large', async () => {
    const { payload, headers } = multipart('fichier', 'a.pdf', Buffer.alloc(3 * 1024 * 1024));
    expect((await Visitor.stranger(t).send('POST', '/V/P-1-x', { payload, headers })).status).toBe(404);
  });

  test('a hundred at once are all answered', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => Visitor.stranger(t).get('/connexion')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(inside()).toBe(0);
  });
});

describe('members at the door of the server', () => {
  const signIn = (who: 'leila' | 'karim') => Visitor.as(t, fixtures, who);
  const server = () => t.app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const eachLeft = () => eventually('nobody inside', async () => server().shares!.size === 0);

  test('forty requests of one person are all answered, and those of another do not wait for them', async () => {
    const [leila, karim] = [await signIn('leila'), await signIn('karim')];
    let answered = 0;
    const forty = Array.from({ length: 40 }, async () => {
      const { status } = await leila.get('/appareils?q=lenovo');
      answered += 1;
      return status;
    });
    expect((await karim.get('/appareils')).status).toBe(200);
    expect(answered).toBeLessThan(30);
    expect(new Set(await Promise.all(forty))).toEqual(new Set([200]));
    await eachLeft();
  });

  test('an export leaves when it has been sent', async () => {
    const leila = await signIn('leila');
    expect((await leila.get('/appareils/export?format=csv')).status).toBe(200);
    expect((await leila.get('/nulle-part')).status).toBe(404);
    await eachLeft();
  });

  test('who asks for too much at once is told when to try again, and what they typed is in the page', async () => {
    const leila = await signIn('leila');
    const fair = server().shares!;
    const refusal = () => new Refused(429, 'request.too_many_at_once');
    const none = { served: 0, waiting: 0, waitMs: 0, refusal };
    server().shares = new FairShare({ person: none, agents: none, organisation: none });
    const page = await leila.post('/dons', { donorName: 'Atelier du Pont' });
    const api = await leila.send('POST', '/dons', { form: {}, headers: { accept: 'application/json' } });
    server().shares = fair;
    expect([page.status, page.headers['retry-after']]).toEqual([429, '10']);
    expect(page.text).toContain('Atelier du Pont');
    expect(page.text).toContain('Envoyer de nouveau');
    expect(api.json()).toMatchObject({ code: 'request.too_many_at_once' });
    expect((await leila.get('/appareils')).status).toBe(200);
    await eachLeft();
  });
});

import type { FastifyInstance } from 'fastify';
import { Turnstile } from '../../apps/server/http/strangers.js';
import { type TestApp, testApp } from '../support/app.js';
import { Visitor } from '../support/visitor.js';

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
  let t: TestApp;
  const inside = () => (t.app.getHttpAdapter().getInstance() as unknown as FastifyInstance).strangers!.inside;
  beforeAll(async () => {
    t = await testApp();
  });
  afterAll(() => t.close());

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

  test('a hundred at once are all answered', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => Visitor.stranger(t).get('/connexion')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(inside()).toBe(0);
  });
});

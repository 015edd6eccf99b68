import Fastify, { type FastifyInstance } from 'fastify';
import type { Member } from '#platform/kernel';
import { freshenMenuCounts, keepMenuCounts, type MenuCounts, outdateMenuCounts, withCounts } from './menu-counts.js';

const who = (membershipId: string) => ({ kind: 'member', membershipId }) as Member;
const NAV = [{ href: '/dons', label: 'Dons' }] as unknown as Parameters<typeof withCounts>[1];
const said = (member: Member) => withCounts(member, NAV)[0]!.count;
const waiting = (n: number): MenuCounts => new Map([['/dons', n]]);

function counting(count: () => Promise<MenuCounts>): FastifyInstance {
  const server = Fastify();
  server.decorate('menuCounter', count);
  return server;
}

test('a count that fails is left out of the menu, and fails no page', async () => {
  const member = who('a');
  keepMenuCounts(member, waiting(3));
  outdateMenuCounts(member);
  await freshenMenuCounts(
    counting(() => Promise.reject(new Error('no connection'))),
    member,
  );
  expect(said(member)).toBeUndefined();
  await freshenMenuCounts(
    counting(() => Promise.resolve(waiting(2))),
    member,
  );
  expect(said(member)).toBe(2);
});

test('what was counted before an act had ended is not kept', async () => {
  const member = who('b');
  keepMenuCounts(member, waiting(3));
  outdateMenuCounts(member);
  const server = counting(async () => {
    outdateMenuCounts(member);
    return waiting(3);
  });
  await freshenMenuCounts(server, member);
  expect(said(member)).toBeUndefined();
});

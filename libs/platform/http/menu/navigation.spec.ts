import type { Member, Role } from '#platform/kernel';
import { navFor } from './navigation.js';

const somebody = (...roles: Role[]) => ({ kind: 'member', roles }) as unknown as Member;
const labels = (...roles: Role[]) => navFor(somebody(...roles), '/').map((item) => item.label);
const marked = (path: string, ...roles: Role[]) =>
  navFor(somebody(...roles), path).flatMap((item) => (item.current ? [item.label] : []));

test('rules are one entry of the bank’s menu, or a page of its settings for whoever has them', () => {
  expect(labels('coordinator')).toContain('Règles');
  expect(labels('coordinator', 'bank_admin')).not.toContain('Règles');
  expect(marked('/regles/retention', 'coordinator')).toEqual(['Règles']);
  expect(marked('/regles/retention', 'coordinator', 'bank_admin')).toEqual(['Réglages']);
});

test('nobody’s menu is longer than a low screen of a desk', () => {
  for (const roles of [
    ['coordinator'],
    ['coordinator', 'bank_admin'],
    ['collector'],
    ['structure_manager'],
  ] as Role[][])
    expect(labels(...roles).length).toBeLessThanOrEqual(12);
});

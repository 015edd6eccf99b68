import type { Member, Role } from '#platform/kernel';
import { CARDS, cardsOf, menuCounts } from './cards.js';

const somebody = (...roles: Role[]) => ({ kind: 'member', roles }) as unknown as Member;
const coordinator = somebody('coordinator');

test('what is late comes first, then who has waited longest; what counts zero is no card', () => {
  const cards = cardsOf(coordinator, [
    { what: 'requests_to_approve', count: 12, oldest: 3 },
    { what: 'faults_open', count: 2, oldest: 9, late: 1 },
    { what: 'donations_to_log', count: 0, oldest: null },
    { what: 'reservations_to_deliver', count: 1, oldest: 5 },
    { what: 'lots_on_the_road', count: 4, oldest: 60 },
  ]);
  expect(cards.map((c) => [c.what, c.urgency])).toEqual([
    ['faults_open', 'late'],
    ['reservations_to_deliver', 'mine'],
    ['requests_to_approve', 'mine'],
    ['lots_on_the_road', 'news'],
  ]);
  expect(cards.map((c) => c.detail.replaceAll('\u00a0', ' '))).toEqual([
    '1 en retard · attente la plus longue : 9 jours',
    'attend depuis 5 jours',
    'attente la plus longue : 3 jours',
    'attente la plus longue : 60 jours',
  ]);
});

test('a card is only for whoever may read its list, which is theirs where they read no other', () => {
  const lots = [{ what: 'lots_late', count: 1, oldest: 9, late: 1 }] as const;
  expect(cardsOf(coordinator, lots)[0]!.href).toBe('/lots?etat=late');
  expect(cardsOf(somebody('technician'), lots)[0]!.href).toBe('/lots?etat=late&sens=out');
  expect(cardsOf(somebody('technician'), [{ what: 'requests_to_approve', count: 1 }])).toEqual([]);
});

test('who only reads is not told that approving and delivering wait for them', () => {
  const waiting = [
    { what: 'requests_to_approve', count: 3 },
    { what: 'reservations_to_deliver', count: 2 },
    { what: 'units_unserved', count: 1 },
  ] as const;
  expect(cardsOf(coordinator, waiting)).toHaveLength(3);
  expect(cardsOf(somebody('auditor'), waiting).map((c) => c.what)).toEqual(['units_unserved']);
});

test('the menu says what waits at each entry, news and what is told twice left out', () => {
  const cards = cardsOf(coordinator, [
    { what: 'lots_late', count: 2, late: 2 },
    { what: 'deliveries_unconfirmed', count: 2 },
    { what: 'locks_to_tell', count: 3 },
    { what: 'inventories_to_check', count: 1 },
    { what: 'donations_expected', count: 7 },
  ]);
  expect([...menuCounts(cards)].sort()).toEqual([
    ['/appareils', 4],
    ['/lots', 2],
  ]);
});

test('each list is named by one card', () => {
  const lists = Object.values(CARDS).map((c) => c.href);
  const twice = lists.filter((href, i) => lists.indexOf(href) !== i);
  // A bank's cards are few or enough.
  expect([...new Set(twice)]).toEqual(['/sim?statut=in_stock']);
});

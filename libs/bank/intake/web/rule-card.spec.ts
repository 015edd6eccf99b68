import { originWords } from './rule-card.js';

const free = { publicOrigin: false, resaleForbidden: false, priceCeilingCents: null };

test('an origin is told in few words, and only what binds', () => {
  const gift = { publicOrigin: true, resaleForbidden: true, priceCeilingCents: 18000 };
  expect(originWords(gift).replace(/\s/g, ' ')).toBe('don public : pas de vente libre, plafond 180 €');
  expect(originWords({ ...gift, priceCeilingCents: null })).toBe('don public : pas de vente libre');
  expect(originWords({ ...gift, priceCeilingCents: 0 })).toContain('plafond 0');
  expect(originWords({ ...free, publicOrigin: true })).toBe('');
  expect(originWords(free)).toBe('');
});

import { communeKey, readTypedCommune } from './communes.service.js';

test.each([
  ['Saint-Cloud', 'saint cloud'],
  ['st cloud', 'saint cloud'],
  ['Ste-Geneviève-des-Bois', 'sainte genevieve des bois'],
  ['L’Haÿ-les-Roses', 'l hay les roses'],
  ['Œuilly', 'oeuilly'],
  ['  SURESNES ', 'suresnes'],
  ['Stains', 'stains'],
])('%s is typed %s', (typed, key) => {
  expect(communeKey(typed)).toBe(key);
});

test.each([
  ['92150 Suresnes', { postalCode: '92150', code: null, departement: null, key: 'suresnes' }],
  ['Suresnes 92150', { postalCode: '92150', code: null, departement: null, key: 'suresnes' }],
  ['92073', { postalCode: '92073', code: '92073', departement: null, key: '' }],
  ['2a004', { postalCode: '2A004', code: '2A004', departement: null, key: '' }],
  ['Saint-Denis (93)', { postalCode: null, code: null, departement: '93', key: 'saint denis' }],
  ['Saint-Denis, 974', { postalCode: null, code: null, departement: '974', key: 'saint denis' }],
  ['Ajaccio 2a', { postalCode: null, code: null, departement: '2A', key: 'ajaccio' }],
  ['92800 PUTEAUX CEDEX 3', { postalCode: '92800', code: null, departement: null, key: 'puteaux' }],
  ['', { postalCode: null, code: null, departement: null, key: '' }],
])('« %s » is taken apart', (typed, expected) => {
  expect(readTypedCommune(typed)).toEqual(expected);
});

import { missingWords } from './allocation.words.js';

test('what is missing is said of the whole stock', () => {
  const missing = { code: 'none_with_memory', category: 'laptop', gb: 8, stock: 6462, unread: 0 } as const;
  expect(missingWords(missing)).toMatch(/^Aucun portable de 8\sGo, sur 6\s462 en stock$/);
  expect(missingWords({ ...missing, unread: 2 })).toMatch(/, mais 2\smémoires à lire$/);
});

import { missingWords } from './allocation.words.js';

test('what is missing is said of what was looked at', () => {
  const missing = { code: 'none_with_memory', category: 'laptop', gb: 8 } as const;
  expect(missingWords(missing)).toMatch(/^Aucun portable de 8\sGo en stock$/);
  expect(missingWords({ ...missing, among: 300 })).toContain('parmi les 300 plus anciens du stock, seuls regardés ici');
});

import { suggest } from './value-words.js';

describe('what a state of another tool is suggested to mean', () => {
  it.each([
    ['Remis', 'handed_over'],
    ['Non remis', 'to_be_proven'],
    ['pas attribué', 'to_be_proven'],
    ['En stock', 'to_be_proven'],
    ['Mis au rebut (DEEE)', 'recycled'],
    ['Rendu au donateur', 'given_back'],
    // A denial that no rule reads is asked about.
    ['Pas volé', null],
    ['jamais recyclé', null],
    ['pas en stock', null],
    ['Zone grise', null],
  ])('%s: %s', (said, meaning) => {
    expect(suggest('state', said, [])).toBe(meaning);
  });
});

import { readHeader } from './sheet-columns.js';
import { suggest } from './value-words.js';

describe('titles and words of another tool', () => {
  it('GLPI’s own tree is the structure only where no column says whom a machine is with', () => {
    expect(readHeader(['Nom', 'Entité', 'Statut', 'Structure']).columns).toMatchObject({ structure: 3, state: 2 });
    expect(readHeader(['Nom', 'Entité', 'Statut']).columns).toMatchObject({ structure: 1 });
  });

  it.each([
    ['En prêt', 'handed_over'],
    ['Prêt à remettre', 'to_be_proven'],
    ['Prêt', 'to_be_proven'],
  ])('%j is suggested to be %j', (word, state) => {
    expect(suggest('state', word, [])).toBe(state);
  });
});

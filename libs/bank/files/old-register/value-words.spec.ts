import { suggest } from './value-words.js';

describe('what a state of another tool is suggested to mean', () => {
  it.each([
    ['Remis', 'handed_over'],
    ['Non remis', 'to_be_proven'],
    ['pas attribué', 'to_be_proven'],
    ['En stock', 'to_be_proven'],
    ['Mis au rebut (DEEE)', 'recycled'],
    ['Rendu au donateur', 'given_back'],
    ['Au rebut', 'recycled'],
    ['En service au CCAS', 'handed_over'],
    ['Ready to Deploy', 'to_be_proven'],
    ['Ready to Deploy (Deployable)', 'to_be_proven'],
    ['Out for Diagnostics', 'to_be_proven'],
    ['Out for Repair', 'to_be_proven'],
    ['Broken - Not Fixable', 'to_be_proven'],
    ['Undeployable', 'to_be_proven'],
    ['Prêt à déployer', 'to_be_proven'],
    ['Lost/Stolen', 'lost'],
    ['Donné', 'handed_over'],
    ['Attribuée', 'handed_over'],
    ['Remis le 12/03/2024', 'handed_over'],
    ['Donné à Emmaüs', 'handed_over'],
    ['Remis au CCAS de Bagneux le 3 mars 2024', 'handed_over'],
    ['Perdu ou volé', 'lost'],
    ['En stock, prêt', 'to_be_proven'],
    ['À donner', 'to_be_proven'],
    ['En réparation', 'to_be_proven'],
    ['HS', 'to_be_proven'],
    ['En attente', 'to_be_proven'],
    ['Pending', 'to_be_proven'],
    ['Pour pièces', 'dismantled'],
    // A denial that no rule reads is asked about.
    ['Pas volé', null],
    ['jamais recyclé', null],
    ['pas en stock', null],
    ['Zone grise', null],
  ])('%s: %s', (said, meaning) => {
    expect(suggest('state', said, [])).toBe(meaning);
  });

  // A word of the list with another beside it may say the contrary.
  it.each([
    'À recycler',
    'En stock, à recycler',
    'A mettre au rebut',
    'En attente recyclage',
    'Disque détruit',
    'Remis en stock',
    'Remis en état',
    'Remis en service',
    'En service',
    'En production',
    'In use',
    'Deployed',
    'Déployé',
    'Archived',
    'Remis à neuf',
    'Retour bénéficiaire',
    'Rendu par le bénéficiaire',
    'Cédé puis rendu',
    'Neuf, livré',
    'Livré par le fournisseur',
    "Sorti de l'atelier",
    'Vendu ? à vérifier',
    'Vendu ?',
    'Retrouvé (déclaré volé)',
    'Remis à la mairie de Bagneux puis rendu',
    'Proposé à une association',
  ])('%s: asked', (said) => {
    expect(suggest('state', said, [])).toBeNull();
  });
});

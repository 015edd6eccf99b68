import { capital, withA, withArticle, withDe } from './articles.js';

describe('a name in a sentence takes its article', () => {
  it.each([
    ['CCAS de Bagneux', 'le CCAS de Bagneux', 'du CCAS de Bagneux', 'au CCAS de Bagneux'],
    [
      'Point de collecte de Suresnes',
      'le Point de collecte de Suresnes',
      'du Point de collecte de Suresnes',
      'au Point de collecte de Suresnes',
    ],
    ['Ville de Suresnes', 'la Ville de Suresnes', 'de la Ville de Suresnes', 'à la Ville de Suresnes'],
    ['Banque du Numérique', 'la Banque du Numérique', 'de la Banque du Numérique', 'à la Banque du Numérique'],
    ['ESAT Les Ateliers', 'l’ESAT Les Ateliers', 'de l’ESAT Les Ateliers', 'à l’ESAT Les Ateliers'],
    ['EA Nouvel Élan', 'l’EA Nouvel Élan', 'de l’EA Nouvel Élan', 'à l’EA Nouvel Élan'],
    ['Imprimerie des Coteaux', 'l’Imprimerie des Coteaux', 'de l’Imprimerie des Coteaux', 'à l’Imprimerie des Coteaux'],
    ['Ateliers du Port', 'les Ateliers du Port', 'des Ateliers du Port', 'aux Ateliers du Port'],
    ['Les Petits Frères', 'les Petits Frères', 'des Petits Frères', 'aux Petits Frères'],
    ['Le Relais', 'le Relais', 'du Relais', 'au Relais'],
    ['L’Abri', 'l’Abri', 'de l’Abri', 'à l’Abri'],
    ['Hub du Nord', 'le Hub du Nord', 'du Hub du Nord', 'au Hub du Nord'],
    ['Emmaüs Connect', 'Emmaüs Connect', 'd’Emmaüs Connect', 'à Emmaüs Connect'],
    ['France Services', 'France Services', 'de France Services', 'à France Services'],
    ['Un particulier', 'Un particulier', 'd’Un particulier', 'à Un particulier'],
  ])('%s', (name, article, genitive, dative) => {
    expect([withArticle(name), withDe(name), withA(name)]).toEqual([article, genitive, dative]);
  });

  it('with a capital where a sentence begins', () => {
    expect(capital(withArticle('CCAS de Bagneux'))).toBe('Le CCAS de Bagneux');
  });
});

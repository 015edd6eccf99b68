import fc from 'fast-check';
import { type ListLayout, whyLeft } from './left-rows.js';

const titles = ['Type', 'Marque', 'Modèle', 'N° de série', 'Quantité', 'Problème'];
const layout: ListLayout = { titles, read: [0, 1, 2, 3, 4], numbers: [3], naming: [0, 2], ignored: 5 };
const why = (cells: readonly string[], more: { spanned?: true } = {}) => whyLeft({ n: 9, cells, ...more }, layout);

describe('a row that is left', () => {
  it.each([
    ['titles_again', ['type', 'MARQUE', 'Modèle', 'N° de série', 'Quantité']],
    ['total', ['Total', '', '', '', '42']],
    ['total', ['TOTAL GÉNÉRAL', '', '', '18', '42']],
    ['total', ['Sous-total PC', '', '', '', '7']],
    ['total', ['', '', '', 'Total :', '42']],
    ['total', ['Total : 42']],
    ['total', ['Total', '', '', '', '=SUM(G5:G14)']],
    ['total', ['Nombre d’appareils :', '42']],
    ['total', ['Nb PC : 12']],
    ['total', ['Total', 'PC', '12']],
    ['total', ['', '', '', '', '42']],
    ['total', ['', '', '', '', '1 250,00 €']],
    ['total', ['Nombre de PC', '5']],
    ['total', ['Soit 42 appareils']],
    ['footer', ['Fait à Lyon, le 3 mars']],
    ['footer', ['Liste arrêtée au 31/12/2024']],
    ['footer', ['Page 1 sur 3']],
    ['footer', ['Page 2/3']],
    ['footer', ['p. 2']],
    ['footer', ['P 2/3']],
    ['footer', ['', '', '', 'Page 1']],
    ['footer', ['', '3 / 12']],
    ['footer', ['Imprimé le 12/03/2021', 'Page 1']],
    ['footer', ['Édité par le service informatique']],
    ['footer', ['Fin de la liste']],
    ['comment', ['* sous réserve d’effacement']],
    ['comment', ['NB : les chargeurs sont dans le carton bleu']],
    ['comment', ['Remarque: à trier']],
    ['comment', ['Le matériel sera disponible à partir du premier mars au sous-sol de la mairie']],
    ['comment', ['Rouge', 'HS, ne pas prendre']],
    ['comment', ['En jaune = à garder']],
    ['comment', ['', 'vert : à donner']],
    ['section', ['', 'Bâtiment A']],
    ['section', ['Salle 12']],
    ['section', ['Ordinateurs portables :']],
    ['section', ['PORTABLES']],
    ['section', ['PC fixes']],
    ['empty', ['', '', '', '', '', 'Le type d’appareil manque.']],
  ])('%s: %j', (reason, cells) => expect(why(cells)).toBe(reason));

  it('is a title of a section where its cell lies over the whole width', () => {
    expect(why(['Ordinateur portable'], { spanned: true })).toBe('section');
    expect(why(['Ordinateur portable'])).toBeNull();
  });
});

describe('a row of the list', () => {
  it.each([
    [['Écran']],
    [['Souris']],
    [['Tapis de souris']],
    [['Portables', 'HP']],
    [['', '', '', 'CZC1234567']],
    [['', '', '', 'P-12']],
    [['PC portable', '', '', 'P-12']],
    [['P-12', 'Dell']],
    [['', '', '', '5490']],
    [['Portable', 'Total', 'TotalBook 3', 'X1', '1']],
    [['Portable', '', 'Latitude 5490', '', '3']],
    [['UC', '', '', 'Salle 12']],
    [['', '', 'Page Pro 5']],
    [['PC portable', 'Dell', 'Latitude 5490, batterie à changer, chargeur absent, écran rayé en bas à droite', 'A1']],
  ])('%j', (cells) => expect(why(cells)).toBeNull());

  it('with a number is never left, whatever else it says, unless it says nothing but sums', () => {
    const cell = fc.oneof(fc.constantFrom('', 'Total', 'Page 1', 'NB : x', 'Salle 2'), fc.string({ maxLength: 8 }));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 3, maxLength: 3 }), (cells) => {
        const reason = why([...cells, 'SN-ABC-1', '1']);
        expect(['titles_again', null]).toContain(reason);
      }),
    );
  });
});

it('a list without titles has none that come again, and a narrow one no sections', () => {
  const bare: ListLayout = { titles: [], read: [0], numbers: [], naming: [0] };
  expect(whyLeft({ n: 1, cells: ['Type'] }, bare)).toBeNull();
  expect(whyLeft({ n: 1, cells: ['', 'Salle'] }, { ...bare, titles: ['Type', 'Lieu'] })).toBeNull();
});

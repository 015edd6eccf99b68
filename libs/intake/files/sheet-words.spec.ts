import { recogniseColumns } from './sheet-fields.js';
import { recogniseCategory, recogniseCondition } from './sheet-words.js';

describe('words of sheets', () => {
  it.each([
    ['PC portable', 'laptop'],
    ['Ordi port.', 'laptop'],
    ['laptop', 'laptop'],
    ['Ordinateurs portables', 'laptop'],
    ['UC', 'desktop'],
    ['Unité centrale + écran', 'desktop'],
    ['PC', 'desktop'],
    ['Tour', 'desktop'],
    ['tablette', 'tablet'],
    ['iPad', 'tablet'],
    ['smartphone', 'smartphone'],
    ['Téléphone portable', 'smartphone'],
    ['écran', 'monitor'],
    ['ECRAN PC 22"', 'monitor'],
    ['Moniteur', 'monitor'],
    ['Imprimante multifonction tout-en-un', 'multifunction_printer'],
    ['Tout-en-un', 'all_in_one'],
    ['iMac', 'all_in_one'],
    ['all_in_one', 'all_in_one'],
    ['Souris portable', 'other'],
    ['Vidéoprojecteur', 'other'],
    ['Sacoche PC portable', 'other'],
    ['Trombinoscope', null],
    ['', null],
    ['12', null],
  ])('%j is the category %j', (word, category) => {
    expect(recogniseCategory(word)).toBe(category);
  });

  it.each([
    ['Fonctionne', 'works'],
    ['Ne fonctionne pas', 'faulty'],
    ['Ne démarre plus', 'faulty'],
    ['HS', 'faulty'],
    ['En panne', 'faulty'],
    ['Bon état', 'works'],
    ['usagé', 'worn'],
    ['Mauvais état', 'faulty'],
    ['non testé', 'unknown'],
    ['', 'unknown'],
    ['bleu', null],
  ])('%j is the condition %j', (word, condition) => {
    expect(recogniseCondition(word)).toBe(condition);
  });

  it('columns are known by their usual names, and by a word in them', () => {
    expect(
      recogniseColumns(['Nº de Série', 'MARQUE', 'modele', 'Type de matériel', 'Etat', "N° d'inventaire"]),
    ).toEqual({
      serial: 0,
      make: 1,
      model: 2,
      category: 3,
      condition: 4,
      assetNumber: 5,
    });
    expect(recogniseColumns(['Numéro de série du poste', 'Code immo', 'Marque du PC', 'Date achat'])).toEqual({
      serial: 0,
      assetNumber: 1,
      make: 2,
      purchased: 3,
    });
    expect(recogniseColumns(['Dell', 'Latitude', ''])).toEqual({});
  });

  it('a vague name is the model where nothing says it better, and the kind beside a model', () => {
    expect(recogniseColumns(['N° inv.', 'Désignation', 'Marque', 'Modèle', 'S/N'])).toEqual({
      assetNumber: 0,
      category: 1,
      make: 2,
      model: 3,
      serial: 4,
    });
    expect(recogniseColumns(['Désignation', 'N° série'])).toEqual({ model: 0, serial: 1 });
    expect(recogniseColumns(['Type', 'Libellé', 'Modèle du poste'])).toEqual({ category: 0, model: 2 });
  });
});

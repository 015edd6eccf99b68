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

  it.each([
    'Date de sortie de garantie',
    'Date de remise en service',
    'Date de remise en état',
    "Date de sortie d'usine",
    "Date de fin d'attribution",
    'Date de livraison fournisseur',
  ])('%j is not the date of a hand-over', (title) => {
    expect(readHeader([title]).columns).toEqual({});
  });

  it.each([
    'Date de remise',
    'Date du don',
    'Date de sortie du stock',
    "Date d'attribution",
    'Date de remise effective',
  ])('%j is the date of a hand-over', (title) => {
    expect(readHeader([title]).columns).toEqual({ date: 0 });
  });

  // As town halls, schools and other tools' exports write them.
  it.each([
    'Affecté à',
    'Affectée à',
    'Attribuée à',
    'Assigned To',
    'Checked Out To',
    'Emprunteur',
    'Emprunteuse',
    'Prêté à',
    'Confié à',
    'Utilisé par',
    'Used by',
    'Détenteur',
    'Titulaire',
    'Agent',
    'Nom de l’agent',
    'Élève',
    'Nom de l’élève',
    'Enseignant',
    'Professeur',
    'Stagiaire',
    'Salarié',
    'Employé',
    'Employee',
    'Collaborateur',
    'Nom complet',
    'Nom et prénom',
    'Full Name',
    'Gestionnaire',
    'Interlocuteur',
    'Confiée à',
    'Prêtée à',
    'Remise à',
    'Donnée à',
    'Utilisée par',
    'Empruntée par',
    'Utilisatrice',
    'Salariée',
    'Enseignante',
    'Étudiante',
    'Référente',
    'Technicienne',
    'Agente',
  ])('« %s » is of people, and never kept', (title) => {
    expect(readHeader([title])).toEqual({ columns: {}, people: new Set([0]), notes: new Set() });
  });

  it.each(['Structure gestionnaire', 'Organisme détenteur', 'Association titulaire', 'Données à effacer'])(
    '« %s » is of no person',
    (title) => {
      expect(readHeader([title]).people).toEqual(new Set());
    },
  );

  it.each([
    ['Famille', 'Service'],
    ['Date d’affectation', 'Agence'],
  ])('neither « %s » nor « %s » is of people', (...titles) => {
    expect(readHeader(titles).people).toEqual(new Set());
  });

  it.each(['Statut familial', 'Statut marital', 'Statut de la demande', 'Lieu de résidence', 'Structure familiale'])(
    '%j is of people, and never kept',
    (title) => {
      expect(readHeader([title])).toEqual({ columns: {}, people: new Set([0]), notes: new Set() });
    },
  );
});

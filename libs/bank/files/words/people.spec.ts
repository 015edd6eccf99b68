import {
  isNamedAfterSomebody,
  looksLikePerson,
  mayBePerson,
  placeInName,
  remarkOfNobody,
  withoutOwner,
  withoutPeople,
  withoutPeopleInNumber,
  withoutTitled,
} from './people.js';

describe('names of people in a list', () => {
  it.each([
    ['M. Dupont', ''],
    ['Mme DURAND Jeanne', ''],
    ['monsieur de la Tour', ''],
    ['Mlle Kaci', ''],
    ['M Benali', ''],
    ['jeanne.durand@mairie.example', ''],
    ['Accueil (Mme Durand)', 'Accueil'],
    ['CCAS de Bagneux - M. Martin', 'CCAS de Bagneux'],
    ['06 12 34 56 78', ''],
    ['accueil@mairie.example', 'accueil@mairie.example'],
    ['Collège Monsieur Vincent', 'Collège Monsieur Vincent'],
    ['ThinkPad M.2 512', 'ThinkPad M.2 512'],
    ['MacBook Pro M2', 'MacBook Pro M2'],
    ['MRTXQ8', 'MRTXQ8'],
    ['MRXN3FN/A', 'MRXN3FN/A'],
    ['MRXYZ-001', 'MRXYZ-001'],
    ['m. durand', ''],
    ['mr durand', ''],
    ['Dr Durand', ''],
    ['Rue du Dr Calmette', 'Rue du Dr Calmette'],
    ['0612345678', '0612345678'],
  ])('« %s » is kept as « %s »', (text, kept) => {
    expect(withoutTitled(text)).toBe(kept);
  });

  it.each([
    'Marie Durand',
    'DURAND Marie',
    'Durand, Marie',
    'Jean-Pierre Kaci',
    'J. Durand',
    'Durand J.',
    'Marie',
    'Fatoumata DIALLO',
    'Jean Moulin',
    'Élodie Petit-Jean',
  ])('« %s » is probably somebody', (text) => {
    expect(looksLikePerson(text)).toBe(true);
  });

  it.each([
    'Emmaüs Connect',
    'Secours populaire',
    'CCAS de Bagneux',
    'Collège Jean Moulin',
    'Saint-Denis',
    'Salle Marie Curie',
    'Médiathèque',
    'Service des sports',
    'Étagère B',
    'Entrepôt',
    'Les Restos du Cœur',
    '',
    'Maison Pierre 3',
  ])('« %s » is nobody', (text) => {
    expect(looksLikePerson(text)).toBe(false);
  });

  it('a name that no list knows may be somebody, beside others who are', () => {
    expect(['Zorvane Tkaleb', 'Tkaleb'].map(mayBePerson)).toEqual([true, true]);
    expect(['Service Achats', 'Étagère B', 'Salle 4', 'en stock'].map(mayBePerson)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it.each([
    ['remis à Mme Durand le 12/03/2024', 'remis à une personne le 12/03/2024'],
    ['prêté à Marie Durand', 'prêté à une personne'],
    ['prêté à Karim', 'prêté à une personne'],
    ['donné à DURAND Marie', 'donné à une personne'],
    ['voir jeanne.durand@mairie.example', 'voir une personne'],
    ['En stock', 'En stock'],
    ['Remis au Collège Jean', 'Remis au Collège Jean'],
    ['MRXYZ-001', 'MRXYZ-001'],
    ['vu avec Dr Durand', 'vu avec une personne'],
    ['Chez Karim Kacimi', 'Chez une personne'],
    ['Prêté Marie Durand', 'Prêté une personne'],
    ['Retour Jean Dupont', 'Retour une personne'],
    ['Prêt Marie Durand', 'Prêt une personne'],
    ['Don Jean Durand', 'Don une personne'],
    ['don Jean Durand', 'don une personne'],
    ['remis à Jean Pierre Martin', 'remis à une personne'],
    ['remis à Marie de La Tour', 'remis à une personne'],
    ['remis à Marie De La Tour', 'remis à une personne'],
    ['remis à Fatoumata Ben Ali', 'remis à une personne'],
    ['remis à J. Durand', 'remis à une personne'],
    ['remis à marie durand', 'remis à une personne'],
    ['à marie durand', 'à une personne'],
    ['prêté à marie le 12/03', 'prêté à une personne le 12/03'],
    ['prêté à Karim cassé', 'prêté à une personne cassé'],
    ['Marie Durand HS', 'une personne HS'],
    ['RENDU PAR MARIE DURAND', 'RENDU PAR une personne'],
    ['PC de Marie Durand', 'PC de une personne'],
    ['PC Marie', 'PC une personne'],
    ['BATTERIE A CHANGER', 'BATTERIE A CHANGER'],
    ['Salle Marie Curie', 'Salle Marie Curie'],
    ['salle Marie Curie', 'salle Marie Curie'],
    ['iPhone 13 Pro Max', 'iPhone 13 Pro Max'],
    ['Wiko Lenny 3', 'Wiko Lenny 3'],
    ['LG Leon', 'LG Leon'],
    ['voir 0612345678', 'voir …'],
    ['voir +33612345678', 'voir …'],
    ['IMEI 061234567890123', 'IMEI 061234567890123'],
  ])('« %s » reads « %s »', (text, kept) => {
    expect(withoutPeople(text)).toBe(kept);
  });

  it.each([
    ['+33612345678', '+33612345678'],
    ['0612345678', '0612345678'],
    ['INV-0612345678', 'INV-0612345678'],
    ['06 12 34 56 78', '…'],
    ['PC de Marie Durand', 'PC de une personne'],
  ])('« %s » below a title of numbers reads « %s »', (text, kept) => {
    expect(withoutPeopleInNumber(text)).toBe(kept);
  });

  it.each([
    'PC-DUPONT',
    'portable de Marie',
    'MacBook Pro de Julie',
    'DURAND-PC',
    'PC de M. Kaci',
    'LAPTOP-KARIM',
    'pc_dupont01',
    'PC-DUPONT-01',
    'PC-DUPONT-2',
  ])('« %s » is called after somebody', (name) => {
    expect(isNamedAfterSomebody(name)).toBe(true);
  });

  it.each([
    'PC-0042',
    'DESKTOP-7GH3K2L',
    'PC-ACCUEIL',
    'PC-COMPTA-02',
    'BDN-PC-118',
    'LAP114',
    '5CG1234XYZ',
    'POSTE 12',
    'SRV-FICHIERS-2019',
    'PC-MAIRIE',
  ])('« %s » is not', (name) => {
    expect(isNamedAfterSomebody(name)).toBe(false);
  });
});

describe('a remark about a device', () => {
  it.each([
    ['Batterie gonflée, ne pas charger', 'Batterie gonflée, ne pas charger'],
    ['écran rayé ; rendu par Mme Durandeau', 'écran rayé'],
    ['Prêté à DURANDEAU, clavier HS', 'clavier HS'],
    ['remis à kacimi. SSD changé en 2021', 'SSD changé en 2021'],
    ['voir Zorvane Tkaleb', ''],
    ['Durandeau', ''],
    ['Rayures', 'Rayures'],
    ['Windows 11 Pro, 8 Go, écran Samsung', 'Windows 11 Pro, 8 Go, écran Samsung'],
    ['RENDU PAR DURANDEAU', ''],
    ['ECRAN CASSE, SANS CHARGEUR', 'ECRAN CASSE, SANS CHARGEUR'],
    ['appeler le 06 12 34 56 78', ''],
    ['tombé par terre, avec sacoche', 'tombé par terre, avec sacoche'],
    ['ECRAN RAYE KACIMI', ''],
    ['Kacimi ne s’en sert plus', ''],
    ['Ancien PC de DIOP', ''],
    ['poste de kacimi, batterie HS', 'batterie HS'],
    ['pour kacimi', ''],
    ['appartient à kacimi', ''],
    ['Durandeau/Kacimi', ''],
    ['Utilisateur:Durandeau', 'Utilisateur'],
    ['écran fêlé "Durandeau"', 'écran fêlé'],
    ['Ne s’allume plus, chargeur manquant', 'Ne s’allume plus, chargeur manquant'],
    ['Touches usées ; charnière cassée', 'Touches usées, charnière cassée'],
    ['batterie ne tient plus la charge', 'batterie ne tient plus la charge'],
    ['Carte mère HS / écran OK', 'Carte mère HS, écran OK'],
    ['Rayures sur le capot, fonctionne bien', 'Rayures sur le capot, fonctionne bien'],
    ['SSD changé en mars 2021', 'SSD changé en mars 2021'],
    ['mot de passe BIOS inconnu', 'mot de passe BIOS inconnu'],
  ])('%s: « %s »', (remark, left) => {
    expect(remarkOfNobody(remark).note).toBe(left);
  });

  it.each([
    'Batterie gonflée, ne charge plus',
    'Écran rayé',
    'ECRAN CASSE, SANS CHARGEUR',
    'Ne s’allume plus',
    'Clavier HS, touche E manquante',
    'Charnière gauche cassée',
    'Mot de passe BIOS inconnu',
    'Disque dur retiré',
    'À recycler',
    'Fonctionne, un peu lent',
    'Coque fissurée sous l’écran',
    'Pas de chargeur, batterie à changer',
    'Ancien poste de l’accueil',
    'Salle informatique de l’école élémentaire',
    'Reçu en 2019 avec sa station d’accueil',
    'Ventilateur bruyant, chauffe beaucoup',
    'Port USB droit HS',
    'Carte graphique remplacée par une neuve',
    'Écran 24 pouces, pied cassé',
    'Sous garantie jusqu’en 2026',
    'Étiquette d’inventaire illisible',
    'Verrouillé par un compte Google',
    'RAS',
    'Prévoir le remplacement de la batterie',
    'Taches sur la dalle',
    'HP EliteBook 840 G5, i5, 8Go',
    'Rendu par le service des sports',
    'Utilisé pour les élections, peu servi',
    'Windows 11 Pro réinstallé',
    'Freeze et redémarre tout seul',
    'Tambour à changer, bourrage papier',
  ])('« %s » stays whole', (remark) => {
    expect(remarkOfNobody(remark)).toEqual({ note: remark, leftOut: false });
  });

  it.each([
    'ECRAN RAYE KACIMI',
    'Kacimi ne s’en sert plus',
    'Ancien PC de DIOP',
    'poste de kacimi',
    'pour kacimi',
    'appartient à kacimi',
    'Durandeau/Kacimi',
    '"Durandeau"',
    'PC Durandeau',
    'PC-DURANDEAU',
    'mdurandeau',
    'Bonnet',
    'Rendu par Durandeau',
    'chez kacimi',
    'À voir avec Kacimi',
    'prêté à la fille de Kacimi',
    'KACIMI',
    'kacimi',
    'vu avec BA',
    'Poste de Ly',
    'écran cassé par tkaleb',
    'session tkaleb92',
    'Durandeau-Kacimi',
    'M. Durandeau',
    'J. Durandeau',
    'tél 06 12 34 56 78',
    'jeanne.durandeau@mairie.example',
    'Rendu par Petit',
    'poste de blanc',
    'poste de rose',
    'CLAVIER HS MARIE',
  ])('« %s » goes whole', (remark) => {
    expect(remarkOfNobody(remark)).toEqual({ note: '', leftOut: true });
  });
});

describe('what a device is called', () => {
  it.each([
    ['PC de Marie Durandeau', 'PC'],
    ['Ordinateur portable de Karim', 'Ordinateur portable'],
    ["PC d'Ines", 'PC'],
    ['PC-DURANDEAU', 'PC'],
    ['PC de bureau', 'PC de bureau'],
    ['Poste de travail', 'Poste de travail'],
    ['Imprimante à jet d’encre', 'Imprimante à jet d’encre'],
    ['Écran à tube cathodique', 'Écran à tube cathodique'],
    ['PC-Gamer', 'PC-Gamer'],
    ['Portable à réparer', 'Portable à réparer'],
    ['Poste de développement', 'Poste de développement'],
    ['PC-PORTABLE', 'PC-PORTABLE'],
    ['PC de J. Durandeau', 'PC'],
    ['PC-DURANDEAU-01', 'PC'],
    ['PC de marie', 'PC'],
    ['LG Leon', 'LG Leon'],
    ['Wiko Lenny', 'Wiko Lenny'],
  ])('« %s » is kept as « %s »', (name, left) => {
    expect(withoutOwner(name)).toBe(left);
  });

  it('may be a commune around', () => {
    const around = new Set(['Rouen', 'Saint-Ouen', 'Le Plessis-Robinson'].map(placeInName));
    const names = ['PC-ROUEN', 'PC-SAINT-OUEN-02', 'PC-ROBINSON', 'PC-MARIE-ROUEN'];
    expect(names.map((name) => isNamedAfterSomebody(name, around))).toEqual([false, false, true, true]);
    expect(isNamedAfterSomebody('PC-ROUEN')).toBe(true);
  });
});

import { CATEGORIES, DECLARED, STATES } from '#bank/devices';
import { ANSWERS, type DataImportField, type Known, type MappedField, type OldOrigin } from '#bank/files/old-register';
import { SOMEBODY } from '#bank/files/words';
import { type Option, optionsOf } from '#platform/ui';
import { dateOptions, quantityOptions } from '../../engine/web/file.words.js';

export const FIELD_WORDS: Readonly<Record<DataImportField, string>> = {
  number: 'Ancien numéro d’inventaire',
  name: 'Nom de la machine (si pas de numéro)',
  serial: 'Numéro de série',
  category: 'Type d’appareil',
  make: 'Marque',
  model: 'Modèle',
  state: 'État ou statut',
  place: 'Lieu',
  structure: 'Structure ou entité',
  date: 'Date de remise',
  donor: 'Donateur',
  screenSerial: 'Numéro de série de l’écran',
  imei: 'IMEI, en plus du numéro de série',
  quantity: 'Quantité',
  given: 'À reprendre ou non (donné, réservé, vendu…)',
  purchased: 'Date d’achat',
  cost: 'Coût d’achat, en euros',
  supplier: 'Fournisseur',
  purchaseWarrantyEnd: 'Fin de la garantie d’achat',
};

const ORDER_HINT =
  'Rien dans cette colonne ne dit si le jour ou le mois vient d’abord. Une réponse pour toute la colonne.';

export const VALUE_TITLES: Readonly<Record<MappedField, { title: string; hint: string }>> = {
  people: {
    title: 'Des personnes ?',
    hint: 'Des cases ressemblent à des noms de personnes : rien n’en est gardé avant votre réponse, ni montré ici. Regardez-les dans votre fichier.',
  },
  state: {
    title: 'Les états',
    hint: 'Rien n’entre en stock par une déclaration : un appareil présent est « à prouver ».',
  },
  structure: {
    title: 'Les structures',
    hint: 'Une structure qui n’est pas encore ici peut être créée : elle portera ce nom.',
  },
  place: { title: 'Les lieux', hint: 'Pour les appareils présents. Un lieu nouveau est créé sous le lieu habituel.' },
  category: { title: 'Les types d’appareil', hint: '« D’après le modèle » : lu ligne par ligne.' },
  donor: {
    title: 'Les donateurs',
    hint: 'Seul le type de donateur est gardé, pas son nom. S’il n’est pas connu, la règle la plus stricte s’applique : pas de revente.',
  },
  date: { title: 'Les dates de remise', hint: ORDER_HINT },
  purchased: { title: 'Les dates d’achat', hint: ORDER_HINT },
  purchaseWarrantyEnd: { title: 'Les fins de garantie', hint: ORDER_HINT },
  serial: {
    title: 'Numéros de série vus deux fois',
    hint: 'Le même numéro, avec la marque une seule fois : deux lignes du fichier, ou une ligne et un appareil déjà ici.',
  },
  given: {
    title: 'À reprendre ou non',
    hint: 'Des mots qui disent peut-être qu’un appareil n’est plus, ou n’est pas, à la banque.',
  },
  quantity: {
    title: 'Les quantités',
    hint: 'Si grandes qu’elles sont peut-être une erreur.',
  },
};

export const ORIGIN_WORDS: Readonly<Record<OldOrigin, string>> = {
  public_body: 'Organisme public',
  company: 'Entreprise',
  association: 'Association',
  sole_trader: 'Entrepreneur individuel',
  person: 'Particulier',
  unknown: 'Non connu',
};

const TO_CHECK = (as: string): Option => ({ value: ANSWERS.toCheck, label: `${as}, à vérifier sur l’appareil` });
const NOT_WANTED: Option = { value: ANSWERS.skip, label: 'Ne pas reprendre ces lignes' };

export function choicesOf(
  { field, key, value }: { readonly field: MappedField; readonly key: string; readonly value: string },
  known: { structures: readonly Known[]; places: readonly Known[] },
): Option[] {
  const things = (list: readonly Known[], group: string): Option[] =>
    list.map((k) => ({ value: k.id, label: k.name, group }));
  switch (field) {
    case 'people':
      return [
        { value: 'people', label: 'Oui, des personnes : ne rien garder de leurs noms' },
        { value: 'others', label: 'Non, aucune n’est une personne : lire ces cases' },
      ];
    case 'state':
      return [
        ...DECLARED.map((s) => ({ value: s as string, label: STATES[s].label })),
        TO_CHECK('À prouver'),
        NOT_WANTED,
      ];
    case 'structure':
      return [
        ...(value === SOMEBODY ? [] : [{ value: ANSWERS.make, label: 'Créer cette structure' }]),
        { value: ANSWERS.none, label: 'La banque, ou aucune structure' },
        ...things(known.structures, 'Structures'),
      ];
    case 'place':
      return [
        { value: ANSWERS.default, label: 'Le site de la structure, sinon le lieu habituel' },
        ...(value === SOMEBODY ? [] : [{ value: ANSWERS.make, label: 'Créer ce lieu' }]),
        ...things(known.places, 'Lieux'),
      ];
    case 'category':
      return [
        ...CATEGORIES.map((c) => ({ value: c.id as string, label: c.label })),
        { value: ANSWERS.byModel, label: 'D’après le modèle' },
        TO_CHECK('D’après le modèle, sinon « Autre »'),
        NOT_WANTED,
      ];
    case 'date':
    case 'purchased':
    case 'purchaseWarrantyEnd':
      return dateOptions(value, 'Je ne sais pas : sans la date');
    case 'serial':
      return [
        { value: 'same', label: 'Le même appareil : ne pas le reprendre deux fois' },
        { value: 'other', label: 'Un autre appareil' },
      ];
    case 'given':
      return [
        { value: 'given', label: 'Reprendre ces lignes' },
        { ...NOT_WANTED, value: 'kept' },
      ];
    case 'quantity':
      return [...quantityOptions(key), NOT_WANTED];
    case 'donor':
      return optionsOf(ORIGIN_WORDS);
  }
}

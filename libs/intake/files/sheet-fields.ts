import { plainWords } from '#kernel';

/** What we know about a device from a donor's sheet. */
export const SHEET_FIELDS = [
  'category',
  'make',
  'model',
  'serial',
  'assetNumber',
  'condition',
  'quantity',
  'purchased',
] as const;
export type SheetField = (typeof SHEET_FIELDS)[number];

export const isSheetField = (text: unknown): text is SheetField => SHEET_FIELDS.includes(text as SheetField);

/** Names of columns seen in French offices' sheets, in `plainWords`. The first field that knows a name takes it. */
// biome-ignore format: lists to scan
const COLUMN_NAMES: Readonly<Record<SheetField, readonly string[]>> = {
  serial: [
    'numero de serie', 'n de serie', 'no de serie', 'num de serie', 'num serie', 'numero serie', 'n serie', 'no serie', 'nserie', 'serie',
    'serial', 'serial number', 'serialnumber', 's n', 'sn', 'service tag', 'n serie constructeur', 'imei', 'numero de serie imei',
  ],
  assetNumber: [
    'inventaire', 'numero d inventaire', 'n d inventaire', 'no d inventaire', 'numero inventaire', 'n inventaire', 'no inventaire',
    'num inventaire', 'n inv', 'no inv', 'num inv', 'numero inv', 'inv', 'code inventaire', 'numero de parc', 'n de parc', 'n parc', 'numero d immobilisation', 'n immo', 'immobilisation',
    'n d immobilisation', 'etiquette', 'asset tag', 'asset', 'tag', 'code barre', 'code barres', 'inventory number',
  ],
  category: [
    'type', 'categorie', 'type de materiel', 'type materiel', 'type d equipement', 'type equipement', 'type d appareil', 'type appareil',
    'nature', 'nature du materiel', 'genre', 'materiel', 'equipement', 'appareil', 'famille', 'article', 'category', 'device type', 'kind',
  ],
  make: ['marque', 'fabricant', 'constructeur', 'make', 'manufacturer', 'brand', 'vendor'],
  model: ['modele', 'model', 'reference modele', 'ref modele', 'modele appareil'],
  quantity: ['quantite', 'quantites', 'qte', 'qty', 'quantity', 'nombre', 'nb', 'nbre', 'nombre d appareils', 'nb d appareils', 'effectif', 'count'],
  purchased: [
    'date d achat', 'date achat', 'annee d achat', 'annee achat', 'achat', 'annee', 'acquisition', 'date d acquisition', 'date acquisition',
    'annee d acquisition', 'mise en service', 'date de mise en service', 'annee de mise en service', 'date mise en service', 'date de livraison',
    'purchase date', 'date of purchase', 'purchased', 'year',
  ],
  condition: ['etat', 'etat general', 'etat du materiel', 'etat de marche', 'etat de fonctionnement', 'fonctionnement', 'fonctionnel', 'condition', 'status', 'statut'],
};

/** The model where no column says so better; beside one that does, what the thing is called says of what kind it is. */
const MODEL_FOR_WANT_OF_BETTER = ['reference', 'ref', 'designation', 'libelle', 'description'];
const KIND_BESIDE_A_MODEL = ['designation', 'libelle', 'description'];

/** Words that tell a column whose full name is not listed, weaker than a listed name. */
const COLUMN_WORDS: readonly (readonly [RegExp, SheetField])[] = [
  [/\b(?:serie|serial|imei)\b/, 'serial'],
  [/\b(?:inventaire|immo|immobilisation|parc)\b/, 'assetNumber'],
  [/\b(?:marque|constructeur|fabricant)\b/, 'make'],
  [/\bmodele\b/, 'model'],
  [/\b(?:type|categorie)\b/, 'category'],
  [/\betat\b/, 'condition'],
  [/\b(?:quantite|qte)\b/, 'quantity'],
  [
    /^(?!.*\b(?:prix|montant|valeur|cout|bon|ht|ttc|lieu|mode)\b).*\b(?:achat|acquisition|mise en service)\b/,
    'purchased',
  ],
];

const NAMED: ReadonlyMap<string, SheetField> = new Map(
  SHEET_FIELDS.flatMap((field) => COLUMN_NAMES[field].map((name) => [name, field] as const)),
);

/** Which column holds which field; listed names win over words, words over vague names, the left column over the right. */
export function recogniseColumns(header: readonly string[]): Partial<Record<SheetField, number>> {
  const columns: Partial<Record<SheetField, number>> = {};
  const names = header.map((name) => plainWords(name.slice(0, 60)));
  names.forEach((name, i) => {
    const field = NAMED.get(name);
    if (field !== undefined) columns[field] ??= i;
  });
  const taken = new Set(Object.values(columns));
  names.forEach((name, i) => {
    const field =
      taken.has(i) || name.split(' ').length > 5 ? undefined : COLUMN_WORDS.find(([words]) => words.test(name))?.[1];
    if (field !== undefined) columns[field] ??= i;
  });
  const vague = (known: readonly string[]) => names.findIndex((name) => known.includes(name));
  const [field, named] =
    columns.model === undefined
      ? (['model', vague(MODEL_FOR_WANT_OF_BETTER)] as const)
      : (['category', vague(KIND_BESIDE_A_MODEL)] as const);
  if (named >= 0) columns[field] ??= named;
  return columns;
}

/** The column that a file of wrong rows brings along: what was wrong is not what is. */
export const PROBLEM_COLUMN = 'Problème';
export const isProblemColumn = (title: string | undefined): boolean =>
  plainWords((title ?? '').slice(0, 20)) === 'probleme';

/** What a donor's sheet is known by again: its titles, whatever their capitals, accents and signs. */
export const titlesOf = (header: readonly string[]): string[] => {
  const titles = header.filter((title) => !isProblemColumn(title)).map((title) => plainWords(title.slice(0, 60)));
  return titles.slice(0, titles.findLastIndex((title) => title !== '') + 1);
};

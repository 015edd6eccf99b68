import { type Category, type Condition, isCategory } from '#devices';
import { plainWords } from '#kernel';

/** What we know about a device from a donor's sheet. */
export const SHEET_FIELDS = ['category', 'make', 'model', 'serial', 'condition', 'inventoryNumber'] as const;
export type SheetField = (typeof SHEET_FIELDS)[number];

/** Names of columns seen in French offices' sheets, in `plainWords`. The first field that knows a name takes it. */
// biome-ignore format: lists to scan
const COLUMN_NAMES: Readonly<Record<SheetField, readonly string[]>> = {
  serial: [
    'numero de serie', 'n de serie', 'no de serie', 'num de serie', 'num serie', 'numero serie', 'n serie', 'no serie', 'nserie', 'serie',
    'serial', 'serial number', 'serialnumber', 's n', 'sn', 'service tag', 'n serie constructeur', 'imei', 'numero de serie imei',
  ],
  inventoryNumber: [
    'inventaire', 'numero d inventaire', 'n d inventaire', 'no d inventaire', 'numero inventaire', 'n inventaire', 'no inventaire',
    'num inventaire', 'code inventaire', 'numero de parc', 'n de parc', 'n parc', 'numero d immobilisation', 'n immo', 'immobilisation',
    'n d immobilisation', 'etiquette', 'asset tag', 'asset', 'tag', 'code barre', 'code barres', 'inventory number',
  ],
  category: [
    'type', 'categorie', 'type de materiel', 'type materiel', 'type d equipement', 'type equipement', 'type d appareil', 'type appareil',
    'nature', 'nature du materiel', 'materiel', 'equipement', 'appareil', 'famille', 'article', 'category', 'device type', 'kind',
  ],
  make: ['marque', 'fabricant', 'constructeur', 'make', 'manufacturer', 'brand', 'vendor'],
  model: ['modele', 'model', 'reference', 'ref', 'reference modele', 'designation', 'libelle', 'description', 'modele appareil'],
  condition: ['etat', 'etat general', 'etat du materiel', 'etat de marche', 'etat de fonctionnement', 'fonctionnement', 'fonctionnel', 'condition', 'status', 'statut'],
};

/** Words that tell a column whose full name is not listed, weaker than a listed name. */
const COLUMN_WORDS: readonly (readonly [RegExp, SheetField])[] = [
  [/\b(?:serie|serial|imei)\b/, 'serial'],
  [/\b(?:inventaire|immo|immobilisation|parc)\b/, 'inventoryNumber'],
  [/\b(?:marque|constructeur|fabricant)\b/, 'make'],
  [/\bmodele\b/, 'model'],
  [/\b(?:type|categorie)\b/, 'category'],
  [/\betat\b/, 'condition'],
];

const NAMED: ReadonlyMap<string, SheetField> = new Map(
  SHEET_FIELDS.flatMap((field) => COLUMN_NAMES[field].map((name) => [name, field] as const)),
);

/** Which column holds which field; listed names win over words, the left column over the right. */
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
  return columns;
}

/** In this order: what a thing belongs to ("souris portable") before what it is. */
// biome-ignore format: lists to scan
const CATEGORY_WORDS: readonly (readonly [RegExp, Category])[] = [
  [/souris|clavier|dock|accueil|projecteur|serveur|switch|routeur|onduleur|casque|webcam|scanner|chargeur|cable|sacoche|disque|enceinte|telephone fixe|borne|autre|divers/, 'other'],
  [/smartphone|telephone|\btel\b|iphone|mobile|\bgsm\b|galaxy s\d/, 'smartphone'],
  [/imprimante|printer|multifonctions?|copieur|photocopieu|\bmfp\b|laserjet|traceur/, 'printer'],
  [/tout en (?:un|1)|all in one|\baio\b|\bimac\b|monobloc/, 'all_in_one'],
  [/tablette|tablet|\bipad\b/, 'tablet'],
  [/portable|\bport\b|laptop|notebook|ultrabook|chromebook|macbook|netbook|thinkpad|latitude|elitebook|probook/, 'laptop'],
  [/\buc\b|unites? central|\bpc fixe|ordinateurs? fixe|\bfixe\b|desktop|\btour\b|mini ?pc|mac mini|station de travail|workstation|(?:pc|ordinateur|poste) de bureau|optiplex|prodesk|elitedesk|thinkcentre/, 'desktop'],
  [/ecran|moniteur|monitor|display/, 'monitor'],
  [/\bpc\b|ordinateur|\bordi\b|\bposte\b|\bmicro\b|computer/, 'desktop'],
];

/** Remembers answers: a column repeats a few words a hundred thousand times. */
function remembering<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (!known.has(text)) {
      if (known.size >= 500) known.clear();
      known.set(text, answer(text));
    }
    return known.get(text) as T;
  };
}

/** The category that a word of a sheet means, or null. Ids of ours are understood too. */
export const recogniseCategory = remembering((text: string): Category | null => {
  const words = plainWords(text.slice(0, 120));
  if (words === '') return null;
  const id = words.replaceAll(' ', '_');
  if (isCategory(id)) return id;
  return CATEGORY_WORDS.find(([known]) => known.test(words))?.[1] ?? null;
});

/** In this order: "ne fonctionne pas" before "fonctionne". */
// biome-ignore format: lists to scan
const CONDITION_WORDS: readonly (readonly [RegExp, Condition])[] = [
  [/\bhs\b|hors service|panne|defect|casse|\bko\b|ne (?:\w+ )?(?:fonctionne|demarre|marche|s allume)|faulty|broken|pour pieces|reparer|mauvais|^non$/, 'faulty'],
  [/inconnu|non teste|pas teste|a tester|pas essaye|unknown|^nc$|^nr$|non renseigne|^n a$/, 'unknown'],
  [/use|usage|moyen|abime|raye|worn|passable|correct/, 'worn'],
  [/fonctionn|marche|bon|tres bon|\bok\b|neuf|operationnel|works|good|excellent|^oui$/, 'works'],
];

/** The condition that a word of a sheet means; an empty cell is `unknown`, a word nobody knows null. */
export const recogniseCondition = remembering((text: string): Condition | null => {
  const words = plainWords(text.slice(0, 120));
  if (words === '') return 'unknown';
  return CONDITION_WORDS.find(([known]) => known.test(words))?.[1] ?? null;
});

import { COLUMN_LIMIT } from '#bank/files/engine';
import { isKnownTitle, readTitle, type TitleMeaning } from '#bank/files/words';
import { isRemark } from '#bank/intake';
import { plainWords } from '#platform/kernel';

export const DATA_IMPORT_FIELDS = [
  'number',
  'name',
  'serial',
  'category',
  'make',
  'model',
  'state',
  'place',
  'structure',
  'date',
  'donor',
  'screenSerial',
  'imei',
  'quantity',
  'given',
  'purchased',
  'cost',
  'supplier',
  'purchaseWarrantyEnd',
] as const;
export type DataImportField = (typeof DATA_IMPORT_FIELDS)[number];
export type Columns = Readonly<Partial<Record<DataImportField, number>>>;

/** Columns of dates, and under which name a file remembers in which order each writes them. */
export const DATE_FIELDS = {
  date: 'dayOrder',
  purchased: 'purchasedOrder',
  purchaseWarrantyEnd: 'warrantyOrder',
} as const;
export type DateField = keyof typeof DATE_FIELDS;
export const DATE_FIELD_NAMES = Object.keys(DATE_FIELDS) as DateField[];
export const isDateField = (field: string): field is DateField => field in DATE_FIELDS;

/**
 * Fields of which only a question is asked: one for cells that look like people; one for each column of dates whose order nothing shows;
 * one for a serial that comes twice with its maker once; one for a quantity that is hardly meant; one for each word that may say that a
 * device is not to be taken.
 */
const ASKED_FIELDS = ['people', ...DATE_FIELD_NAMES, 'serial', 'quantity', 'given'] as const;
export type AskedField = (typeof ASKED_FIELDS)[number];
export const MAPPED_FIELDS = [
  'people',
  'state',
  'structure',
  'place',
  'category',
  'donor',
  ...DATE_FIELD_NAMES,
  'serial',
  'quantity',
  'given',
] as const;
export type MappedField = (typeof MAPPED_FIELDS)[number];
export const isAsked = (field: MappedField): field is AskedField => ASKED_FIELDS.some((asked) => asked === field);

/** Titles of GLPI's search exports, French and English, and of banks' own sheets, in `plainWords`. */
// biome-ignore format: lists to scan
const COLUMN_NAMES: Readonly<Record<DataImportField, readonly string[]>> = {
  number: [
    'numero d inventaire', 'n d inventaire', 'no d inventaire', 'numero inventaire', 'n inventaire', 'no inventaire', 'inventaire', 'inventory number',
    'inventory', 'asset tag', 'otherserial', 'ancien numero', 'ancien n', 'ancien numero d inventaire', 'ancien n d inventaire', 'ancien numero inventaire',
    'num inventaire', 'numero de parc', 'n de parc', 'code inventaire', 'etiquette', 'old number',
  ],
  name: ['nom', 'name', 'nom de la machine', 'nom machine', 'nom du poste', 'nom de l ordinateur', 'hostname', 'computer name', 'machine'],
  serial: ['numero de serie', 'n de serie', 'no de serie', 'numero serie', 'n serie', 'num serie', 'serie', 'serial number', 'serial', 'sn', 's n', 'service tag'],
  category: ['type', 'categorie', 'type de materiel', 'type d appareil', 'type d equipement', 'materiel', 'nature', 'category', 'kind', 'computer type'],
  make: ['fabricant', 'marque', 'constructeur', 'manufacturer', 'make', 'brand'],
  model: ['modele', 'model', 'reference', 'designation'],
  state: ['statut', 'etat', 'status', 'state', 'statut du materiel', 'etat du materiel'],
  place: ['lieu', 'location', 'emplacement', 'localisation', 'lieu de stockage', 'stockage', 'rangement', 'place', 'site'],
  structure: ['entite', 'entity', 'structure', 'structure beneficiaire', 'structure destinataire', 'organisme', 'association', 'partenaire', 'organisation'],
  date: ['date de remise', 'date remise', 'remis le', 'date d attribution', 'date attribution', 'date de sortie', 'date de livraison', 'handover date', 'hand over date', 'delivery date'],
  // By their whole titles, as the reader of titles knows them.
  screenSerial: [],
  imei: [],
  quantity: [],
  given: [],
  purchased: [
    'date d achat', 'date achat', 'date de l achat', 'date d acquisition', 'date acquisition', 'achete le', 'acquis le', 'purchase date', 'date of purchase', 'purchased',
    'purchased on', 'annee d achat', 'annee d acquisition',
  ],
  // Never « Prix » alone: a bank's own list says so what it sells a device for.
  cost: [
    'cout', 'cost', 'purchase cost', 'purchase price', 'cout d achat', 'cout d acquisition', 'cout unitaire', 'prix d achat', 'prix achat', 'prix d acquisition', 'valeur',
    'value', 'valeur d achat', 'valeur d acquisition', 'valeur d origine', 'montant d achat', 'unit cost',
  ],
  supplier: ['fournisseur', 'fournisseurs', 'nom du fournisseur', 'supplier', 'supplier name', 'revendeur', 'reseller', 'achete chez', 'lieu d achat'],
  purchaseWarrantyEnd: [
    'fin de garantie', 'fin garantie', 'date de fin de garantie', 'date fin garantie', 'date fin de garantie', 'fin de la garantie', 'date de fin de la garantie',
    'garantie jusqu au', 'expiration de garantie', 'expiration de la garantie', 'expiration garantie', 'date d expiration de la garantie', 'date d expiration de garantie',
    'date expiration garantie', 'echeance de garantie', 'echeance de la garantie', 'warranty expires', 'warranty expiration', 'warranty expiration date', 'warranty expiry',
    'warranty expiry date', 'warranty end', 'warranty end date', 'warranty until', 'end of warranty',
  ],
  donor: ['donateur', 'donor', 'don de', 'provenance', 'origine', 'nom du donateur', 'donateurs'],
};

// biome-ignore format: lists to scan
const COLUMN_WORDS: readonly (readonly [RegExp, DataImportField])[] = [
  // Whole titles: « Date de remise en service » and « Date de sortie de garantie » are of something else.
  [/^dates?(?: (?:reelle|effective))?(?: (?:de la|de l|du|de|d))? (?:(?:remise|attribution|sortie)(?: (?:du|de la|de l|des|de) (?:pc|postes?|materiels?|equipements?|appareils?|machines?|ordinateurs?|stock))?|livraison|don)(?: (?:reelle|effective|definitive))?(?: (?:au|aux|a la|a l|a une) (?:structures?|associations?|partenaires?|organismes?))?$/, 'date'],
  [/\b(?:donateur|donor)\b/, 'donor'],
  [/^(?:cout|valeur|prix|montant)(?: unitaire)?(?: d(?:e l)?)? ?(?:achat|acquisition)(?: unitaire)?(?: (?:en )?(?:ht|ttc|eur|euros?))*$|^(?:cout|valeur)(?: unitaire)?(?: (?:en )?(?:ht|ttc|eur|euros?))+$/, 'cost'],
  [/^(?:date )?(?:d |de )?(?:la )?(?:fin|expiration|echeance)(?: de| d)?(?: la)? garantie (?:constructeur|fabricant|fournisseur|vendeur|materiel)$|^garantie (?:constructeur |fabricant )?jusqu(?: a| au| en)?$/, 'purchaseWarrantyEnd'],
];
/** Words of titles that say it only where the whole title says nothing else. */
const WEAK_WORDS: readonly (readonly [RegExp, DataImportField])[] = [
  [/\b(?:statut|etat|status)\b/, 'state'],
  [/\b(?:lieu|emplacement|location)\b/, 'place'],
  [/\b(?:structure|entite|entity|organisme)\b/, 'structure'],
];

const FIELD_OF: Partial<Record<TitleMeaning, DataImportField>> = {
  serial: 'serial',
  screen_serial: 'screenSerial',
  imei: 'imei',
  asset_number: 'number',
  category: 'category',
  make: 'make',
  make_model: 'model',
  model: 'model',
  status: 'state',
  condition: 'state',
  name: 'name',
  place: 'place',
  structure: 'structure',
  donor: 'donor',
  handed_over: 'date',
  quantity: 'quantity',
  given: 'given',
  purchased: 'purchased',
};
/** « Mise en service », « Livraison », « Année »: other dates than that of the purchase where a tool has each. */
const BOUGHT = /\b(?:ach(?:at|et)|acq|purchase|bought|kauf|anschaff|compra|aankoop)/;

/** The field of a title whose name is not listed: by the whole of it, never by its first word. */
function byWords(title: string): DataImportField | undefined {
  const own = COLUMN_WORDS.find(([words]) => words.test(title))?.[1];
  if (own) return own;
  const { meaning, sureness } = readTitle(title);
  if (sureness === 'sure' && meaning === 'purchased' && !BOUGHT.test(title)) return undefined;
  if (sureness === 'sure') return meaning === null ? undefined : FIELD_OF[meaning];
  return WEAK_WORDS.find(([words]) => words.test(title))?.[1];
}

/** Titles of columns that tell of people, or hold free text in which people are told of. */
// biome-ignore format: lists to scan
const PEOPLES_TITLES = [
  String.raw`utilisateurs?|usagers?|user|users|username|beneficiaires?|personnes?|prenoms?|first ?name|last ?name|surname|login|identifiants?|mails?|e mail|email|courriel|telephones?|tel|phone|portable du|mobile|adresse|address|naissance|age|civilite|sexe|contacts?|contact person|responsable|referent|technicien|technician|owner|proprietaire|remis a|attribue a|donne a|destinataire|recu par|signature|commentaires?|comments?|observations?|remarques?|notes?|histoire|motif|famili\w+|marital\w*|matrimonial\w*|residence|demandes?|demandeurs?`,
  // Whom a machine is with, said of it or of several, and whoever that is.
  '^remises? a|attribuee a|donnee a|affectee?s? a|affectataires?|confiee?s? a|pretee?s? a|dotee?s? a|utilisee?s? par|empruntee?s? par|recue par|used by|held by',
  'utilisatrices?|usageres?|referentes?|techniciennes?|assigned(?: to)?|assignee|checked ?out(?: to)?|check ?out to|emprunteu(?:r|se)s?|borrower',
  'eleves?|etudiante?s?|enseignante?s?|professeure?s?|format(?:eur|rice)s?|apprenante?s?|stagiaires?|salariee?s?|employee?s?|collaborat(?:eur|rice)s?|staff|students?|teachers?',
  'interlocut(?:eur|rice)s?|nom complet|nom et prenom|full ?name|display ?name|allocataires?|administree?s?|residente?s?|familles? accompagnees?|tut(?:eur|rice)s?',
];
const ABOUT_PEOPLE = new RegExp(String.raw`\b(?:${PEOPLES_TITLES.join('|')})\b`);
/** Whoever has a machine: a person, unless the title says of itself that it is an organisation. */
const HOLDERS = /\b(?:holder|detent(?:eur|rice)s?|possesseurs?|titulaires?|occupante?s?|agente?s?|gestionnaires?)\b/;
const OF_AN_ORGANISATION = /\b(?:structures?|organismes?|associations?|entites?|etablissements?|partenaires?)\b/;
/** « État et remarques »: the state, in sentences; who is named in them is taken out of the cells. */
const isStateInSentences = (title: string): boolean => {
  const { meaning, sureness } = readTitle(title);
  return sureness === 'sure' && meaning === 'condition' && /^etats?\b/.test(title);
};
const isAboutPeople = (title: string): boolean =>
  !isStateInSentences(title) && (ABOUT_PEOPLE.test(title) || (HOLDERS.test(title) && !OF_AN_ORGANISATION.test(title)));

const NAMED: ReadonlyMap<string, DataImportField> = new Map(
  DATA_IMPORT_FIELDS.flatMap((field) => COLUMN_NAMES[field].map((name) => [name, field] as const)),
);

export const isOldTitle = (title: string): boolean => NAMED.has(plainWords(title.slice(0, 80))) || isKnownTitle(title);

/** GLPI's own tree: what it files a machine under, and whom it is with only where nothing else says that. */
const OF_GLPI_ITSELF: ReadonlySet<string> = new Set(['entite', 'entity']);

export interface ReadHeader {
  readonly columns: Columns;
  /** Columns about people: their cells are dropped while reading, and never stored. */
  readonly people: ReadonlySet<number>;
  /** Those of them that are remarks: their parts about nobody are the device's note. */
  readonly notes: ReadonlySet<number>;
}

/**
 * Which column holds what. Columns about people win over every guess: only an exact title of ours keeps a column. « Nom » is a
 * machine's name in GLPI, and a person's in a sheet of people: it is kept only where the other titles are GLPI's.
 */
export function readHeader(header: readonly string[]): ReadHeader {
  const titles = header.map((title) => plainWords(title.slice(0, 80)));
  const ofGlpi =
    titles.some((t) => OF_GLPI_ITSELF.has(t)) || (titles.includes('statut') && titles.includes('fabricant'));
  const structureSaid = titles.some((t) => NAMED.get(t) === 'structure' && !OF_GLPI_ITSELF.has(t));
  const withPeople = titles.some((t) => /\b(?:prenom|first ?name|nom de famille)\b/.test(t));
  const columns: Partial<Record<DataImportField, number>> = {};
  const people = new Set<number>();
  titles.forEach((title, i) => {
    const field = structureSaid && OF_GLPI_ITSELF.has(title) ? undefined : NAMED.get(title);
    const aPerson = title === 'nom' || title === 'name' ? !ofGlpi || withPeople : !field && isAboutPeople(title);
    if (aPerson) people.add(i);
    else if (field) columns[field] ??= i;
  });
  const taken = new Set(Object.values(columns));
  titles.forEach((title, i) => {
    if (taken.has(i) || people.has(i) || title.split(' ').length > 6) return;
    const field = byWords(title);
    if (field) columns[field] ??= i;
  });
  // A phone has both; a list of phones often has the one only.
  if (columns.serial === undefined && columns.imei !== undefined) {
    columns.serial = columns.imei;
    delete columns.imei;
  }
  return { columns, people, notes: new Set([...people].filter((i) => isRemark(header[i]!))) };
}

/** How many fields a row names; a header names two at least, so that a title is none. */
export function headerWorth(cells: readonly string[]): number {
  const named = Object.keys(readHeader(cells.slice(0, COLUMN_LIMIT)).columns).length;
  return named < 2 ? 0 : named;
}

export const columnsOf = (fields: readonly (string | null)[]): Columns =>
  Object.fromEntries(
    DATA_IMPORT_FIELDS.flatMap((field) => {
      const at = fields.indexOf(field);
      return at < 0 ? [] : [[field, at] as const];
    }),
  );

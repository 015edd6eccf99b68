import { plainWords } from '#platform/kernel';
import { readDonatedTitle } from '../donated/donated.js';
import { ask, type Reading, remembering, sure } from '../reading.js';

export const TITLE_MEANINGS = [
  'category',
  'make',
  'model',
  'make_model',
  /** « Désignation »: what the device is called, with its kind, maker or model in it. */
  'description',
  /** « Référence »: a model where no column says so better. */
  'reference',
  'serial',
  'imei',
  /** « N° série écran »: of the screen that comes with the device. */
  'screen_serial',
  'asset_number',
  'condition',
  /** « Statut »: where a device is in its life, which is not whether it works. */
  'status',
  /** « HS ? »: a yes says that it does not work. */
  'broken',
  'quantity',
  'purchased',
  'name',
  'place',
  'structure',
  'donor',
  'handed_over',
  /** « À donner », « Réservé »: whether it is given at all. */
  'given',
  /** Known, and nothing that we keep: prices, parts, other dates, people. */
  'nothing',
] as const;
export type TitleMeaning = (typeof TITLE_MEANINGS)[number];

const N = '(?:(?:liste (?:de |des )?)?(?:numeros?|nums?|nos?|n|nr|nbr|numbers?|codes?|refs?|references?|ids?))';
const OF = '(?: (?:de l|de la|d un|d une|de|du|des|d|of|the|le|la))*';
/** The device itself, which a title may name without saying more. */
const OWN =
  '(?:pc|pc portable|pc fixe|ordinateur portable|ordinateur fixe|portable|postes?|poste de travail|materiel|materiels|equipement|equipements|appareil|appareils|machine|machines|ordinateur|ordinateurs|uc|tour|unite centrale|unites|unite|bien|biens|article|articles|produit|objet|device|devices|computer|hardware|materiel informatique|equipement informatique|actif)';
const WHOSE =
  '(?: (?:constructeur|fabricant|fournisseur|interne|mairie|ville|commune|communal|communale|region|regional|departement|departemental|interco|intercommunal|agglo|metropole|academie|rectorat|compta|association|entreprise|societe|dsi|si|informatique|collectivite|comptable|etablissement|lycee|college|ecole|universite|ancien|manufacturer|unique|complet|exact|exacte|physique))*';
const own = `(?:${OF} ${OWN})?`;

const MONTHS = '(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)';
const REMARKS = '(?:remarques?|observations?|obs|commentaires?|notes?|precisions?)';

/** Whole titles, in `plainWords`: nothing may be left over. The first that fits counts. */
const TITLES: readonly (readonly [TitleMeaning, string])[] = [
  [
    'screen_serial',
    `(?:(?:${N}${OF} )?(?:serie|serial)|serial ?number|s n|sn)${OF} (?:ecrans?|moniteurs?|screen|monitor)(?: ?1)?|(?:ecran|moniteur|screen|monitor) (?:(?:${N}${OF} )?(?:serie|serial)|serial ?number|s n|sn)`,
  ],
  [
    'imei',
    `(?:${N}${OF} )?(?:serie )?(?:ou )?imei(?: ?[12])?(?: ou serie| meid| 15 chiffres)?(?:${OF} (?:telephones?|smartphones?|mobiles?))?`,
  ],
  [
    'imei',
    `(?:(?:${N}${OF} )?(?:serie|serial)|serial number|s n|sn) (?:ou |or |et )?imei|imei (?:ou |or |et )?(?:(?:${N}${OF} )?serie|serial(?: number)?|s n|sn)`,
  ],
  ['serial', `(?:${N}${OF} )?(?:series?|ser|serials?)${own}${WHOSE}(?: s n| sn| service tag)?`],
  [
    'serial',
    `(?:serial ?(?:number|no|n|nb|nbr|nr|num|numero)|serialnumber|serienummer|seriennummer|(?:device|computer|system|bios|machine|product) serial(?: number| no)?|bios (?:n|numero) de serie|serial number bios|service tag n serie|dell service tag|numserie|nserie|n ?serie|serie n|s n|sn|ns|n s|no s|service ?tag|s n service tag|service tag(?: dell)?(?: s n| sn| ou n serie)?)${own}${WHOSE}`,
  ],
  [
    'asset_number',
    `(?:ancien )?(?:(?:${N}|identifiant)${OF} )(?:etiquette parc|inventaire|inv|parc|parc informatique|patrimoine|immo|immobilisation|asset|inventory)${WHOSE}${own}`,
  ],
  [
    'asset_number',
    `(?:inventarnummer|inventarisnummer|numero de inventario|(?:etiquette|code barres?|tag) inventaire|(?:n|numero) (?:de |du )?bien|inventaire|inv|immobilisation|immo|etiquette|code ?barres?|asset ?tag|asset ?number|asset no|tag no|tag number|tag|inventory ?number|inventory|otherserial|ancien (?:numero|n)|old number|ninv|numinv|n ?inventaire|inventaire n)`,
  ],
  [
    'make_model',
    `(?:hersteller modell|marca modelo|merk model)|(?:marques?|constructeur|fabricant|make|brand|manufacturer)(?: et| and| ou)? (?:modeles?|model|type)${own}|(?:modeles?|model)(?: et| and)? (?:marques?|make|brand|constructeur)`,
  ],
  [
    'description',
    `(?:noms?(?=${OF} (?:produit|article|objets?|bien))|intitules?(?=${OF} (?:materiel|bien|equipement|article|produit|appareil))|designations?|libelles?|descriptions?|descriptifs?|articles?|materiels?|equipements?|appareils?|produits?|objets?|devices?|items?|mat|matos|quoi|c est quoi|bezeichnung|descripcion|omschrijving|modele ou description)${own}${WHOSE}(?: article)?`,
  ],
  [
    'category',
    `(?:materiel type|(?:pc )?fixe (?:ou )?(?:pc )?portable|(?:pc )?portable (?:ou )?(?:pc )?fixe|types?|categories?|typologie|nature|genre|familles?|sous famille|kind|category|device type|computer type|asset type|chassis type|asset category|geratetyp|typ|tipo|tipo de equipo|kategorie|categoria|soort|type category)${own}`,
  ],
  [
    'make',
    `(?:mque|mfr|mfg|mrq|marq|constr|fab|fabricant constructeur|fabricant marque|constructeur marque|brand name|manufacturer name|maker name|fabriquants?|marque constructeur|marques?|fabricants?|constructeurs?|make|makers?|manufacturer|brand|vendor|hersteller|fabrikant|marca|fabricante|merk|(?:system|computer|device) manufacturer|(?:asset|device|item) (?:make|brand|manufacturer))${own}`,
  ],
  [
    'model',
    `(?:(?:${N}${OF} )?modeles?|model|modele precis|modele commercial|modele version|mod|model name|model number|model no|model n|modell|modelo|(?:system|computer|device|asset|item) model|noms? d[ue] modele)(?: reference| ref)?${own}${WHOSE}`,
  ],
  ['reference', `(?:reference|ref|references|part no|part number)${own}${WHOSE}`],
  ['status', `(?:statuts?|status|states?|situation)${own}`],
  ['broken', '(?:est )?(?:en )?(?:hs|panne|hors service|panne hs)'],
  [
    'condition',
    `(?:zustand|etats?|condition|constats?|diagnostics?|diag)(?: (?:a l enlevement|a la collecte|a l arrivee|a la reception))?(?: (?:constate|reel|estime|apparent|observe|declare|general|generale|actuel|physique|de marche|de fonctionnement|de mise en marche|fonctionnel|technique|visuel|au depart|lors du tri|lors du retrait|lors de l enlevement|lors du don|d usage|ok hs|bon moyen hs|bon moyen mauvais))?${own}(?: (?:au|en|le|a la date du)(?: (?:\\d{1,2}|\\d{4}|${MONTHS}))*)?`,
  ],
  // « État et remarques »: the state, in sentences.
  ['condition', `etats?(?: (?:general|constate))? (?:et |ou )?${REMARKS}|${REMARKS} (?:et |ou |sur l )etats?`],
  [
    'condition',
    `(?:(?:ca |est ce que ca )?(?:fonctionne|marche)|fonctionnement|fonctionnel|fonctionnelle|fonctionnalite|ok|ok hs|hs ok|ok ko|ok nok|ok pas ok|bon hs|bon mauvais|marche marche pas|marche ou pas|fonctionne ne fonctionne pas|en etat de marche|etat de marche|teste ok|works|working|functional|functional test)(?: o n| oui non)?`,
  ],
  [
    'quantity',
    `(?:quantites?|qtes?|qty|quantity|nombre|nb|nbre|nbr|count|combien|nombre d exemplaires|n?bre exemplaires|nombre total|nb total|anzahl|cantidad|aantal)(?:${OF} (?:${OWN}|pieces))?(?: (?:donnees?|donnes?|a donner|pour (?:le )?don|disponibles?|dispo|totale?))?`,
  ],
  [
    'purchased',
    `(?:dates?|annees?|an|date et annee|dt)?${OF} ?(?:premiere |1ere )?(?:achat|acquisition|acq|acquis|mise en service|mes|livraison|purchase)(?: (?:et |ou )?(?:achat|acquisition|mise en service|livraison))?${own}`,
  ],
  [
    'purchased',
    '(?:kaufdatum|anschaffungsdatum|fecha de compra|aankoopdatum|annee|year|achete le|achete en|acquis le|acquis en|purchase date|date of purchase|purchased|mis en service le)',
  ],
  [
    'name',
    '(?:nom|name) (?:de la machine|machine|du poste|poste|de l ordinateur|du pc|pc|netbios|reseau)|hostname|host name|computer name',
  ],
  [
    'place',
    '(?:lieu|location|emplacement|localisation|lieu de stockage|stockage|rangement|place|site|lieu d affectation)',
  ],
  [
    'structure',
    '(?:entite|entity|structure|structure beneficiaire|structure destinataire|organisme|association|partenaire|organisation)',
  ],
  [
    'donor',
    '(?:donateurs?|donor|don de|de qui|(?:par )?qui (?:l |les )?(?:a|ont) (?:donne|apporte|depose|amene|offert)e?s?|(?:donne|apporte|depose|offert) par(?: qui)?|provenance|origine|nom du donateur)',
  ],
  [
    'nothing',
    '(?:motif de (?:la )?(?:reforme|sortie|panne|rebut)|operateur|code (?:pin|puk)|taille|identifiant session|vu par|cle bitlocker|(?:nb|nbre|nombre)(?: de)? barrettes|lien photo|utilise par|vnc|(?:n |numero )?(?:de )?mandat|imputation|compte(?: budgetaire| comptable)?|domaine|domain|antivirus|bitlocker|last seen|last check ?in|enrolled date|enrollment date|compliance|ownership|couleur|color|poids|photo|lien|url|(?:n |numero )client|nombre de (?:coeurs|c urs)|version bios|bios version)',
  ],
  ['handed_over', '(?:date de remise|date remise|remis le|date de sortie|handover date|hand over date|delivery date)'],
];
const WHOLE = TITLES.map(([meaning, words]) => ({ meaning, words: new RegExp(`^(?:${words})$`) }));

/** Words of a title that say it holds something else, whatever else stands in it. */
const ELSE =
  /\b(?:ram|capacite|dd|antivirus|claviers?|souris|ports?|lots?|marche|comptable|memoire|disques?|hdd|ssd|stockage|storage|ecrans?|moniteurs?|screen|batteries?|chargeurs?|docks?|processeurs?|processor|cpu|cartes?|graphique|licences?|licence|logiciels?|os|systeme|windows|office|mac|ip|adresse|reseau|prise|prix|montant|valeur|cout|tarif|ht|ttc|tva|facture|commande|marche public|bon|bail|devis|fournisseur|garantie|warranty|fin|expiration|echeance|amortissement|duree|taux|depreciation|eol|vie|lieu d achat|mode|naissance|age|telephone|tel|mail|email|courriel|login|mot de passe|password|nom|prenom|civilite|utilisateurs?|usagers?|users?|attributaires?|beneficiaires?|agents?|eleves?|caf|nir|service|direction|bureau|etage|salle|batiment|ville|postal|commentaires?|comments?|remarques?|observations?|notes?|attribution|affectation|affecte|assign\w*|sortie|entree|remise|modification|connexion|dernier|derniere|inventorie|inventaire du|priorite|ticket|avancement|civil|lieux|scolaire|contrat|voiture|vehicule|television|tv|stock|actuelle|actuel|signature|responsable|statut utilisateur|size|gb|commerciale)\b/;

const OF_A_SCREEN = /^(?=.*\b(?:serie|serial|s n|sn)\b)(?=.*\b(?:ecrans?|moniteurs?|screens?|monitors?)\b)/;

/** Words of a title that speak of giving and keeping, whatever else stands in it. */
const GIVING =
  /\b(?:(?:ok|accord|statut|valid\w*|bon|avis|decision|choix|pour|au|en|possible|propos\w*) (?:pour |au |de |du |le )*dons?|donner|donn[ei]e?s?|garder|gardee?s?|conserver|conservee?s?|reservee?s?|vendue?s?|dispo|disponibles?|reformee?s?|reformer|rebut|dechetterie|a jeter|jetee?s?|sortis?)\b/;
const NUMBERED = /^(?:dates?|numero|num|no|n|code|lieu|nom|motif|annee|mode|valeur)\b/;

/** By its accent: « Marché » is a contract, « Marche » asks whether it works. */
const CONTRACT = /\bmarchés?(?!\p{L})/u;
/** « Données » stand on a disk, and « Réserve » is a room: « Réservé » is not. */
const NOT_GIVING = /^donn[ée]es(?!\p{L})|(?<!\p{L})réserves?(?!\p{L})/u;

/** What a word in a title lets one guess, for a person to say yes to. */
const GUESSES: readonly (readonly [RegExp, TitleMeaning])[] = [
  [/\b(?:serie|serial)\b/, 'serial'],
  [/\b(?:inventaire|immo|immobilisation|asset)\b/, 'asset_number'],
  [/\b(?:marque|constructeur|fabricant)\b/, 'make'],
  [/\bmodele\b/, 'model'],
  [/\b(?:type|categorie|nature)\b/, 'category'],
  [/\betat\b/, 'condition'],
  [/\b(?:quantite|qte)\b/, 'quantity'],
  [/\b(?:achat|acquisition|mise en service)\b/, 'purchased'],
];

/** Remarks that say nothing of what a column holds. */
const REMARK =
  /\s*\((?:(?:si )?(?:connue?|possible|disponible|besoin|applicable)|obligatoire|facultati(?:f|ve)|optionnel(?:le)?|important|recommandée?|au dos|dos|dessous|exacte?|précise?|en clair|\*)\)\s*$/i;

/** « Numéro(s) de série »: one or several. */
const inWords = (title: string): string =>
  plainWords(title.replace(/\((?:s|x|e|es)\)/gi, '').replace(/n\s*[°º]\s*/gi, 'n '));

/** « S/N (N° de série) », « Marque / fabricant »: two names of one thing. */
function saidTwice(title: string): TitleMeaning | null {
  const parts = title
    .slice(0, 80)
    .replace(/\((?:s|x|e|es)\)/gi, '')
    .split(/\s\/\s|[()]|\sou\s/);
  const meanings = parts.flatMap((part) => {
    const words = inWords(part);
    return words === '' ? [] : [WHOLE.find((known) => known.words.test(words))?.meaning];
  });
  return meanings.length > 1 && new Set(meanings).size === 1 ? (meanings[0] ?? null) : null;
}

/** Whether a title is one of those that are listed, with nothing beside it: what has another word in it may name somebody. */
export const isKnownTitle = (title: string): boolean => {
  if (title.length > 80) return false;
  const words = inWords(title.replace(REMARK, ''));
  return WHOLE.some((known) => known.words.test(words)) || saidTwice(title) !== null;
};

/** Codes of a few signs each, in brackets at the end of a title. */
const CODES = /\s*\((?:\d+ ?(?:à|-) ?\d+|(?:[\p{L}\d+-]{1,12}\s*[/,;]\s*)+[\p{L}\d+-]{1,12}…?)\)\s*$/u;

/** « (1=neuf 2=bon 3=HS) »: what its codes mean. */
const LEGEND = /\s*\((?:[\p{L}\d+-]{1,3}\s*[=:]\s*\p{L}[\p{L} ’'-]*?[\s,;/]*)+\)\s*$/u;

/** What a code below a title means, by the title itself; null where it does not say. */
export function codeMeaning(title: string, code: string): string | null {
  const legend = LEGEND.exec(title)?.[0];
  if (!legend) return null;
  for (const [, key, meaning] of legend.matchAll(
    /([\p{L}\d+-]{1,3})\s*[=:]\s*(\p{L}[\p{L} ’'-]*?)(?=[\s,;/]+[\p{L}\d+-]{1,3}\s*[=:]|[\s,;/]*\)\s*$)/gu,
  ))
    if (key!.toLowerCase() === code.trim().toLowerCase()) return meaning!.trim();
  return null;
}

/**
 * What a column holds, by its whole title: « Qté RAM », « Date d'inventaire » and « N° série écran » are not what their first
 * word says. `nothing` and sure for titles of what we do not keep; a title with a word that is not known is asked.
 */
export const readTitle = remembering((title: string): Reading<TitleMeaning> => {
  const words = inWords(title.slice(0, 80).replace(REMARK, ''));
  if (words === '') return { meaning: null, sureness: 'sure', because: 'empty' };
  const typed = title.normalize('NFC').toLowerCase();
  if (CONTRACT.test(typed)) return sure('nothing');
  if (NOT_GIVING.test(typed)) return ask<TitleMeaning>('nothing_known', null, words.split(' '));
  const whole = WHOLE.find((known) => known.words.test(words));
  if (whole) return sure(whole.meaning);
  // « État (B/M/HS) » says its codes.
  const bare = plainWords(title.slice(0, 80).replace(CODES, '').replace(LEGEND, ''));
  const coded = bare === words ? undefined : WHOLE.find((known) => known.words.test(bare))?.meaning;
  if (coded === 'condition' || coded === 'category') return sure(coded);
  const twice = saidTwice(title);
  if (twice) return sure(twice);
  if (readDonatedTitle(title)) return sure('given');
  // It may be its name in the network.
  if (/^noms? d(?:u|e l) (?:materiel|equipement|appareil)$/.test(words)) return ask('vague', 'description');
  // « N° série écran 2 » is of one device more.
  if (OF_A_SCREEN.test(words)) return ask('unknown_words', 'screen_serial', words.split(' '));
  if (ELSE.test(words.replaceAll(/service tag|mise en service/g, ''))) return sure('nothing');
  const guess = words.split(' ').length > 6 ? undefined : GUESSES.find(([word]) => word.test(words))?.[1];
  // « Validé pour don », « Réformé »: what « oui » means under it is asked.
  if (guess === undefined && GIVING.test(words) && !NUMBERED.test(words)) return sure('given');
  if (/^(?:numero|num|no|n)$/.test(words) || (/^dates?\b/.test(words) && guess !== 'purchased')) return sure('nothing');
  return ask(guess ? 'unknown_words' : 'nothing_known', guess ?? null, words.split(' '));
});

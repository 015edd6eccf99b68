import { makerKey } from '#bank/devices';
import { KIND_WORDS, type KindWord } from './kinds/kind-words.js';
import { Lexicon, tokensOf } from './phrase.js';
import { ask, type Reading, remembering, type ShownReading, sure } from './reading.js';

/**
 * Makers as they write themselves, and other spellings that lists have. `makerKey` already takes legal forms (Inc., GmbH) and
 * the names of DMI tables for one; here are names of sales and of brands bought.
 * Sources: the makers' own sites and imprints (names), Wikidata « owned by » / « replaced by » of each brand (Compaq → HP 2002,
 * Dynabook ← Toshiba 2019, Konica Minolta 2003, Ricoh ← Nashuatec, Rex Rotary, Gestetner; TP-Link, D-Link by their own hyphens),
 * and GLPI's dictionary of manufacturers as its agent fills it.
 */
// biome-ignore format: a table to scan
const MAKERS: readonly (readonly [name: string, spellings: string])[] = [
  ['HP', 'hp, h p, hewlett packard, hewlet packard, hewlett packart, hewlett, compaq, hp compaq, hpe'],
  ['Dell', 'dell, dell emc, dell wyse, alienware'], ['Wyse', 'wyse'], ['Lenovo', 'lenovo, lenovo group'], ['IBM', 'ibm'],
  ['Acer', 'acer'], ['Asus', 'asus, asustek, asustek computer'], ['Apple', 'apple, apple computer, aple'], ['Toshiba', 'toshiba, dynabook'],
  ['Fujitsu', 'fujitsu, fujitsu siemens, siemens fujitsu, fsc'], ['Sony', 'sony, sony vaio'], ['Samsung', 'samsung, samsung electronics'], ['LG', 'lg, lg electronics, goldstar'],
  ['MSI', 'msi, micro star'], ['Medion', 'medion'], ['Packard Bell', 'packard bell, packard bel'], ['eMachines', 'emachines, e machines'], ['Gateway', 'gateway'],
  ['Panasonic', 'panasonic'], ['NEC', 'nec, nec display'], ['Microsoft', 'microsoft'], ['Google', 'google'], ['Huawei', 'huawei'], ['Honor', 'honor'], ['Xiaomi', 'xiaomi'],
  ['Oppo', 'oppo'], ['OnePlus', 'oneplus, one plus'], ['Realme', 'realme'], ['Nokia', 'nokia'], ['Motorola', 'motorola'], ['BlackBerry', 'blackberry'], ['HTC', 'htc'],
  ['Wiko', 'wiko'], ['Crosscall', 'crosscall, cross call'], ['Fairphone', 'fairphone'], ['Alcatel', 'alcatel, alcatel lucent'], ['Archos', 'archos'], ['Doro', 'doro'], ['Thomson', 'thomson'],
  ['Gigabyte', 'gigabyte'], ['Shuttle', 'shuttle'], ['Intel', 'intel'], ['Zotac', 'zotac'], ['ASRock', 'asrock'], ['Terra', 'terra'], ['Wortmann', 'wortmann'], ['LDLC', 'ldlc'], ['Unowhy', 'unowhy, unowhy sqool, sqool'], ['Viglen', 'viglen'],
  ['iiyama', 'iiyama, iyama, ilyama, liyama'], ['AOC', 'aoc'], ['BenQ', 'benq'], ['Philips', 'philips, phillips'], ['ViewSonic', 'viewsonic, view sonic'], ['Eizo', 'eizo'], ['Hyundai', 'hyundai'], ['Belinea', 'belinea'], ['Hanns.G', 'hanns g, hannsg'],
  ['Canon', 'canon'], ['Epson', 'epson, seiko epson'], ['Brother', 'brother'], ['Lexmark', 'lexmark'], ['Xerox', 'xerox, fuji xerox'], ['Ricoh', 'ricoh, nashuatec, rex rotary, gestetner'], ['Kyocera', 'kyocera, kyocera mita'], ['OKI', 'oki, oki data'], ['Konica Minolta', 'konica minolta, konica, minolta, develop'], ['Sharp', 'sharp'], ['Toshiba Tec', 'toshiba tec'], ['Zebra', 'zebra'], ['Dymo', 'dymo'], ['Olivetti', 'olivetti'],
  ['Cisco', 'cisco, cisco systems'], ['TP-Link', 'tp link, tplink'], ['D-Link', 'd link, dlink'], ['Netgear', 'netgear'], ['Ubiquiti', 'ubiquiti, unifi'], ['Aruba', 'aruba'], ['Zyxel', 'zyxel'], ['Fortinet', 'fortinet'], ['Stormshield', 'stormshield'], ['Synology', 'synology'], ['QNAP', 'qnap'], ['Western Digital', 'western digital, wd'], ['Seagate', 'seagate'], ['APC', 'apc, american power conversion, apc by schneider'], ['Eaton', 'eaton'],
  ['Logitech', 'logitech, logitec'], ['Targus', 'targus'], ['Kensington', 'kensington'], ['Jabra', 'jabra'], ['Plantronics', 'plantronics, poly'], ['Yealink', 'yealink'], ['Mitel', 'mitel, aastra'], ['Unify', 'unify'], ['Gigaset', 'gigaset'], ['Snom', 'snom'],
  ['Optoma', 'optoma'], ['Axis', 'axis'], ['Nikon', 'nikon'], ['Casio', 'casio'], ['Acer Projector', 'acer projector'], ['Hitachi', 'hitachi'], ['Promethean', 'promethean'], ['SMART Technologies', 'smart technologies'], ['SpeechiTouch', 'speechitouch, speechi'], ['Wacom', 'wacom'], ['Garmin', 'garmin'], ['Nintendo', 'nintendo'], ['Raspberry Pi', 'raspberry pi, raspberry pi foundation'], ['VTech', 'vtech'], ['Lexibook', 'lexibook'], ['Trust', 'trust'], ['Kingston', 'kingston'], ['Getac', 'getac'], ['Amazon', 'amazon'], ['Kobo', 'kobo'], ['Durabook', 'durabook'], ['Tulip', 'tulip'], ['Bull', 'bull'], ['Dexp', 'dexp'], ['Thomson Neo', 'thomson neo'], ['Schneider', 'schneider'],
];

/** Makers by the words that name them, to find one at the start of a phrase. */
export const MAKER_WORDS = new Lexicon<string>();
const BY_KEY = new Map<string, string>();
for (const [name, spellings] of MAKERS) {
  MAKER_WORDS.add(name, spellings);
  BY_KEY.set(makerKey(name), name);
}

/** The maker whose name in law or in DMI tables this is; null when it is none we know. */
export const makerNamed = (name: string): string | null => BY_KEY.get(makerKey(name)) ?? null;

const LEGAL =
  /^(?:inc|incorporated|corp|corporation|co|company|ltd|limited|gmbh|ag|sa|sas|sarl|group|groupe|france|europe|international|computers?|electronics)$/;

const NO_MAKER = new Set([
  '',
  'sans',
  'sans marque',
  'aucun',
  'aucune',
  'generique',
  'generic',
  'no name',
  'noname',
  'inconnu',
  'inconnue',
  'n a',
  'na',
  'nc',
  'nr',
  'autre',
  'divers',
  'assemble',
  'pc assemble',
  'non renseigne',
  'unknown',
  'clone',
  'nsp',
  'neant',
]);

/**
 * The maker that a cell names, as it writes itself: « HEWLETT-PACKARD » is HP, « Dell Inc. » is Dell. Sure for makers of the
 * table; a name that is none of them is kept as typed and asked, one slip from a known one with that as the guess.
 * Null and sure where the cell says that there is none.
 */
export const readMaker = remembering((text: string): Reading<string> => {
  const typed = text.trim();
  const tokens = tokensOf(typed).filter((t) => !/^[+&,/()?%]$/.test(t.text));
  if (/^[-–—_.?*/\s]*$/.test(typed) || (tokens.length && NO_MAKER.has(tokens.map((t) => t.text).join(' '))))
    return { meaning: null, sureness: 'sure', because: 'empty' };
  const known = makerNamed(typed);
  if (known) return sure(known);
  const found = MAKER_WORDS.at(tokens, 0);
  if (found && tokens.slice(found.length).every((t) => LEGAL.test(t.text))) return sure(found.entry);
  if (found)
    return ask(
      'mixed',
      found.entry,
      tokens.slice(found.length).map((t) => t.text),
    );
  const near = tokens.length === 1 ? MAKER_WORDS.near(tokens[0]!) : null;
  return near
    ? ask('spelling', near)
    : ask(
        'nothing_known',
        typed,
        tokens.map((t) => t.text),
      );
});

/** What may stand before the maker without being the model's: the kind of device, and small words. */
const BEFORE_A_MAKER: ReadonlySet<KindWord['is']> = new Set(['device', 'vague', 'detail']);

/**
 * « HP EliteBook 840 G5 », « Dell / Latitude », « PC portable HP ProBook 650 » as maker and model, where a known maker comes first
 * or right behind the kind of device; asked, with the whole text as the model, otherwise.
 */
export const splitMakeModel = remembering((text: string): Reading<{ make: string; model: string }> => {
  const typed = text.trim().replace(/\s+/g, ' ');
  if (typed === '') return { meaning: null, sureness: 'sure', because: 'empty' };
  const words = typed.split(/\s*[/|:]\s*|\s+-\s+|\s+/).filter(Boolean);
  for (let from = 0; from < Math.min(words.length, 5); ) {
    for (let taken = Math.min(3, words.length - from); taken > 0; taken -= 1) {
      const make = makerOf(words.slice(from, from + taken).join(' '));
      if (make) return sure({ make, model: words.slice(from + taken).join(' ') });
    }
    const skipped = kindAt(words, from);
    if (skipped === 0) break;
    from += skipped;
  }
  return ask('nothing_known', { make: '', model: typed });
});

/**
 * Maker and model of a row: told apart where both stand in one cell, under « Marque / Modèle » or under « Modèle » in a list that has no
 * column for makers.
 */
export function makeAndModel(
  { make: typed, model }: { readonly make: string; readonly model: string },
  hasMakers: boolean,
): { readonly make: ShownReading<string>; readonly model: string } {
  const make = readMaker(typed);
  const both = make.because === 'mixed' && model === '' ? typed : hasMakers ? '' : model;
  const { meaning, sureness } = splitMakeModel(both);
  if (meaning && sureness === 'sure')
    return { make: { said: both, meaning: meaning.make, sureness, because: 'words' }, model: meaning.model };
  return { make: { said: typed, ...make }, model };
}

function makerOf(name: string): string | null {
  const tokens = tokensOf(name);
  const found = MAKER_WORDS.at(tokens, 0);
  return found && found.length === tokens.length ? found.entry : makerNamed(name);
}

function kindAt(words: readonly string[], from: number): number {
  const rest = words.slice(from, from + 4).map((word) => tokensOf(word));
  if (rest[0]?.length !== 1) return 0;
  const single = rest.findIndex((tokens) => tokens.length !== 1);
  const tokens = (single < 0 ? rest : rest.slice(0, single)).flat();
  const found = KIND_WORDS.at(tokens, 0);
  return found && BEFORE_A_MAKER.has(found.entry.is) ? found.length : 0;
}

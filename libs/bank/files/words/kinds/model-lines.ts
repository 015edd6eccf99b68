import type { Category } from '#bank/devices';

/**
 * Numbers of models that people type alone, of which each is of one kind of device and nothing else in such a list. Apple's as on
 * its support pages (chargers and keyboards have others), Samsung's by their letters, Dell's without those that Intel sold processors by.
 */
const MODEL_NUMBERS: readonly (readonly [string, Category])[] = [
  [
    'a(?:1181|1278|1286|1297|1342|1369|1370|1398|1425|1465|1466|1502|1534|1706|1707|1708|1932|1989|1990|2141|2159|2179|2251|2289|2337|2338)',
    'laptop',
  ],
  ['a(?:1224|1225|1311|1312|1418|1419|2115|2116)', 'all_in_one'],
  ['a(?:1347|1993)', 'desktop'],
  [
    'a(?:1395|1396|1397|1416|1430|1432|1454|1458|1474|1475|1489|1490|1538|1550|1566|1567|1584|1652|1673|1674|1701|1709|1822|1823|1893|1954|2152|2197|2198|2270|2602)',
    'tablet',
  ],
  [
    'a(?:1387|1429|1457|1533|1549|1586|1633|1660|1688|1723|1778|1863|1865|1901|1905|2105|2111|2221|2296|2403)',
    'smartphone',
  ],
  ['(?:sm|samsung) [tpx]\\d{3}[a-z]{0,2}|gt p\\d{4}', 'tablet'],
  ['sm [agjnsmf]\\d{3}[a-z]{0,2}|gt i\\d{4}', 'smartphone'],
  [
    '(?:latitude )?e(?:5250|5270|5470|5550|5570|6220|6230|6330|6410|6430|6440|6510|6520|6530|7240|7250|7270|7470)(?= |$)',
    'laptop',
  ],
  // HP's by inches and two letters, Asus's by a letter and three digits.
  ['hp 1[1457]s? [a-z]{2}\\d\\S*|asus [xfkne]\\d{3}[a-z]{0,3}', 'laptop'],
  // Dell's and Lenovo's screens, with the letters that say their shape.
  // Not `P2055d`, which is a printer of HP's.
  ['(?:[peu](?:17|19|2\\d|3[0-4])\\d{2}(?:h[a-z]?|[mqfct])|[eu](?:17|19|2\\d|3[0-4])\\d{2}d)', 'monitor'],
];

export interface ModelLine {
  readonly category: Category;
  /** Other kinds that the makers sold under the same name: a word that says one of them is believed. */
  readonly also: readonly Category[];
  /** As many of the one kind as of the other: alone it is asked. */
  readonly either?: true;
}

/**
 * Lines of models whose name says the kind, as their makers' catalogues and support pages name them. Names that a maker gave to
 * desktops and laptops alike (Pavilion, Inspiron, Vostro, Precision, Aspire, Yoga) are not here, or only with what tells them apart.
 * Matched from the start of what is left of a phrase, in small letters without accents and plurals; the first that fits counts.
 */
const LINES: readonly (readonly [string, Category, ...Category[]])[] = [
  // Servers and boards: no kind of their own here.
  [
    'proliant(?: microserver)?|procurve|(?:hp |hpe )?[md]l ?\\d{3}|poweredge|primergy|thinkserver|thinksystem|synology|qnap|diskstation|catalyst|smart ups',
    'other',
  ],
  // What stands out of a line that means something else.
  [
    '(?:optiplex|thinkcentre|ideacentre|veriton|prodesk|esprimo) (?:\\S+ ){0,2}(?:aio|all in one|tout en un)',
    'all_in_one',
  ],
  [
    '(?:thinkpad (?:x1 )?tablet|thinkpad (?:8|10)|thinkpad helix|latitude 10|vaio tap 11|latitude (?:\\S+ )?(?:tablet|rugged tablet)|latitude (?:5285|5290|72[01]\\d|7275|7285|7320) (?:2 (?:in|en) 1|detachable)|latitude (?:7275|7285)|elite ?x2|pro x2|elitepad)',
    'tablet',
    'laptop',
  ],
  // Convertibles and detachables alike.
  [
    'latitude (?:\\S+ )?2 (?:in|en) 1|(?:acer )?(?:aspire )?switch (?:1[0-2]|alpha|one)(?= |$)(?! port)|(?:acer|aspire) switch',
    'laptop',
    'tablet',
  ],
  // Lenovo's numbers with a z or an a, Dell's of 20 to 27 inches, Fujitsu's K and X, Acer's Z: computers in a screen.
  [
    '(?:thinkcentre (?:edge )?(?:[mes]\\d{2,3}[za]|neo \\d0a)|thinkcentre edge \\d{2}z|vaio tap 2[01]|optiplex (?:3011|3030|32[48]0|5[24][5-9]0|74[1-9]0|77[678]0|9030)|esprimo [kx]\\d\\S*|veriton (?:[ez]\\d\\S*|z)|ideacentre [abc]\\d\\S*)',
    'all_in_one',
  ],
  ['surface laptop|surface book', 'laptop'],
  ['surface (?:pro\\d*|go\\d?|rt|3|2)', 'tablet', 'laptop'],
  ['surface studio', 'all_in_one'],
  ['surface hub', 'other'],
  ['galaxy (?:tab|note pro|note (?:8d0|10d1)|view)|samsung tab', 'tablet'],
  ['galaxy book', 'laptop'],
  [
    'samsung a\\d{2}s?(?= |$)|galaxy (?:[asjmz] ?\\d\\S*|z (?:flip|fold)\\S*|note|xcover|ace|core|fold|flip|trend|grand|young|nexus)',
    'smartphone',
  ],
  ['macbook(?:pro|air)?(?:\\d\\S*)?|mac book|powerbook|ibook', 'laptop'],
  ['imac(?:\\d\\S*)?|i mac|emac', 'all_in_one'],
  ['mac ?mini(?:\\d\\S*)?|macpro\\d\\S*|mac studio|power ?mac', 'desktop'],
  ['ipad(?:air|mini|pro)?(?:\\d\\S*)?|i pad', 'tablet'],
  ['iphone(?:\\d+\\S*|se|x[rs]?)?|i phone', 'smartphone'],
  ['chromebook(?: spin)?|cloudbook', 'laptop'],
  ['chromebox', 'desktop'],
  ['chromebase', 'all_in_one'],
  ['latitude|xps 1[3-7]', 'laptop'],
  ['optiplex', 'desktop', 'all_in_one'],
  ['precision (?:tower|t\\d{4})', 'desktop'],
  ['precision (?:m\\d{4}|(?:35|[57][567])\\d{2})', 'laptop'],
  ['venue (?:7|8|10|11)', 'tablet'],
  ['ultrasharp', 'monitor'],
  ['dell [pu](?:19|2\\d|3[0-4])\\d{2}[a-z]{0,3}$', 'monitor'],
  ['elitebook|elite book|probook|pro book|z ?book(?: studio)?|omnibook|mobile thin client', 'laptop'],
  ['elitedesk|elite desk|prodesk|pro desk', 'desktop'],
  ['eliteone|elite one|proone|pro one', 'all_in_one'],
  ['hp 2[45][0-9](?: g\\d+)?|2[45][05] g\\d+', 'laptop'],
  ['(?:hp )?compaq (?:n[xcw]\\d{4}|\\d{4}[bpsw])', 'laptop'],
  [
    '(?:hp )?compaq (?:dc ?\\d{4}|dx ?\\d{4}|d\\d{3}|(?:pro|elite) \\d{4}|\\d{4} (?:pro|elite))',
    'desktop',
    'all_in_one',
  ],
  ['hp z[1-8]\\d{2}|hp z[2468](?= g\\d| tower| sff| mini|$)', 'desktop'],
  ['(?:hp )?(?:280|285|290)(?: pro)? g\\d+', 'desktop'],
  ['elitedisplay|prodisplay', 'monitor'],
  [
    '(?:color |colour )?laserjet (?:\\S+ ){0,3}mfp|officejet|laserjet (?:pro )?m?1\\d{3}mfp',
    'multifunction_printer',
    'printer',
  ],
  ['(?:color |colour )?laserjet', 'printer', 'multifunction_printer'],
  ['deskjet|photosmart|smart tank', 'printer', 'multifunction_printer'],
  // Its maker's laptops of that name have no number of four digits.
  ['envy (?:photo|inspire|[4-9]\\d{3}e?)', 'multifunction_printer'],
  ['(?:(?:envy|pavilion|spectre|elite|stream) )?x360', 'laptop'],
  ['designjet|lexmark (?:ms|cs)\\d+[a-z]*', 'printer'],
  ['lexmark (?:mx|cx)\\d+[a-z]*', 'multifunction_printer'],
  // LaserJets by their number alone; of these, no other maker sold one in France.
  ['(?:hp )?p(?:100[5-9]|1102|1566|1606|2015|2035|2055|300[45]|3015|401[45]|4515)(?:d?t?n?|w|x)', 'printer'],
  [
    'thinkpad|think pad|thinkbook|ideapad|legion 5|x1 (?:carbon|extreme|nano|yoga)|lenovo (?:t[45]\\d{2}[sp]?|x[1-3]\\d{2}[es]?|l[3-5]\\d{2}|t1[45]s?)(?: yoga)?',
    'laptop',
  ],
  [
    'thinkcentre|think cent(?:re|er)|thinkcenter|thinkstation|ideacentre|lenovo m(?:[5-9]\\d{2}|[5-9]\\d)[qpstn]?',
    'desktop',
    'all_in_one',
  ],
  ['thinkvision', 'monitor'],
  ['yoga tab|lenovo tab|tab samsung|(?:samsung |galaxy )tab|tab active|tab m\\d+|tab [234] ', 'tablet'],
  ['travelmate|travel mate|swift \\d', 'laptop'],
  ['veriton', 'desktop', 'all_in_one'],
  ['iconia', 'tablet'],
  ['vivobook|zenbook|expertbook|eee ?pc', 'laptop'],
  ['eee ?box|vivopc|vivo ?mini', 'desktop'],
  ['zenfone', 'smartphone'],
  ['zenpad', 'tablet'],
  ['esprimo mobile|lifebook|amilo', 'laptop'],
  ['esprimo', 'desktop', 'all_in_one'],
  ['futro', 'desktop'],
  ['tecra|satellite|portege|dynabook', 'laptop'],
  ['toughbook', 'laptop', 'tablet'],
  ['toughpad', 'tablet'],
  ['vaio', 'laptop', 'all_in_one'],
  ['matebook|terra mobile|lenovo v1[4-7]', 'laptop'],
  ['easynote', 'laptop'],
  ['mediapad|matepad|kindle fire|fire hd|nexus (?:7|9|10)', 'tablet'],
  [
    'samsung [aj]\\d{1,2}(?= |$)|xperia|xcover|redmi(?: note)?|xiaomi mi (?:[5-9]|1[01])[a-z]?|(?:oneplu|one plu)(?: nord)?|wiko (?:view|sunny|lenny|jerry|tommy|robby|rainbow)|fairphone|oppo (?:a\\d+|reno|find)\\S*|crosscall core(?! t)|(?:crosscall )?(?:core [xmzs]\\d*|action x\\d*|trekker|stellar x\\d*)|pixel \\d\\S*|lumia|moto [ge]\\d*|huawei (?:p ?\\d+|y\\d|mate)|honor \\d+[a-z]?',
    'smartphone',
  ],
  ['syncmaster|flatron|prolite|flexscan|multisync|cinema display|thunderbolt display|studio display', 'monitor'],
  [
    'mfc [a-z]?\\d\\S*|dcp [a-z]?\\d\\S*|workcentre|imagerunner|image runner|ir adv|bizhub|aficio|i sensy mf\\d*|ecosy m\\d*',
    'multifunction_printer',
    'printer',
  ],
  [
    'hl [a-z]?\\d\\S*|kyocera fs|fs \\d{4}\\S*|samsung ml|ml \\d{4}\\S*|phaser|i sensy(?: lbp)?\\d*|ecosy(?: p?\\d*)?|lbp ?\\d+',
    'printer',
    'multifunction_printer',
  ],
  // Canon's that scan as well.
  ['pixma m[gx] ?\\d{3,4}|mg ?\\d{4}(?= |$)', 'multifunction_printer'],
  ['workforce|ecotank|pixma|versalink|maxify', 'printer', 'multifunction_printer'],
  ...MODEL_NUMBERS,
];

/** Ink printers, of which most scan too, and computers that turn or come off: only the whole of a model's number says which. */
const EITHER = /^(?:(?:deskjet|photosmart|workforce|ecotank)\||latitude \()/;

const MATCHERS = LINES.map(([names, category, ...also]) => ({
  names: new RegExp(`^(?:${names})(?= |$)`),
  line: { category, also, either: EITHER.test(names) ? (true as const) : undefined } satisfies ModelLine,
}));

const ANY = new RegExp(`^(?:${LINES.map(([names]) => names).join('|')})(?= |$)`);

/** The line of models that a phrase goes on with, and how many of its words name it; null when it is none we know. */
export function lineAt(words: string): { readonly line: ModelLine; readonly length: number } | null {
  if (!ANY.test(words)) return null;
  for (const { names, line } of MATCHERS) {
    const found = names.exec(words)?.[0];
    if (found !== undefined && found.trim() !== '') return { line, length: found.trim().split(' ').length };
  }
  return null;
}

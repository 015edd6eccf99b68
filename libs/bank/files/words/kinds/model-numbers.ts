import type { Category } from '#bank/devices';

/**
 * Numbers of models that people type alone, of which each is of one kind of device and nothing else in such a list. Apple's as on
 * its support pages (chargers and keyboards have others), Samsung's by their letters, Dell's without those that Intel sold processors by.
 */
export const MODEL_NUMBERS: readonly (readonly [string, Category])[] = [
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
  ['sm [tpx]\\d{3}[a-z]{0,2}|gt p\\d{4}', 'tablet'],
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

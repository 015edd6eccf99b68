import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What no page of ours sends in a field of text. */
const TEXTS = [
  '',
  ' ',
  '\u00a0\u2003',
  '\n',
  '\r\n\t',
  '\0',
  'a\0b',
  '\u0001\u001f',
  '\ufeff',
  '\u202eetcher\u202c',
  '\ud800',
  'e\u0301'.repeat(40),
  '😀%_\\',
  "'; DROP TABLE devices.device; --",
  '"><script>alert(1)</script>',
  '{{7*7}}',
  '../../../../etc/passwd',
  '%00',
  '%',
  '[object Object]',
  'null',
  'undefined',
  'true',
  '__proto__',
  'constructor',
  '0',
  '-0',
  '-1',
  '1.5',
  '1,5',
  '1e999',
  'NaN',
  'Infinity',
  '0x1F',
  '٣',
  '2147483648',
  '9223372036854775808',
  '99999999999999999999999999999999',
  '2026-13-45',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  '10000-01-01',
  '-4713-01-01',
  '2026-03-29T02:30',
  '1970-01-01T00:00:00Z',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'BN-0000-000',
  'a@b',
  `${'a'.repeat(300)}@exemple.fr`,
  'http://exemple.fr/',
  'javascript:alert(1)',
  '//exemple.fr',
  '+33 6 00 00 00 00',
];
const LENGTHS = [65, 201, 256, 2001, 10_001, 70_000];

/** What a field of a form may hold instead. */
export const oddText = (draw) =>
  draw.oneIn(8) ? draw.of(['a', 'é', '😀', '\n', ' ']).repeat(draw.of(LENGTHS)) : draw.of(TEXTS);

const NO_TEXT = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  2 ** 31,
  [],
  {},
  [[]],
  [null],
  [{}],
  { toString: 1 },
  { __proto__: null, constructor: {} },
  [0, 'a', null],
  { length: 1e9 },
];

/** What a field of JSON may hold instead. */
export function oddJson(draw) {
  if (draw.oneIn(2)) return oddText(draw);
  if (draw.oneIn(12)) return Array.from({ length: draw.of([2, 101, 5001]) }, () => draw.of(['a', 1, null]));
  if (draw.oneIn(20)) return deep(draw.of([5, 100, 3000]));
  return draw.of(NO_TEXT);
}
function deep(levels) {
  let value = 'a';
  for (let n = 0; n < levels; n++) value = n % 2 ? [value] : { a: value };
  return value;
}

const FIXTURES = ['nwipe', 'spreadsheets', 'glpi', 'inventories'].flatMap((folder) => {
  const at = join('test/fixtures', folder);
  return readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
});
const NAMES = [
  'a.csv',
  'a.xlsx',
  'a.pdf',
  'a.png',
  'a.log',
  'a.json',
  'a.xml',
  'é😀.csv',
  '../../a.csv',
  'a"b.csv',
  '',
  'a'.repeat(300),
];
const TYPES = [
  'text/csv',
  'application/pdf',
  'image/png',
  'image/jpeg',
  'application/octet-stream',
  'text/plain',
  'a/b',
];
/** The size of a file that is more than most fields take, and of one that is more than any does. */
const SIZES = [3 * 1024 * 1024, 21 * 1024 * 1024];

/** A file that somebody might choose by mistake, or make to harm. */
export const oddFile = (draw) => ({ name: draw.of(NAMES), type: draw.of(TYPES), bytes: oddBytes(draw) });

/** A genuine file as it is, or cut, or with bytes changed; nothing; noise; one that is too large. */
export function oddBytes(draw) {
  if (draw.oneIn(6))
    return Buffer.from(
      draw.of([
        '',
        'a',
        '\0',
        '%PDF-1.7\n',
        '<?xml version="1.0"?><REQUEST>',
        '{"a":',
        'a;b\n1;"',
        '\x89PNG\r\n\x1a\n',
      ]),
      'latin1',
    );
  if (draw.oneIn(60)) return Buffer.alloc(draw.of(SIZES), draw.of(['\n', 'a', '\0', ';']));
  if (draw.oneIn(6)) return Buffer.from(Array.from({ length: draw.of([1, 100, 5000]) }, () => draw.below(256)));
  const bytes = readFileSync(draw.of(FIXTURES));
  if (draw.oneIn(3)) return bytes;
  if (draw.oneIn(2)) return bytes.subarray(0, draw.below(bytes.length));
  for (let n = draw.of([1, 3, 30]); n > 0 && bytes.length; n--) bytes[draw.below(bytes.length)] = draw.below(256);
  return bytes;
}

const UNITS = [
  'zéro',
  'un',
  'deux',
  'trois',
  'quatre',
  'cinq',
  'six',
  'sept',
  'huit',
  'neuf',
  'dix',
  'onze',
  'douze',
  'treize',
  'quatorze',
  'quinze',
  'seize',
  'dix-sept',
  'dix-huit',
  'dix-neuf',
] as const;
const TENS = [
  '',
  '',
  'vingt',
  'trente',
  'quarante',
  'cinquante',
  'soixante',
  'soixante',
  'quatre-vingt',
  'quatre-vingt',
];
const SCALES = [
  [1_000_000_000, 'milliard'],
  [1_000_000, 'million'],
] as const;

/**
 * A whole number in French words, as cheques and receipts write it (before the reform of 1990: hyphens below a hundred
 * only, « soixante et onze », « quatre-vingts », « deux cents », « mille » without s).
 *
 * @param n from 0 to 999 999 999 999
 * @throws RangeError for anything else
 */
export function inWords(n: number): string {
  if (!Number.isSafeInteger(n) || n < 0 || n >= 1e12) throw new RangeError(`no words for ${n}`);
  if (n === 0) return UNITS[0];
  const words: string[] = [];
  let rest = n;
  for (const [size, name] of SCALES) {
    const many = Math.floor(rest / size);
    rest %= size;
    // « quatre-vingts millions »: million and milliard are nouns, so what counts them ends as it would by itself.
    if (many) words.push(belowThousand(many, true), many > 1 ? `${name}s` : name);
  }
  const thousands = Math.floor(rest / 1000);
  if (thousands) words.push(...(thousands > 1 ? [belowThousand(thousands, false)] : []), 'mille');
  if (rest % 1000) words.push(belowThousand(rest % 1000, true));
  return words.join(' ');
}

/** `ends`: nothing that is a number follows, so « cent » and « vingt » take their s. */
function belowThousand(n: number, ends: boolean): string {
  const hundreds = Math.floor(n / 100);
  const rest = n % 100;
  const words: string[] = [];
  if (hundreds)
    words.push(...(hundreds > 1 ? [UNITS[hundreds]!] : []), hundreds > 1 && !rest && ends ? 'cents' : 'cent');
  if (rest) words.push(belowHundred(rest, ends));
  return words.join(' ');
}

function belowHundred(n: number, ends: boolean): string {
  if (n < 20) return UNITS[n]!;
  const ten = Math.floor(n / 10);
  const unit = ten === 7 || ten === 9 ? 10 + (n % 10) : n % 10;
  const tens = TENS[ten]!;
  if (unit === 0) return ten === 8 && ends ? `${tens}s` : tens;
  // « vingt et un », « soixante et onze », but « quatre-vingt-un », « quatre-vingt-onze ».
  return ten < 8 && (unit === 1 || unit === 11) ? `${tens} et ${UNITS[unit]}` : `${tens}-${UNITS[unit]}`;
}

/** An amount in words from integer cents: « mille deux cents euros et cinquante centimes », « un million d'euros ». */
export function eurosInWords(cents: number): string {
  const euros = Math.floor(cents / 100);
  const left = cents % 100;
  const unit = euros < 2 ? 'euro' : 'euros';
  const whole = euros > 0 && euros % 1_000_000 === 0 ? `${inWords(euros)} d'euros` : `${inWords(euros)} ${unit}`;
  const part = `${inWords(left)} ${left < 2 ? 'centime' : 'centimes'}`;
  if (left === 0) return whole;
  return euros === 0 ? part : `${whole} et ${part}`;
}

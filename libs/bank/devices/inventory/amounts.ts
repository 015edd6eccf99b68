/** Larger than any drive that exists: firmware, agents and erasing tools miscount. */
const DRIVE_BYTES = 512e12;

/** Whether a drive may hold so many bytes. */
export const isDriveSize = (bytes: number): boolean => Number.isInteger(bytes) && bytes > 0 && bytes <= DRIVE_BYTES;

/** Units as tools write them, in bytes: SI for B, kB, MB…, binary for KiB, MiB…, words of Pint ("mebibyte") and lsblk's bare letters. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:b|bytes?)$/i, 1],
  [/^(?:kib|kibibytes?)$/i, 1024],
  [/^(?:mib|mebibytes?)$/i, 1024 ** 2],
  [/^(?:gib|gibibytes?)$/i, 1024 ** 3],
  [/^(?:tib|tebibytes?)$/i, 1024 ** 4],
  [/^(?:kb|kbytes?|kilobytes?)$/i, 1e3],
  [/^(?:mb|mo|mbytes?|megabytes?)$/i, 1e6],
  [/^(?:gb|go|gbytes?|gigabytes?)$/i, 1e9],
  [/^(?:tb|to|terabytes?)$/i, 1e12],
];
/** lsblk's letters alone are binary. */
const LETTERS: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4, p: 1024 ** 5 };

const AMOUNT = /^\s*(\d{1,15}(?:[.,]\d{1,6})?)\s*([a-z]{0,12})/i;

/**
 * "500.1 GB", "476.94 GiB", "465,8G", "1024.0 mebibyte" or a bare number of bytes; null for anything else.
 * `binary`: "8192 MB" of a memory module is 8 GiB.
 */
export function bytesOf(text: string | null, options: { binary?: boolean } = {}): number | null {
  const [, number = '', unit = ''] = AMOUNT.exec(text ?? '') ?? [];
  if (number === '') return null;
  const value = Number(number.replace(',', '.'));
  const found = unit === '' ? 1 : (UNITS.find(([name]) => name.test(unit))?.[1] ?? LETTERS[unit.toLowerCase()]);
  if (found === undefined || !Number.isFinite(value) || value <= 0) return null;
  const factor = options.binary && found % 1000 === 0 && found > 1 ? 1024 ** Math.round(Math.log10(found) / 3) : found;
  const bytes = Math.round(value * factor);
  return Number.isSafeInteger(bytes) ? bytes : null;
}

export const mebibytesOf = (text: string | null): number | null => {
  const bytes = bytesOf(text, { binary: true });
  return bytes === null ? null : Math.round(bytes / 1024 ** 2) || null;
};

/** "2.4 GHz", "2400 MHz", "1.0 gigahertz", "1600 MT/s" in MHz. */
export function mhzOf(text: string | null): number | null {
  const [, number = '', unit = ''] = AMOUNT.exec(text ?? '') ?? [];
  if (number === '') return null;
  const value = Number(number.replace(',', '.')) * (/^(?:ghz|gigahertz)/i.test(unit) ? 1000 : 1);
  return Number.isFinite(value) && value > 0 ? Math.round(value) : null;
}

/** A battery's charge in thousandths of what it is counted in: agents write 43746 (mWh, mAh), old ones "43.7456 Wh". */
export function chargeOf(value: unknown): number | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.slice(0, 60) : '';
  const [, number = '', unit = ''] = /^\s*(\d{1,12}(?:[.,]\d{1,9})?)\s*([a-zµμ]{0,4})\.?\s*$/i.exec(text) ?? [];
  const factor = {
    '': 1,
    mwh: 1,
    mah: 1,
    wh: 1000,
    ah: 1000,
    µwh: 1e-3,
    μwh: 1e-3,
    uwh: 1e-3,
    µah: 1e-3,
    μah: 1e-3,
    uah: 1e-3,
  }[unit.toLowerCase()];
  const charge = number === '' || factor === undefined ? 0 : Number(number.replace(',', '.')) * factor;
  return charge > 0 ? charge : null;
}

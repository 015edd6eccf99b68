import { bytesOf } from '../amounts.js';
import { type Entry, numberOf, textOf } from '../readers/tree.js';

/** Sizes that drives are sold in, in gigabytes of a thousand, as they count themselves. */
// biome-ignore format: a list to read
const SOLD_GB = [
  16, 24, 28, 31.9, 32, 40, 60, 64, 80, 100, 120, 121, 121.3, 128, 160, 180, 200, 240, 250, 251, 256, 300, 320, 400, 480, 500, 500.3, 512, 600, 640,
  750, 800, 960, 1000, 1001, 1024, 1200, 1500, 1600, 1920, 2000, 2001, 2048, 3000, 4000, 4096, 5000, 6000, 8000, 8192, 10_000, 12_000, 14_000, 16_000,
];
const isSold = (bytes: number): boolean => SOLD_GB.some((gb) => Math.abs(bytes / 1e9 - gb) <= gb * 0.002);

/**
 * Megabytes; what OCS on Windows and macOS with some versions tell is in mebibytes, what people's scripts tell in bytes: of those
 * that may be meant it is the one that is sold. OCS on some systems writes "476,9G", people « 465,76 Go ».
 */
export function diskSize(entry: Entry): number | null {
  const text = textOf(entry, 'disksize') ?? '';
  const size = numberOf(entry, 'disksize');
  if (size === null) {
    // A comma may also part thousands.
    if (/^\d+,\d+$/.test(text)) return [Number(text.replace(',', '.')) * 1e6].find(isSold) ?? null;
    if (!/^\s*\d[\d.,]*\s*[a-z]/i.test(text)) return null;
    return sold([bytesOf(text), bytesOf(text, { binary: true })]);
  }
  return size > 0 ? sold([size * 1e6, size * 1024 ** 2, size]) : null;
}

/** The first that is sold, else the first. */
const sold = (meant: readonly (number | null)[]): number | null =>
  meant.find((b) => b !== null && isSold(b)) ?? meant[0] ?? null;

import { isLuhn } from '#platform/kernel';
import { DEVICE_FIELDS } from '../device/device-fields.js';

/** Longest serial kept; makers stay below 40. */
export const SERIAL_LIMIT = DEVICE_FIELDS.serial.max;

/** Capitals, no spaces or invisible characters, the "S/N:" that people copy taken off. Dashes, dots and slashes stay: makers mean them. */
export function normaliseSerial(text: string): string {
  // Most serials come plain; files have them by the hundred thousand.
  const plain = /^[0-9A-Z./-]*$/.test(text)
    ? text
    : text
        .normalize('NFKC')
        .replace(/[\p{Cc}\p{Cf}\s]+/gu, '')
        .toUpperCase();
  return plain.replace(/^(?:S\/N|SN:|N°?DES[ÉE]RIE|SERIAL(?:NUMBER|NO)?)[:.=#]*(?=.)/u, '');
}

/** What firmware, tools and people write where there is no serial; compared after `words()` below. */
// biome-ignore format: a list to scan
const NO_SERIAL: ReadonlySet<string> = new Set([
  'DEFAULTSTRING', 'TOBEFILLEDBYOEM', 'TOBEFILLED', 'TBFBYOEM', 'FILLEDBYOEM', 'OEM', 'OEMOEM', 'OEMSERIAL', 'OEMDEFAULT',
  'SYSTEMSERIALNUMBER', 'SYSTEMSERIAL', 'SYSSERIALNUMBER', 'SERIALNUMBER', 'SERIAL', 'SN', 'CHASSISSERIALNUMBER',
  'BASEBOARDSERIALNUMBER', 'BASEBOARDSERIAL', 'BOARDSERIALNUMBER', 'MBSN', 'MB1234567890', 'BSN12345678901234567',
  'BSN1234567890', 'SSN12345678901234567', 'CSN12345678901234567', 'NONE', 'NULL', 'NIL', 'NA', 'NAN', 'NC', 'NR', 'ND',
  'NSP', 'NP', 'UNKNOWN', 'UNKNOW', 'UNDEFINED', 'INVALID', 'EMPTY', 'BLANK', 'DEFAULT', 'NOTSPECIFIED', 'NOTAVAILABLE',
  'NOTAPPLICABLE', 'NOTDEFINED', 'NOTSETTABLE', 'NOTPROVIDED', 'NOTPRESENT', 'NOSERIAL', 'NOSERIALNUMBER', 'NUMBER', 'TEST',
  'ASSETTAG', 'NOASSETTAG', 'NOASSETINFORMATION', 'XXXXX', 'GENERIC', 'STANDARD', 'OTHER', 'EVAL', 'VIRTUAL', 'SAMPLE',
  'INCONNU', 'ABSENT', 'AUCUN', 'SANS', 'SANSNUMERO', 'SANSNUMÉRO', 'ILLISIBLE', 'NONRENSEIGNE', 'NONRENSEIGNÉ',
  'NONCOMMUNIQUÉ', 'NONCOMMUNIQUE', 'NONLISIBLE', 'NONVISIBLE', 'VIDE', 'PASDENUMERO', 'PASDENUMÉRO', 'NEANT', 'NÉANT',
  '0123456789', '1234567890', '123456789', '12345678', '1234567', '123456', '12345', '1234', '987654321', '0987654321',
  '012345678', '01234567', '0123456', '012345', '01234', 'ABCDEFGH', 'ABCDEF', '123456789ABCDEF', '0123456789ABCDEF',
  '123456789ABCDEFGHI', 'A123456789', 'DEADBEEF', 'QWERTY', 'QWERTYUIOP', 'AZERTY', 'AZERTYUIOP', 'ASDFGH', 'TBD', 'IDEM', 'MEME', 'EFFACE', 'EFFACÉ', 'MÊME', 'RELEASEKEYS', 'TESTKEYS', '03000200040005000006000700080009', '1010101010',
]);

const words = (serial: string): string => serial.replace(/[^\p{L}\p{N}]/gu, '');

/**
 * True for a serial that identifies nothing: what firmware and people write in its place, a network address, the same character all along,
 * nothing but signs, or fewer than three letters and digits. It is shown to a person and never merges two devices.
 */
export function isGenericSerial(text: string): boolean {
  const core = words(normaliseSerial(text));
  return (
    core.length < 3 ||
    meansNothing(core) ||
    isNetworkAddress(text) ||
    isOfTheNetwork(text) ||
    core === '020000000000' ||
    isRemark(text)
  );
}

/** « Voir étiquette », « cf photo », « à compléter »: words without a digit. */
const isRemark = (text: string): boolean => /\p{L}\s+\p{L}/u.test(text.trim()) && !/\d/.test(text);

/** True for six pairs of hexadecimal digits: a network card's address, which some phones give for their serial. Androids give 02:00:00:00:00:00. */
export const isNetworkAddress = (text: string): boolean => /^\s*(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}\s*$/i.test(text);

/** An address of the Internet, a card's as routers write it, or the name that Windows gives a machine by itself: none is a serial. */
export const isOfTheNetwork = (text: string): boolean =>
  /^\s*(?:(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)|(?=[^:]*:[^:]*:)[0-9a-f:]{3,39}|(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}|(?:desktop|laptop|win)-[0-9a-z]{7,11})\s*$/i.test(
    text,
  );

const RUN = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const TWICE = RUN.replaceAll(/./g, '$&$&');
const isRun = (core: string): boolean => {
  const typed = core.replace(
    /^(?:SN|NO|SER|SERIAL|NUM|NUMERO|ABC|ABCD|0X)(?=\d)|^(?:SN|NO|SER|SERIAL|NUM|NUMERO)(?=.)/,
    '',
  );
  const runs = (of: string, from: readonly number[]) => from.some((at) => of.startsWith(typed, at));
  return (typed.length >= 4 && runs(RUN, [0, 1, 10])) || (typed.length >= 8 && runs(TWICE, [0, 2]));
};

/** True for what stands where nobody filled in a value: the same words, for makers and models too ("HP" is one). */
export const isPlaceholder = (text: string): boolean => meansNothing(words(normaliseSerial(text)));

const meansNothing = (core: string): boolean =>
  /^(.?)\1*$/u.test(core) ||
  NO_SERIAL.has(core) ||
  isRun(core) ||
  /^(?:TOBEFILLED|DEFAULTSTRING|NOTSPECIFIED)|BOARDSERIALNUMBER$|^[A-Z]{0,12}(?:0123456789|1234567890)(?:\d*|A?B?C?D?E?F?)$/.test(
    core,
  ) ||
  // Nothing but noughts behind a few letters, or a last one: no maker's number.
  /^(?:0X|[A-Z]{0,4})0{7,}\d?$/.test(core);

/** Null when it is missing or generic. `generic: true` gives the key of a generic serial too, to find old inventory numbers of any look. */
export function serialKey(text: string | null | undefined, options: { generic?: boolean } = {}): string | null {
  const key = normaliseSerial(text ?? '');
  return key === '' || (!options.generic && isGenericSerial(text ?? '')) ? null : key;
}

/** 15 digits (GSMA TS.06: Luhn; separators allowed), or null. The all-zero number of emulators obeys Luhn, and is refused. */
export function readImei(text: string): string | null {
  const digits = text.replace(/[\s\-./]/g, '');
  return /^\d{15}$/.test(digits) && isLuhn(digits) && !/^(\d)\1*$/.test(digits) ? digits : null;
}

import { unreadable } from './unreadable.js';

/** Objects and lists in one document; an inventory of a full machine with its software has some ten thousand. */
const OPENINGS = 400_000;
/** Objects and lists inside each other; tools that print a tree stay under thirty. */
const DEPTH = 1000;
/** Commas: lists of bare numbers open nothing, and each is still a value to hold. */
const COMMAS = 2_000_000;
/** What is mended is taken apart character by character; old lshw gives some hundred kilobytes. */
const MENDED = 2 * 1024 * 1024;

/**
 * JSON as tools print it. What old `lshw` gives is read too: commas before a closing bracket, several objects one after another, control
 * characters inside strings. Several values come as a list.
 * @throws RuleBroken `devices.inventory_unreadable` (`not_json`, `too_deep`, `too_many`).
 */
export function readJson(text: string): unknown {
  let openings = 0;
  let commas = 0;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x5b || c === 0x7b) {
      if (++depth > DEPTH) throw unreadable('too_deep');
      if (++openings > OPENINGS) throw unreadable('too_many');
    } else if (c === 0x5d || c === 0x7d) depth -= 1;
    else if (c === 0x2c && ++commas > COMMAS) throw unreadable('too_many');
  }
  try {
    return JSON.parse(text);
  } catch {
    if (text.length > MENDED) throw unreadable('not_json');
    const values = parsedOrNone(`[${mended(text)}]`);
    if (values.length === 0) throw unreadable('not_json');
    return values.length === 1 ? values[0] : values;
  }
}

function parsedOrNone(text: string): unknown[] {
  try {
    return JSON.parse(text) as unknown[];
  } catch {
    throw unreadable('not_json');
  }
}

function mended(text: string): string {
  const out: string[] = [];
  let last = '';
  const add = (piece: string, kind: string): void => {
    if ((kind === '}' || kind === ']') && last === ',') out.pop();
    if ((/[{["]/.test(kind) && (last === '}' || last === ']')) || (last === '"' && kind === '{')) out.push(',');
    if (kind === ',' && (last === ',' || last === '' || last === '{' || last === '[')) return;
    out.push(piece);
    last = kind;
  };
  const bare = /[^\s{}[\],:"]+/y;
  for (let i = 0; i < text.length; ) {
    const c = text[i]!;
    if (c === '"') {
      const end = endOfString(text, i);
      add(printable(text.slice(i, end)), '"');
      i = end;
    } else if ('{}[],:'.includes(c)) {
      add(c, c);
      i += 1;
    } else if (/\s/.test(c)) i += 1;
    else {
      bare.lastIndex = i;
      const word = bare.exec(text)?.[0] ?? c;
      add(word, 'v');
      i += word.length;
    }
  }
  if (last === ',') out.pop();
  return out.join('');
}

/** Where a string that begins at a quote has ended; one that never does is no JSON, however it is mended. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x5c) i += 1;
    else if (c === 0x22) return i + 1;
  }
  throw unreadable('not_json');
}

/** Control characters inside a string become spaces; a backslash that escapes nothing stays itself. */
const printable = (string: string): string =>
  string.replace(/\p{Cc}/gu, ' ').replace(/\\(?:["\\/bfnrt]|u[0-9a-f]{4})|\\/gi, (m) => (m === '\\' ? '\\\\' : m));

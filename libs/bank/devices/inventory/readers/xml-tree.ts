import { SaxesParser } from 'saxes';
import { type Entry, isEntry } from './tree.js';
import { unreadable } from './unreadable.js';

/** One element: its name in small letters, its own text, its children by name. Attributes are not kept: agents write none. */
export interface XmlNode {
  readonly name: string;
  text: string;
  readonly children: XmlNode[];
}

const ELEMENTS = 400_000;
const DEPTH = 64;
/** Of one document: each costs as much as a thousand characters, and a text made of nothing else would hold up everybody. */
const MOST_SLIPS = 10_000;
/** Characters without an element beginning or ending, and of all comments and instructions together: walked one at a time. */
const LONGEST_ASIDE = 1024 * 1024;
const PIECE = 64 * 1024;

/** Slips of agents that leave the rest of the document readable: a control character, `&` or `&nbsp;` left as it was. */
const SLIPS =
  /disallowed character|undefined entity|malformed character entity|empty entity name|must not contain|invalid character|character data|reserved|encoding|attribute|prolog|standalone|version/i;

/**
 * Read without recursion. Document types are refused (entities can grow without end, or read files), undefined entities stay text.
 * @throws RuleBroken `devices.inventory_unreadable` (`not_xml`, `too_large`, `too_deep`, `too_many`).
 */
export function readXml(text: string): XmlNode {
  const clean = text.replaceAll('\0', '');
  return readPlainXml(clean, { elements: ELEMENTS, depth: DEPTH, gap: PIECE }) ?? readAnyXml(clean);
}

/** The same by the whole of XML's grammar, and with the slips of agents forgiven. */
export function readAnyXml(text: string): XmlNode {
  const root: XmlNode = { name: '', text: '', children: [] };
  const open: XmlNode[] = [root];
  let elements = 0;
  const parser = new SaxesParser();
  parser.on('doctype', (type) => {
    throw unreadable(/^\s*plist\b/.test(type) ? 'macos_profile' : 'not_xml');
  });
  let slips = 0;
  parser.on('error', (error) => {
    if (++slips > MOST_SLIPS) throw unreadable('too_large');
    if (!SLIPS.test(error.message)) throw unreadable('not_xml');
  });
  let since = 0;
  let aside = 0;
  const skipped = (said: string): void => {
    aside += said.length;
    if (aside > LONGEST_ASIDE) throw unreadable('too_large');
  };
  parser.on('comment', skipped);
  parser.on('processinginstruction', ({ body }) => skipped(body));
  parser.on('opentag', (tag) => {
    since = 0;
    if (open.length > DEPTH) throw unreadable('too_deep');
    if (++elements > ELEMENTS) throw unreadable('too_many');
    const node: XmlNode = { name: tag.name.toLowerCase(), text: '', children: [] };
    open.at(-1)!.children.push(node);
    open.push(node);
  });
  parser.on('closetag', () => {
    since = 0;
    open.pop();
  });
  const add = (piece: string): void => {
    open.at(-1)!.text += piece;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  for (let at = 0; at < text.length; at += PIECE) {
    if (since > LONGEST_ASIDE) throw unreadable('too_large');
    since += PIECE;
    parser.write(text.slice(at, at + PIECE));
  }
  parser.close();
  const top = root.children[0];
  if (!top || open.length !== 1) throw unreadable('not_xml');
  return top;
}

/** As JSON agents would write it: a child without children is a text, one that comes again makes a list. */
export function xmlEntry(node: XmlNode, depth = 4): Entry {
  const entry: Record<string, unknown> = Object.create(null);
  for (const child of node.children) {
    const value = child.children.length && depth > 0 ? xmlEntry(child, depth - 1) : child.text.trim();
    const before = entry[child.name];
    if (before === undefined) entry[child.name] = value;
    else if (Array.isArray(before)) before.push(value);
    else entry[child.name] = [before, value];
  }
  return isEntry(entry) ? entry : {};
}

/** The only declaration that promises nothing that has to be looked into. */
const DECLARATION = /^<\?xml version=(?:"1\.0"|'1\.0')(?: encoding=(?:"[\w.-]{1,40}"|'[\w.-]{1,40}'))? ?\?>/;
/** Anything that XML forbids, and half characters, which only a whole reader tells from whole ones. */
const ODD = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const SLASH = 47;
const isNameStart = (c: number): boolean => (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95;
const isName = (c: number): boolean => isNameStart(c) || (c >= 48 && c <= 57) || c === 45 || c === 46;
const isBlank = (c: number): boolean => c === 32 || c === 10 || c === 9;

export interface Bounds {
  readonly elements: number;
  readonly depth: number;
  readonly gap: number;
}

/**
 * Bare tags and text, as nearly all agents write: whole stretches, five to ten times as fast as character by character.
 * @param text that begins with its first `<`. @returns null for anything else: whether such a document is good is for the whole reader to say.
 */
export function readPlainXml(text: string, bounds: Bounds): XmlNode | null {
  if (ODD.test(text)) return null;
  const source = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  const names = new Map<string, string>();
  const top: XmlNode = { name: '', text: '', children: [] };
  const open: XmlNode[] = [top];
  const written: string[] = [''];
  let node = top;
  let elements = 0;
  let at = DECLARATION.exec(source)?.[0].length ?? 0;
  for (;;) {
    const tag = source.indexOf('<', at);
    const end = tag < 0 ? source.length : tag;
    if (end > at) {
      const content = end - at > bounds.gap ? null : textOf(source.slice(at, end));
      if (content === null || (node === top && /[^ \t\n]/.test(content))) return null;
      node.text += content;
    }
    if (tag < 0) break;
    const closes = source.charCodeAt(tag + 1) === SLASH;
    let p = closes ? tag + 2 : tag + 1;
    const from = p;
    if (!isNameStart(source.charCodeAt(p))) return null;
    while (isName(source.charCodeAt(p))) p++;
    const name = source.slice(from, p);
    while (isBlank(source.charCodeAt(p))) p++;
    const empty = !closes && source.charCodeAt(p) === SLASH;
    if (empty) p++;
    if (source[p] !== '>') return null;
    at = p + 1;
    if (closes) {
      if (node === top || written.pop() !== name) return null;
      open.pop();
      node = open.at(-1)!;
      continue;
    }
    if (++elements > bounds.elements || open.length > bounds.depth || (node === top && top.children.length))
      return null;
    const small = names.get(name) ?? name.toLowerCase();
    names.set(name, small);
    const child: XmlNode = { name: small, text: '', children: [] };
    node.children.push(child);
    if (empty) continue;
    open.push(child);
    written.push(name);
    node = child;
  }
  return node === top ? (top.children[0] ?? null) : null;
}

/** A text with its entities written out; null when it has one that XML does not define, or ends a CDATA that never began. */
function textOf(text: string): string | null {
  if (text.includes(']]>')) return null;
  if (!text.includes('&')) return text;
  let known = true;
  const plain = text.replace(/&(?:(\w{1,4});)?/g, (_all, name: string | undefined) => {
    const character = name === undefined ? undefined : ENTITIES[name];
    if (character === undefined) known = false;
    return character ?? '';
  });
  return known ? plain : null;
}

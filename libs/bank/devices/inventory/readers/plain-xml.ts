import type { XmlNode } from './xml-tree.js';

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
  /** Longest stretch of text between two tags. */
  readonly gap: number;
}

/**
 * The tree of a document as agents write nearly all of theirs: bare tags and text, nothing else. It is read by whole
 * stretches, five to ten times as fast as character by character.
 * @param text that begins with its first `<`.
 * @returns null for anything else (attributes, comments, CDATA, unknown entities, slips, too much of something): whether
 *   such a document is good is for the whole reader to say.
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
      const said = end - at > bounds.gap ? null : textOf(source.slice(at, end));
      // Only blanks may stand outside the root.
      if (said === null || (node === top && /[^ \t\n]/.test(said))) return null;
      node.text += said;
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

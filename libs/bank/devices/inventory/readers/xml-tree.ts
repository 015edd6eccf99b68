import { SaxesParser } from 'saxes';
import { readPlainXml } from './plain-xml.js';
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
/**
 * Characters without an element beginning or ending, and of all comments and instructions together: what nobody reads is
 * walked a character at a time.
 */
const LONGEST_ASIDE = 1024 * 1024;
const PIECE = 64 * 1024;

/** Slips of agents that leave the rest of the document readable: a control character, `&` or `&nbsp;` left as it was. */
const SLIPS =
  /disallowed character|undefined entity|malformed character entity|empty entity name|must not contain|invalid character|character data|reserved|encoding|attribute|prolog|standalone|version/i;

/**
 * An XML document as a tree, read without recursion. Document types are refused (entities can be made to grow without
 * end, or to read files), entities that nobody defined stay text.
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

/**
 * An element as the object that JSON agents would write: a child without children is a text, one that comes again makes a
 * list. Two levels down: sections, their entries, an entry's own lists.
 */
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

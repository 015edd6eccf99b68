import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { readJson } from './readers/json-text.js';
import { unreadable } from './readers/unreadable.js';
import { readXml, type XmlNode } from './readers/xml-tree.js';

/** A full inventory of a developer's machine with its software is about 1 MB; unpacked too it may not be larger than this. */
const LIMIT = 20 * 1024 * 1024;

export type Foreign =
  | { readonly syntax: 'json'; readonly value: unknown }
  | { readonly syntax: 'xml'; readonly root: XmlNode }
  | { readonly syntax: 'text'; readonly text: string };

/**
 * Packed or plain, in whatever encoding.
 * @throws RuleBroken `devices.inventory_unreadable` (`empty`, `too_large`, `too_deep`, `too_many`, `not_json`, `not_xml`).
 */
export function readForeign(document: string | Uint8Array): Foreign {
  if (document.length > LIMIT) throw unreadable('too_large');
  const bytes = typeof document === 'string' ? null : unpacked(Buffer.from(document));
  // What a terminal asked before the tool began: « [sudo] Mot de passe de … » is no list.
  const text = (bytes ? decoded(bytes) : String(document)).replace(/^\uFEFF?(?:\[sudo\][^\n]*\n)*/, '');
  const start = text.search(/[^\s\0]/);
  if (start < 0) throw unreadable('empty');
  const first = text[start];
  if (first === '<') return { syntax: 'xml', root: readXml(oneDocument(text.slice(start))) };
  if (first === '{' || first === '[') return { syntax: 'json', value: readJson(text) };
  // A terminal's warnings before the JSON that somebody sent to a file.
  const json = /^[^\n]*(?:warning|sudo|password|notice|error)[^\n]*\r?\n\s*([[{])/i.exec(
    text.slice(start, start + 600),
  );
  if (json) return { syntax: 'json', value: readJson(text.slice(start + json[0].length - 1)) };
  return { syntax: 'text', text };
}

function oneDocument(text: string): string {
  const began = text.slice(0, 6) === '<?xml ' ? text.indexOf('<?xml ', 6) : -1;
  return began < 0 ? text : `<documents>${text.replace(/<\?xml [^>]{0,200}\?>/g, '')}</documents>`;
}

/** Agents pack with zlib or gzip (OCS writes `.ocs` files so); what unpacks to more than the limit is refused half-way. */
function unpacked(bytes: Buffer): Buffer {
  const [a = 0, b = 0] = bytes;
  const gzip = a === 0x1f && b === 0x8b;
  const zlib = (a & 0x0f) === 8 && a >> 4 <= 7 && ((a << 8) | b) % 31 === 0;
  if (!gzip && !zlib) return bytes;
  try {
    return (gzip ? gunzipSync : inflateSync)(bytes, { maxOutputLength: LIMIT });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw unreadable('too_large');
    if (gzip) throw unreadable('not_json');
  }
  try {
    // Some senders leave the checksum out or cut it.
    return inflateRawSync(bytes.subarray(2), { maxOutputLength: LIMIT });
  } catch (error) {
    throw unreadable((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : 'not_json');
  }
}

/** By the byte order mark, else by what an XML document declares, else UTF-8; Windows' Latin when it is no UTF-8. */
function decoded(marked: Buffer): string {
  const isMarked = marked[0] === 0xef && marked[1] === 0xbb && marked[2] === 0xbf;
  const bytes = isMarked ? marked.subarray(3) : marked;
  const utf8 = bytes.toString('utf8');
  if (isMarked && !utf8.includes('\uFFFD')) return utf8;
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return bytes.toString('utf16le');
  if (a === 0xfe && b === 0xff) return iconv.decode(bytes, 'utf16be');
  if ((a === 0x3c || a === 0x5b || a === 0x7b) && b === 0 && c !== 0 && d === 0) return bytes.toString('utf16le');
  const declared = /^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(
    bytes.subarray(0, 200).toString('latin1'),
  )?.[1];
  if (declared && !/^utf-?(?:8|16)/i.test(declared))
    return iconv.encodingExists(declared) ? iconv.decode(bytes, latin(declared)) : utf8;
  return utf8.includes('\uFFFD') && !bytes.includes('\uFFFD') ? iconv.decode(bytes, 'win1252') : utf8;
}

/** What calls itself ISO-8859-1 is Windows' code page in practice, as browsers read it. */
const latin = (name: string): string => (/^(?:iso-?8859-1|latin1|us-ascii)$/i.test(name) ? 'win1252' : name);

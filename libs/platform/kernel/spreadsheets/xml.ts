import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';
import { NotATable } from './table.js';

/** No tag, attribute or text of a spreadsheet is longer; beyond, the parser would only fill the memory. */
const LONGEST_PIECE = 4 * 1024 * 1024;
const DEEPEST = 64;

export interface XmlHandlers {
  /** Names come without their prefix. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/**
 * Reads XML piece by piece; yields after each, so that the caller can take what its handlers gathered. Entities other than the five of XML are never
 * expanded: a document type is refused.
 * @throws NotATable `unsafe`, `broken`, `too_large`
 */
export async function* readXml(source: AsyncIterable<Buffer>, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let sinceEvent = 0;
  let depth = 0;
  parser.on('error', () => {
    throw new NotATable('broken');
  });
  parser.on('doctype', () => {
    throw new NotATable('unsafe');
  });
  parser.on('opentag', (tag) => {
    sinceEvent = 0;
    depth += 1;
    if (depth > DEEPEST) throw new NotATable('unsafe');
    handlers.open?.(local(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    sinceEvent = 0;
    depth -= 1;
    handlers.close?.(local(tag.name));
  });
  const text = (found: string) => {
    sinceEvent = 0;
    handlers.text?.(found);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  const feed = (piece: string) => {
    sinceEvent += piece.length;
    parser.write(piece);
    if (sinceEvent > LONGEST_PIECE) throw new NotATable('too_large');
  };
  let decoder: StringDecoder | null = null;
  for await (const piece of source) {
    decoder ??= new StringDecoder(piece[0] === 0xff && piece[1] === 0xfe ? 'utf16le' : 'utf8');
    feed(decoder.write(piece));
    yield;
  }
  feed(decoder?.end() ?? '');
  parser.close();
  yield;
}

const local = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};

/** A whole number in an attribute, or null. */
export const whole = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;

export const isTrue = (text: string | undefined): boolean => text === '1' || text === 'true';

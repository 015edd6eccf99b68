import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type Bounds, readAnyXml, readPlainXml, type XmlNode } from './xml-tree.js';

const SAMPLES = 'test/fixtures/inventories/agent_xml';
const BOUNDS: Bounds = { elements: 1000, depth: 64, gap: 64 * 1024 };
const samples = readdirSync(SAMPLES).map((name) => readFileSync(`${SAMPLES}/${name}`, 'utf8'));

/** What the whole reader says, or null when it refuses. */
function whole(text: string): XmlNode | null {
  try {
    return readAnyXml(text);
  } catch {
    return null;
  }
}

/** Says nothing, or what the whole reader says. */
function agrees(text: string): void {
  const plain = readPlainXml(text, BOUNDS);
  if (plain !== null) expect(plain).toEqual(whole(text));
}

const PIECES = [
  ...[
    '<A>',
    '</A>',
    '<b-1>',
    '</b-1>',
    '<A/>',
    '<A />',
    '<A\n>',
    '</A >',
    '< A>',
    '</ A>',
    '<1>',
    '<a:b>',
    '<é>',
    '<A b="c">',
  ],
  ...[
    '&amp;',
    '&lt;',
    '&#65;',
    '&nbsp;',
    '&',
    '&;',
    '&amp',
    ']]>',
    ']]',
    '>',
    '"',
    '<![CDATA[x]]>',
    '<!-- x -->',
    '<!DOCTYPE a>',
  ],
  ...[
    '<?xml version="1.0"?>',
    '<?xml version="1.1"?>',
    '<?pi?>',
    'text',
    ' ',
    '\n',
    '\r\n',
    '\r',
    '\t',
    '\u0001',
    '\u0085',
    '\ufffe',
  ],
  ...[
    '\ud83d\ude00',
    '\ud83d',
    '\ufeff',
    '\u2028',
    '\u00a0',
    '<',
    '</',
    '/>',
    '<A',
    '<constructor>',
    '<__proto__>',
    '</__proto__>',
  ],
];

describe('XML as agents write it', () => {
  it.each(samples.map((text) => [text]))('reads a real message as the whole reader does', (text) => {
    const tree = whole(text);
    expect(tree).not.toBeNull();
    agrees(text);
    agrees(text.replaceAll('\n', '\r\n'));
  });

  it('reads at least one of them itself', () => {
    expect(samples.some((text) => readPlainXml(text, BOUNDS) !== null)).toBe(true);
    expect(readPlainXml('<A><B>1 &amp; 2</B><c/> </A>\n', BOUNDS)).toEqual(whole('<A><B>1 &amp; 2</B><c/> </A>\n'));
  });

  it('never reads what the whole reader reads otherwise, or refuses', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }), fc.boolean(), (pieces, wrapped) => {
        agrees(wrapped ? `<R>${pieces.join('')}</R>` : `<${pieces.join('')}`);
      }),
      { numRuns: 4000 },
    );
  });

  it('never reads a real message that was cut, or in which a piece was put, otherwise', () => {
    const text = samples.find((sample) => readPlainXml(sample, BOUNDS) !== null)!.slice(0, 3000);
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(8), fc.constantFrom(...PIECES), (at, cut, piece) => {
        agrees(text.slice(0, at) + piece + text.slice(at + cut));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves what is too deep, too long or too much to the whole reader', () => {
    expect(readPlainXml(`${'<A>'.repeat(65)}${'</A>'.repeat(65)}`, BOUNDS)).toBeNull();
    expect(readPlainXml(`<A>${'<B/>'.repeat(1000)}</A>`, BOUNDS)).toBeNull();
    expect(readPlainXml(`<A>${' '.repeat(70_000)}</A>`, BOUNDS)).toBeNull();
    expect(readPlainXml(`${'<A>'.repeat(64)}${'</A>'.repeat(64)}`, BOUNDS)).not.toBeNull();
  });
});

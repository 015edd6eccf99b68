import { RuleBroken } from '#platform/kernel';
import { cpuMs } from '../../../../test/support/counting/cpu-time.js';
import { readJson } from './readers/json-text.js';
import { readXml } from './readers/xml-tree.js';

const MB = 1024 * 1024;
const filled = (piece: string, size: number) => piece.repeat(Math.floor(size / piece.length));
const inContent = (text: string) => `<REQUEST><CONTENT><BIOS><SSN>${text}</SSN></BIOS></CONTENT></REQUEST>`;

/** Why it was refused, or `read`, and how long that took: everybody waits for it. */
function refusal(read: () => unknown): { reason: unknown; ms: number } {
  const began = cpuMs();
  try {
    read();
    return { reason: 'read', ms: cpuMs() - began };
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    return { reason: error.facts['reason'], ms: cpuMs() - began };
  }
}

// Each of these took from five seconds to ten minutes before it was counted.
describe('a document made to hold everybody up', () => {
  it.each([
    ['control characters', inContent(filled('\x01', 4 * MB)), 'too_large'],
    ['entities nobody defined', inContent(filled('&nbsp;', 4 * MB)), 'too_large'],
    ['one attribute again and again', `<REQUEST ${filled('a="b" ', 4 * MB)}/>`, 'too_large'],
    ['a comment', inContent(`<!--${filled('a-', 20 * MB)}-->`), 'too_large'],
    ['comments', inContent(filled(`<a/><!--${filled('ab', MB / 4)}-->`, 10 * MB)), 'too_large'],
    ['a document type', `<!DOCTYPE x [${filled('<!ENTITY a "b">', 20 * MB)}`, 'too_large'],
  ])('XML: %s', (_, text, reason) => {
    const { reason: said, ms } = refusal(() => readXml(text));
    expect(said).toBe(reason);
    expect(ms).toBeLessThan(5000);
  });

  it.each([
    ['numbers', `[${filled('1,', 20 * MB)}1]`, 'too_many'],
    ['texts with a comma too many', `[${filled('"a",', 3 * MB)}]`, 'not_json'],
    ['a comma too many and then nothing', `{"a":1,}${' '.repeat(20 * MB)}`, 'not_json'],
  ])('JSON: %s', (_, text, reason) => {
    const { reason: said, ms } = refusal(() => readJson(text));
    expect(said).toBe(reason);
    expect(ms).toBeLessThan(5000);
  });

  it('slips of an agent stay slips', () => {
    expect(readXml(inContent(`${filled('\x01', 5000)}5CG1&nbsp;`)).children).toHaveLength(1);
    expect(readXml(`<?xml version="1.0"?><!-- made by hand --><REQUEST>${filled('x', MB / 2)}</REQUEST>`).name).toBe(
      'request',
    );
    expect(readJson('[{"a":1,},{"b":2}{"c":3}]')).toEqual([{ a: 1 }, { b: 2 }, { c: 3 }]);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDonatedCell } from './donated/donated.js';
import { readKind } from './kinds/kind.js';
import type { Reading } from './reading.js';
import { readState } from './states/state.js';
import { readTitle } from './titles/title.js';

const ASKED_AT_MOST = 0.15;

const CORPORA: readonly (readonly [string, (text: string) => Reading<string>, number])[] = [
  ['kinds', readKind, 500],
  ['states', readState, 300],
  ['titles', readTitle, 250],
];

interface Phrase {
  readonly said: string;
  readonly answer: string;
  readonly source: string;
}

function linesOf(name: string): string[][] {
  const file = readFileSync(join(import.meta.dirname, '../../../../test/fixtures/words', `${name}.tsv`), 'utf8');
  return file
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
}

const phrasesOf = (name: string): Phrase[] =>
  linesOf(name).map(([said = '', answer = '', source = '']) => ({ said, answer, source }));

describe('what people write: what is given', () => {
  const cells = linesOf('given').map(([title = '', said = '', answer = '']) => ({ title, said, answer }));

  it('none is silently read as something else, and few are asked', () => {
    const read = cells.map((cell) => ({ ...cell, read: readDonatedCell(cell.title, cell.said) }));
    const wrong = read.filter(({ answer, read }) => read.sureness === 'sure' && read.meaning !== answer);
    expect(wrong.map((w) => `${w.title}, ${w.said}: ${w.read.meaning}, is ${w.answer}`)).toEqual([]);
    const answered = read.filter(({ answer }) => answer !== 'ask');
    expect(answered.filter((cell) => cell.read.sureness === 'ask').map((cell) => cell.said)).toEqual([]);
  });

  it('a word that nobody knows makes any cell asked', () => {
    const silent = cells.filter(({ title, said }) => readDonatedCell(title, `${said} blorptz`).sureness === 'sure');
    expect(silent).toEqual([]);
  });
});

describe.each(CORPORA)('what people write: %s', (name, read, least) => {
  const phrases = phrasesOf(name);

  it('every phrase has an answer and a source, and stands there once', () => {
    expect(phrases.length).toBeGreaterThanOrEqual(least);
    expect(phrases.filter((p) => !p.said || !p.answer || !p.source)).toEqual([]);
    expect(new Set(phrases.map((p) => p.said)).size).toBe(phrases.length);
  });

  it('none is silently read as something else', () => {
    const wrong = phrases
      .map(({ said, answer }) => ({ said, answer, read: read(said) }))
      .filter(({ answer, read }) => read.sureness === 'sure' && read.meaning !== answer);
    expect(wrong.map((w) => `${w.said}: ${w.read.meaning}, is ${w.answer}`)).toEqual([]);
  });

  it('few that have an answer are asked', () => {
    const answered = phrases.filter((p) => p.answer !== 'ask');
    const asked = answered.filter((p) => read(p.said).sureness === 'ask').map((p) => p.said);
    expect({ share: asked.length / answered.length <= ASKED_AT_MOST, asked }).toMatchObject({ share: true });
  });

  it('a word that nobody knows makes any phrase asked', () => {
    const silent = phrases
      .filter((p) => p.answer !== 'ask')
      .map(({ said }) => ({ said, read: read(`${said} blorptz`) }))
      // A title that names what we do not keep stays what we do not keep; under one that speaks of giving, every word is asked then.
      .filter(({ read }) => read.sureness === 'sure' && read.meaning !== 'nothing' && read.meaning !== 'given');
    expect(silent.map((s) => s.said)).toEqual([]);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasSentence, knownCodes, sentenceOf } from '#platform/http';
// Opens every feature, so that all of them have spoken.
import '../../apps/server/app.module.js';

const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|sql)$/.test(name) && !/\.spec\.tsx?$/.test(name))
    .map((name) => join(folder, name));

const sources = ['libs', 'migrations', 'apps']
  .flatMap(files)
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

/** Everywhere that a code is thrown: in TypeScript, by a constraint that has a name, by a trigger. */
const THROWN = [
  /RuleBroken\(\s*'([a-z_]+\.[a-z_]+)'/g,
  /Refused\(\s*\d+,\s*'([a-z_]+\.[a-z_]+)'/g,
  /mapConstraint\(\s*'\w+',\s*'([a-z_]+\.[a-z_]+)'/g,
  /MESSAGE\s*=\s*'([a-z_]+\.[a-z_]+)'/g,
  /sentenceOf\(\s*'([a-z_]+\.[a-z_]+)'/g,
];
const thrown = new Set(
  sources.flatMap(({ text }) => THROWN.flatMap((form) => [...text.matchAll(form)].map((found) => found[1]!))),
);

test('there are codes to look for', () => expect(thrown.size).toBeGreaterThan(150));

test('every code has its sentence', () => expect([...thrown].filter((code) => !hasSentence(code)).sort()).toEqual([]));

/** Codes that nothing says any more, but rows that were stored before do. */
const FORMER = new Set(['sims.row_carrier_too_long']);

test('no sentence has lost its code', () => {
  const told = sources.filter(({ path }) => !path.endsWith('.sentences.ts') && !path.endsWith('http/sentences.ts'));
  const whole = told.map(({ text }) => text).join('\n');
  // A code may be put together: `intake.row_${problem}`.
  const prefixes = [...whole.matchAll(/`([a-z_]+\.[a-z_]*)\$\{/g)].map((found) => found[1]!);
  const lost = knownCodes().filter(
    (code) => !FORMER.has(code) && !whole.includes(`'${code}'`) && !prefixes.some((p) => code.startsWith(p)),
  );
  expect(lost).toEqual([]);
});

test('what rows stored before say has its sentence still', () =>
  expect([...FORMER].filter((code) => !hasSentence(code))).toEqual([]));

test('a sentence ends as a sentence, whatever it knows', () => {
  const odd = knownCodes().filter((code) => !/[.?!»…]$/.test(sentenceOf(code)));
  expect(odd).toEqual([]);
});

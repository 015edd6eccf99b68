import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

// One word, one meaning (docs/glossary.md): words that were given up stay out of the code, and jargon out of the screens.
const CODE = [
  [/\bpost[- ]?office\b/i, 'mail server, mail'],
  [/\bfloor(s)? (of|above|below)\b/i, 'layer'],
  [/\bRoom\b(?=[ ({])/, 'Feature'],
  [/\b(?:the|a|whole) story\b|\b(?:tell|is)Story|Story[A-Z]\w*\(/, 'demo, fixtures'],
  [/\bmakeCast\b|\bcast\.(?:people|houses)\b/, 'fixtures'],
  [/\b(?:intake|receipt)House\b|\bhouses\b/, 'organisation'],
  [/\b(?:grant|end|forget)Sight|devices\.sight\b/, 'visibility'],
  // The addresses of the API keep theirs.
  [/\btakeover(?!s?(?:-logs)?['/:`\s,"])|Takeover/, 'data import'],
  [/(^|\/)(utils?|helpers?|common|misc|manager)(\.[a-z]+)*\.[mc]?[tj]sx?$/i, 'a name that says what it holds', 'path'],
];
/** What stands between tags or in a sentence for people. */
const SCREEN = [
  [/cliquez ici/i, 'what the link leads to'],
  [/\b(login|logout|uploader|downloader|checker|merci de)\b/i, 'a plain French word'],
  [/\b(DSFR|beneficiary|workshop|hand-?over|refurbish\w*)\b/i, 'the word of docs/glossary.md'],
];

/** Promises that nobody may make of a used device (code de la consommation, art. R. 122-4); what donors write is read elsewhere. */
const PROMISED = /comme neufs?\b|comme neuve|comme au premier jour|quasi[- ]neu|état neuf/i;
/** Only where every function of the kind was tested, and every medium erased: one file decides it. */
const REFURBISHED = /recondition[nq]/i;
const SAYS_REFURBISHED =
  /^(?:libs\/(?:vocabulary|data-import)\/|libs\/refurbishment\/said-of-tests\.|test\/|docs\/|scripts\/)/;
const READS_DONORS = /^(?:libs\/vocabulary|test|docs)\//;

const files = execFileSync(
  'git',
  ['ls-files', 'apps', 'libs', 'migrations', 'scripts', 'test', 'bench', 'docs', '*.md'],
  {
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((path) => /\.([mc]?[tj]sx?|sql|md)$/.test(path) && path !== 'scripts/check-words.mjs');

/** French of a file of pages: text between tags, and the sentences and words that features keep in files of their own. */
function shown(path, text) {
  if (/\.(sentences|words)\.tsx?$/.test(path)) return [...text.matchAll(/: (?:\([^)]*\) =>\s*)?['`]([^'`]{4,})['`]/g)];
  return path.endsWith('.tsx') && path.startsWith('apps/server')
    ? [...text.matchAll(/>\s*([A-ZÀ-Ü][^<>{}=;]{3,})[<{]/g)]
    : [];
}

const found = [];
for (const path of files) {
  const text = readFileSync(path, 'utf8');
  const lineOf = (index) => text.slice(0, index).split('\n').length;
  for (const [word, instead, where] of CODE) {
    const match = word.exec(where === 'path' ? path : text);
    if (match) found.push(`${path}:${where === 'path' ? 1 : lineOf(match.index)} « ${match[0]} »: ${instead}`);
  }
  const promise = READS_DONORS.test(path) ? null : PROMISED.exec(text);
  if (promise) found.push(`${path}:${lineOf(promise.index)} « ${promise[0]} »: what was seen and tested`);
  const refurbished = SAYS_REFURBISHED.test(path) ? null : REFURBISHED.exec(text);
  if (refurbished)
    found.push(
      `${path}:${lineOf(refurbished.index)} « ${refurbished[0]} »: libs/refurbishment/said-of-tests.ts says it`,
    );
  for (const piece of shown(path, text))
    for (const [word, instead] of SCREEN) {
      const match = word.exec(piece[1].replace(/\$\{[^}]*\}/g, ''));
      if (match) found.push(`${path}:${lineOf(piece.index)} « ${match[0]} » à l'écran: ${instead}`);
    }
}
for (const line of found) console.error(line);
process.exitCode = found.length ? 1 : 0;

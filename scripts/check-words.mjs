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
  [/\b(?:FLOORS|ROOMS|STORY)\b/, 'libraries, features, the thing itself'],
  [/\b(?:the whole house|of the house|(?:outside|inside) their house)\b/, 'organisation, program'],
  [/\b(?:make|end|a|the) loans?\b|\bloan_/i, 'hand-over'],
  // An operator is a member's number; a telephone's is a carrier, whoever runs the server is said so.
  [/\bthe operator(?:'s page|’s own| may| should)/i, 'bank, installation'],
  // The addresses of the API keep theirs.
  [/\btakeover(?!s?(?:-logs)?['/:`\s,"])|Takeover/, 'data import'],
  // A list is exported, a thing removed.
  [/\blists?\b[^.\n]{0,40} (?:to take|tak(?:es?|en)) away\b|\btakesAway\b|\bTAKE_AWAY\b/i, 'export'],
  [
    /\b(?:thriftily|breather|[Hh]urdles?|comesIn|letIn|[A-Za-z]*Errands?)\b/,
    'yieldEvery, Blocker, completeSignIn, AuthRequest',
  ],
  // What is folded away looks and works alike everywhere; the shells have menus of their own.
  [/^(?!libs\/platform\/ui\/|test\/|docs\/|scripts\/)[\s\S]*<details\b/, 'Disclosure of ui', 'fold'],
  // Who waits for a disk waits alone: these read before anybody is served, once each, or for a command.
  [
    /^(?!(?:test|docs|scripts|bench|migrations)\/|apps\/(?:cli\/|server\/api-description\.)|libs\/(?:platform\/(?:ui\/(?:icon|assets)\.|database\/(?:embedded\/|migrating\/(?:sql-files|migration\.)|secrets\/stored-secret)|kernel\/(?:rights\/identity-providers|settings\/)|backup\/owner)|bank\/(?:demo\/|documents\/paper\/pictograms))|\S+\.spec\.)[\s\S]*\b(?:access|append|chmod|chown|copy|cp|exists|fsync|link|lstat|mk|open|read|realpath|rename|rm|stat|symlink|truncate|unlink|write|exec|spawn)\w*Sync\(/,
    'the promise of it (node:fs/promises): everybody else waits too',
    'fold',
  ],
  [/(^|\/)(utils?|helpers?|common|misc|manager)(\.[a-z]+)*\.[mc]?[tj]sx?$/i, 'a name that says what it holds', 'path'],
];
/**
 * French that people read. Each entry ends with a sentence in which it is seen: a ban that no longer sees its own is a mistake too.
 * A value that is put in stands as X.
 */
const SCREEN = [
  [/cliquez ici/i, 'what the link leads to', 'Pour continuer, cliquez ici.'],
  [/\b(login|logout|uploader|downloader|checker|merci de)\b/i, 'a plain French word', 'Merci de checker le fichier.'],
  [
    /^(?=.*[À-ü’«»]).*\b(DSFR|beneficiary|workshop|hand-?over|refurbish\w*)\b/i,
    'the word of docs/glossary.md',
    'Le workshop est fermé.',
  ],
  // One word per thing and per act.
  [/\bsignes\b|\bun signe (?:a |invisible)|signe par signe/i, 'caractères', 'Ce nom est trop long : X signes au plus.'],
  [/\bgenre\b(?!=)/i, 'type', 'Choisissez le genre de l’organisation.'],
  [/\bsorte\b/i, 'type', 'Ce reçu n’est pas pour cette sorte de donateur.'],
  [
    /\bGrade\b|\b(?:un|le|son|et|Par) grade\b|\bgrade (?:X|[ABC])\b/,
    'classement, classé',
    'Il manque un test ou un grade.',
  ],
  [/noter l’état\b|\bétat noté\b/i, 'classer', 'Noter l’état'],
  [/^papiers?$|\bpapiers (?:du don|demandés)|le papier est en préparation/i, 'document', 'Papiers du don'],
  [/\bcourriels?\b|adresse électronique/i, 'mail, adresse mail', 'À copier dans un courriel.'],
  [/^garder (?:ce|ces|cette|ses)\b/i, 'enregistrer', 'Garder ces coordonnées'],
  [/^Noter\b/, 'enregistrer', 'Noter le don'],
  [
    /\b(?:don|valeur|refus|absence|réparation|arrivée|acte|représentant|bordereau|retour signé|dernier jour) notée?(?![a-zà-ü]| hors)/i,
    'enregistré',
    'Don noté.',
  ],
  [/type de matériel/i, 'type d’appareil', 'Choisissez un type de matériel dans la liste.'],
  [/ne se défait pas|on ne revient pas dessus/i, 'on ne peut pas revenir en arrière', 'Cela ne se défait pas.'],
  // Private words, and turns that a tired volunteer stumbles on.
  [/\bnuméro va aussi\b/i, 'convient aussi', 'Un ancien numéro va aussi.'],
  [/verrouillée?s? à décider/i, 'what is to be decided', 'appareil verrouillé à décider'],
  [/\bse prouve(?:nt)?\b/i, 'prouvez', 'Il se prouve effacé.'],
  [
    /\b(?:ne )?se li(?:t|sent)\b(?! plus\.| sans Java)/i,
    'on peut le lire, il est illisible',
    'Ils se lisent pendant 24 heures.',
  ],
  [/\bse vendrait\b/i, 'le prix', 'Ce que le matériel se vendrait.'],
  [/^il donne la méthode|\. il donne la méthode/i, 'who gives it', 'Il donne la méthode.'],
  [/^personne (?:encore|pour l’instant)/i, 'who is missing', 'Personne encore.'],
  [/^(?:voir les attentes|pourquoi lui|à quoi sert-il)\b/i, 'what it is about', 'Voir les attentes'],
  [/\b20\d\d-\d\d-\d\d\b/, 'a date as people write it: 25/11/2026', 'Exemple : 2026-11-25'],
  [/feuille reste dans la structure/i, 'whose copy it is', 'Cette feuille reste dans la structure.'],
];

/** Promises that nobody may make of a used device (code de la consommation, art. R. 122-4); what donors write is read elsewhere. */
const PROMISED = /comme neufs?\b|comme neuve|comme au premier jour|quasi[- ]neu|état neuf/i;
/** Only where every function of the kind was tested, and every medium erased: one folder says it. */
const REFURBISHED = /recondition[nq]/i;
const SAYS_REFURBISHED =
  /^(?:libs\/bank\/files\/(?:words|old-register)\/|libs\/platform\/kernel\/evidence\/|libs\/bank\/workshop\/grading\/test-statement\.spec|test\/|docs\/|scripts\/)/;
/**
 * What was done to a device's data, and what was tried of it, is said of a device by one folder, after what proves it (docs/adr/0070). These may
 * say the words, and why: each is read again when it is touched.
 */
const EVIDENCE = /(?<![a-zà-ü])(?:effacée?s?|prouvée?s?|testée?s?)(?![a-zà-ü])/i;
const EVIDENCE_HOME = /^libs\/platform\/kernel\/evidence\//;
const MAY_SAY_ERASED = [
  [/^libs\/bank\/files\/old-register\//, 'what another tool said, told as its words'],
  [
    /^apps\/cli\/|^libs\/bank\/(?:people|home\/(?:system|opening)|files\/(?:engine|setup-lists)|sims)\/(?:.+\/)?web\//,
    'a person’s data, a file, a line number, a backup',
  ],
  [
    /^libs\/bank\/(?:mails\/web\/mails\.sentences|documents\/(?:word-lists|list\/web\/document\.page|web\/document\.words|verification\/web\/verification\.page))\./,
    'a paper that is gone at its date',
  ],
  [
    /^libs\/(?:platform\/(?:backup|database|ui\/frames\/legal-pages)|bank\/people)(?:\/|\.)/,
    'a person’s data, a file, a backup',
  ],
  [/^libs\/platform\/kernel\/personal-data\//, 'a person’s data'],
  [/^libs\/bank\/rules\/dated-tables\./, 'a person’s data, at the end of a period'],
  [
    /^libs\/bank\/(?:allocation\/(?:beneficiaries\/web\/beneficiar|handovers\/web\/handover\.page)|receipts\/web\/donation-papers|intake\/(?:donors\/web\/donor|files\/web\/))/,
    'a person’s data or a file',
  ],
  [
    /^libs\/bank\/(?:workshop|inventories|home\/today|bulk)\/(?:.+\/)?web\//,
    'the bench: what is left to do, to whoever does it',
  ],
  [
    /^libs\/bank\/workshop\/(?:media|erasure)\/(?:statements|removed-medium\.lifecycle|declared-logs\.service)\./,
    'the sentence that a person signs, word for word; a verb',
  ],
  [
    /^libs\/bank\/(?:devices\/device|faults|intake\/\w+)\/[\w-]+\.(?:lifecycle|states)\.|^libs\/bank\/intake\/locks\/locks\./,
    'the name of a verb, or what a donor is asked to do',
  ],
  [
    /^libs\/bank\/(?:allocation|faults|intake\/locks|logistics|devices)\/web\/[\w-]+\.sentences\.|^libs\/bank\/allocation\/handovers\/web\/handover-form/,
    'why an act is refused, or what happens next',
  ],
  [/^libs\/platform\/ui\/content\./, 'the state of a paper whose bytes are gone'],
  [
    /^libs\/bank\/(?:devices\/device\/web\/device-action|photos\/web\/)/,
    'what somebody is asked to sign; what a photo is rid of',
  ],
  [/^libs\/bank\/devices\/identification\/serial\./, 'what people type where a number is wanted'],
];
const READS_DONORS = /^(?:libs\/bank\/files\/words|test|docs)\//;

/** What the check must see, wherever it is written: a ban that no longer sees its own is a mistake too. */
const PLANTED = [
  ['libs/bank/documents/templates/planted.ts', "paper.paragraph('Cet appareil a été testé.');"],
  ['libs/bank/documents/templates/planted.ts', `const line = \`\${n} supports effacés\`;`],
  ['libs/bank/devices/device/web/planted.page.tsx', '<p>{count} appareils prouvés</p>'],
  ['libs/bank/devices/device/web/planted.page.tsx', '<p>\n  Ses données sont\n  effacées.\n</p>'],
  ['libs/bank/mails/templates/planted.ts', "const words = { text: 'Votre disque est effacé' };"],
  ['apps/server/planted.ts', '"Testée par nous"'],
];

const files = execFileSync(
  'git',
  ['ls-files', 'apps', 'libs', 'migrations', 'scripts', 'test', 'bench', 'docs', '*.md'],
  {
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((path) => /\.([mc]?[tj]sx?|sql|md)$/.test(path) && path !== 'scripts/check-words.mjs');

/** What another tool or a donor writes, which is read and never shown. */
const READ =
  /^libs\/bank\/(?:files\/words|inventories|demo)\/|^libs\/bank\/files\/old-register\/(?:sheet-columns|value-words)\.|\.spec\.tsx?$/;
const QUOTED = /'([^'\n]{3,})'|"([^"\n]{3,})"|`([^`]{3,})`|>\s*([A-Za-zÀ-ü«][^<>{}=;]{3,}?)\s*(?=[<{])/g;

/** Statements, paths and codes: nobody reads them as French. */
const isCode = (words) => /^[\w.:/#@?&=*+-]+$/.test(words) && !/^[A-ZÀ-Ü][a-zà-ü]+$/.test(words);
const isStatement = (words) =>
  /=>|=\{|\bawait\b|\bconst \w|\?\?|&&|\b(?:SELECT|INSERT|UPDATE|DELETE|JOIN|WHERE|ARRAY)\b|::|\w\.\w+ [=<]|^\/\w/.test(
    words,
  );

const withoutComments = (text) =>
  text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g, (comment) => comment.replace(/[^\n]/g, ' '));

/** Where a file says of a device what only proof says. No name in code has an accent: whatever is no comment is a word for people. */
const saidOfEvidence = (path, text) =>
  !/^(?:apps|libs)\/.*\.tsx?$/.test(path) || READ.test(path) || EVIDENCE_HOME.test(path)
    ? []
    : [...withoutComments(text).matchAll(new RegExp(EVIDENCE, 'gi'))];

/** French of a file: what is quoted in it, and text between tags. Comments are for those who read the code. */
function shown(path, text) {
  if (!/^(?:apps|libs)\/.*\.tsx?$/.test(path) || READ.test(path)) return [];
  return [...withoutComments(text).matchAll(QUOTED)]
    .map((m) => ({
      index: m.index,
      words: m
        .slice(1)
        .find(Boolean)
        .replace(/\$\{[^}]*\}/g, 'X')
        .replace(/\s+/g, ' ')
        .trim(),
    }))
    .filter(({ words }) => !isCode(words) && !isStatement(words));
}

const found = [];
/** The exceptions that something needs. */
const said = new Set();
for (const [word, , example] of SCREEN)
  if (!word.test(example)) found.push(`scripts/check-words.mjs: ${word} does not see « ${example} »`);
for (const [path, text] of PLANTED)
  if (!saidOfEvidence(path, text).length || MAY_SAY_ERASED.some(([where]) => where.test(path)))
    found.push(`scripts/check-words.mjs: does not see « ${text} » in ${path}`);
for (const refurbished of ['ordinateur reconditionné', 'Reconditionnée par nous'])
  if (!REFURBISHED.test(refurbished)) found.push(`scripts/check-words.mjs: does not see « ${refurbished} »`);
for (const path of files) {
  const text = readFileSync(path, 'utf8');
  const lineOf = (index) => text.slice(0, index).split('\n').length;
  for (const [word, instead, where] of CODE) {
    const match = word.exec(where === 'path' ? path : where === 'fold' ? `${path}\n${text}` : text);
    if (!match) continue;
    // Of a rule that tells paths apart, what it saw is the end of its match.
    const [index, seen] =
      where === 'fold'
        ? [match.index + match[0].length - path.length - 1, match[0].slice(match[0].lastIndexOf('\n') + 1).trim()]
        : [match.index, match[0]];
    found.push(`${path}:${where === 'path' ? 1 : lineOf(index)} « ${seen} »: ${instead}`);
  }
  const promise = READS_DONORS.test(path) ? null : PROMISED.exec(text);
  if (promise) found.push(`${path}:${lineOf(promise.index)} « ${promise[0]} »: what was seen and tested`);
  const refurbished = SAYS_REFURBISHED.test(path) ? null : REFURBISHED.exec(text);
  if (refurbished)
    found.push(`${path}:${lineOf(refurbished.index)} « ${refurbished[0]} »: libs/platform/kernel/evidence says it`);
  const may = MAY_SAY_ERASED.find(([where]) => where.test(path));
  for (const match of saidOfEvidence(path, text)) {
    if (may) said.add(may);
    else
      found.push(
        `${path}:${lineOf(match.index)} « ${match[0]} » à l’écran ou sur papier: libs/platform/kernel/evidence says it`,
      );
  }
  for (const piece of shown(path, text))
    for (const [word, instead] of SCREEN) {
      const match = word.exec(piece.words);
      if (match) found.push(`${path}:${lineOf(piece.index)} « ${match[0]} » à l'écran: ${instead}`);
    }
}
for (const may of MAY_SAY_ERASED)
  if (!said.has(may)) found.push(`scripts/check-words.mjs: ${may[0]} (${may[1]}) excepts nothing any more`);
for (const line of found) console.error(line);
process.exitCode = found.length ? 1 : 0;

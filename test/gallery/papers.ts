import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { renderPaper } from '#bank/documents';
import * as sample from '../fixtures/papers.js';

// Every kind of paper of the invented story as pictures, to compare two versions of the program:
//   node --conditions=source --import @swc-node/register/esm-register test/gallery/papers.ts FOLDER [FOLDER OF ANOTHER VERSION]
// writes a picture a page, and with the second folder a table of both (`index.html`). Needs pdftoppm.

const [folder, before] = process.argv.slice(2);
if (!folder) throw new Error('say into which folder');
mkdirSync(folder, { recursive: true });

for (const [type, { facts, sealed }] of Object.entries(sample.PAPERS)) {
  const parts: Buffer[] = [];
  const row = {
    type: type as keyof typeof sample.PAPERS,
    title: `Papier d’essai (${type})`,
    number: 'XX-2026-0042',
    requestedAt: new Date(sample.AT),
    facts: { ...facts, bank: { ...sample.bank, site: 'https://banque.exemple.fr' } },
    factsSha256: '3f9a12bc77e0d541'.padEnd(64, '0'),
    secret: 'A1B2C3D4E5F60718293A4B5C',
    sealed: sealed ?? null,
  };
  for await (const part of renderPaper(row)) parts.push(part);
  const file = join(folder, `${type}.pdf`);
  writeFileSync(file, Buffer.concat(parts));
  execFileSync('pdftoppm', ['-r', '70', '-png', file, join(folder, type)]);
}

const pictures = (of: string) => readdirSync(of).filter((name) => name.endsWith('.png'));
if (before) {
  const names = [...new Set([...pictures(folder), ...pictures(before)])].sort();
  const cell = (of: string, name: string) =>
    `<td>${pictures(of).includes(name) ? `<img src="${resolve(of, name)}" alt="" width="560">` : 'pas de page'}</td>`;
  const rows = names.map((name) => `<tr><th>${name}</th>${cell(before, name)}${cell(folder, name)}</tr>`);
  const table = `<table border="1"><tr><th></th><th>Avant</th><th>Après</th></tr>${rows.join('\n')}</table>`;
  writeFileSync(join(folder, 'index.html'), `<!doctype html><meta charset="utf-8"><title>Papiers</title>${table}`);
}

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  calibrationPage,
  DOCUMENT_TYPES,
  type DocumentType,
  donorSheet,
  drawSheet,
  FALLBACK_SHEETS,
  figuresSlides,
  LABEL_FORMATS,
  mediumLabels,
} from '#bank/documents';
import { longest } from '../fixtures/longest-names.js';
import * as sample from '../fixtures/papers.js';
import { drawPaper } from '../support/papers/paper-files.js';
import { donorFacts, fallback, slides, VARIANTS } from './paper-variants.js';

// Every kind of paper and sheet of the invented bank as pictures, with ordinary and with the longest names, to read them and to compare two versions:
//   node --conditions=source --import @swc-node/register/esm-register test/gallery/papers.ts FOLDER [FOLDER OF ANOTHER VERSION]
// writes a picture a page, and with the second folder a table of both (`index.html`). Needs pdftoppm.

const [folder, before] = process.argv.slice(2);
if (!folder) throw new Error('say into which folder');
mkdirSync(folder, { recursive: true });

function picture(name: string, pdf: Buffer): void {
  const file = join(folder!, `${name}.pdf`);
  writeFileSync(file, pdf);
  execFileSync('pdftoppm', ['-r', '70', '-png', file, join(folder!, name)]);
}

async function bytesOf(parts: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

const paper = async (name: string, type: DocumentType, over: object = {}, sealed?: object): Promise<void> => {
  const own = sealed ?? sample.PAPERS[type].sealed;
  picture(name, await drawPaper(type, over, own));
  const long = longest({ ...sample.PAPERS[type].facts, ...over }) as object;
  picture(`${name}-long`, await drawPaper(type, long, longest(own ?? null) as object));
};

for (const type of DOCUMENT_TYPES) await paper(type, type);
for (const [name, { type, over, sealed }] of Object.entries(VARIANTS)) await paper(name, type, over, sealed);

const now = { bank: sample.bank, date: new Date(sample.AT) };
const long = { ...now, bank: longest(sample.bank) as typeof sample.bank };
const sheet = async <F>(name: string, template: Parameters<typeof drawSheet<F>>[0], facts: F): Promise<void> => {
  picture(name, await bytesOf(await drawSheet(template, facts, now)));
  picture(`${name}-long`, await bytesOf(await drawSheet(template, longest(facts) as F, long)));
};
for (const [name, template] of Object.entries(FALLBACK_SHEETS)) await sheet(`fallback_${name}`, template, fallback);
await sheet('donor_sheet', donorSheet, donorFacts);
await sheet('figures_slides', figuresSlides, slides);

const stock = LABEL_FORMATS['24'];
picture('calibration', await bytesOf(calibrationPage({ stock, offset: { x: 0, y: 0 }, bank: sample.bank })));
const media = [{ code: 'SUP-7K3F-92Q', note: { what: 'SSD NVMe Samsung', mark: '…2345' } }];
const of = { holder: 'ESAT Les Ateliers', media, format: '24', start: 1 } as const;
picture('medium_labels', await bytesOf(mediumLabels({ bank: sample.bank, ...of })));

const pictures = (of: string) => readdirSync(of).filter((name) => name.endsWith('.png'));
if (before) {
  const names = [...new Set([...pictures(folder), ...pictures(before)])].sort();
  const cell = (of: string, name: string) =>
    `<td>${pictures(of).includes(name) ? `<img src="${resolve(of, name)}" alt="" width="560">` : 'pas de page'}</td>`;
  const rows = names.map((name) => `<tr><th>${name}</th>${cell(before, name)}${cell(folder, name)}</tr>`);
  const table = `<table border="1"><tr><th></th><th>Avant</th><th>Après</th></tr>${rows.join('\n')}</table>`;
  writeFileSync(join(folder, 'index.html'), `<!doctype html><meta charset="utf-8"><title>Papiers</title>${table}`);
}

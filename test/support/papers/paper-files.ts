import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DocumentType, type PaperRow, renderPaper } from '#bank/documents';
import * as sample from '../../fixtures/papers.js';
import { programOf, type Tool } from '../runner/tools.js';

export { DOCUMENT_TYPES as PAPER_TYPES } from '#bank/documents';
export const SECRET = 'A1B2C3D4E5F60718293A4B5C';
const SITE = 'https://banque.exemple.fr';

/** The row of a paper as the worker reads it, its QR included. */
export const paperRow = (type: DocumentType, over: object = {}, sealed?: object): PaperRow => ({
  type,
  title: `Papier d'essai ${type}`,
  number: 'XX-2026-0042',
  requestedAt: new Date(sample.AT),
  facts: { ...sample.PAPERS[type].facts, ...over, bank: { ...sample.bank, site: SITE } },
  factsSha256: '3f9a12bc77e0d541'.padEnd(64, '0'),
  secret: SECRET,
  sealed: sealed ?? sample.PAPERS[type].sealed ?? null,
});

export async function drawPaper(type: DocumentType, over: object = {}, sealed?: object): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of renderPaper(paperRow(type, over, sealed))) parts.push(part);
  return Buffer.concat(parts);
}

export const run = (tool: Tool, ...args: string[]): string =>
  execFileSync(programOf(tool)!, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

/** A folder for a suite's papers; `close` removes it. */
export function paperFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'bn-papers-'));
  return {
    folder,
    file: async (type: DocumentType, over: object = {}, sealed?: object): Promise<string> => {
      const path = join(folder, `${type}.pdf`);
      writeFileSync(path, await drawPaper(type, over, sealed));
      return path;
    },
    /** The words of a paper, with every kind of space as one. */
    text: (path: string): string => run('pdftotext', path, '-').replace(/\s+/g, ' '),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { mergedPapers } from '#bank/documents';
import { LoopHeld } from '../support/counting/loop-held.js';
import { drawPaper, PAPER_TYPES, paperFolder, run } from '../support/papers/paper-files.js';
import { needs } from '../support/runner/tools.js';

const TITLE = 'Papiers du 25 novembre 2026, Évian';
const papers = paperFolder();
afterAll(() => papers.close());

needs(['qpdf', 'pdftotext', 'pdfinfo'], 'the papers of a day', () => {
  test('many papers are one file of all their pages, in their order, that a printer can read', async () => {
    const types = PAPER_TYPES.filter((type) => type !== 'label_sheet');
    async function* files() {
      for (const type of types) yield await drawPaper(type);
    }
    const parts: Buffer[] = [];
    for await (const part of mergedPapers(files(), TITLE)) parts.push(part);
    const path = join(papers.folder, 'jour.pdf');
    writeFileSync(path, Buffer.concat(parts));
    expect(run('qpdf', '--check', path)).toContain('No syntax or stream encoding errors found');
    // What each says to whoever listens is in it too, in its order, with its language and a title.
    const info = run('pdfinfo', path);
    expect(info).toMatch(/Tagged:\s+yes/);
    expect(info).toMatch(new RegExp(`Title:\\s+${TITLE}`));
    expect(Buffer.concat(parts).toString('latin1')).toContain('/Lang (fr-FR) /MarkInfo << /Marked true >>');
    const structure = (file: string) =>
      run('pdfinfo', '-struct-text', file)
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
    const said: string[] = ['Document'];
    for (const type of types) said.push(...structure(await papers.file(type)));
    expect(structure(path)).toEqual(said);
    const alone: string[] = [];
    for (const type of types) alone.push(papers.text(await papers.file(type)));
    expect(papers.text(path).replace(/\s+/g, '')).toBe(alone.join('').replace(/\s+/g, ''));
  });
});

test('a paper with much that no page needs is read for what pages need, and holds nobody up', async () => {
  const structure = Array.from({ length: 40_000 }, () => '<< /S /P /K 0 >>');
  const file = pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Kids [3 0 R] >>', '<< /Parent 2 0 R >>', ...structure]);
  const held = new LoopHeld();
  const parts: Buffer[] = [];
  await held.during('printed', HELD_MS, async () => {
    for await (const part of mergedPapers(Readable.from([file]), TITLE)) parts.push(part);
  });
  expect(Buffer.concat(parts).toString('latin1')).toContain('/Count 1');
  expect(held.worst.filter(([, ms]) => ms > HELD_MS)).toEqual([]);
});

/** Longer than so many milliseconds nobody else waits for the process. */
const HELD_MS = 100;

/** A file of these objects, the first its root, as pdfkit writes one. */
function pdfOf(objects: readonly string[]): Buffer {
  let file = '%PDF-1.7\n';
  const offsets = objects.map((object, i) => {
    const offset = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  return Buffer.from(
    `${file}${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`,
  );
}

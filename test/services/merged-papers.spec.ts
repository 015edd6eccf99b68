import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergedPapers } from '#documents';
import { drawPaper, PAPER_TYPES, paperFolder, run } from '../support/paper-files.js';
import { needs } from '../support/tools.js';

const papers = paperFolder();
afterAll(() => papers.close());

needs(['qpdf', 'pdftotext'], 'the papers of a day', () => {
  test('many papers are one file of all their pages, in their order, that a printer can read', async () => {
    const types = PAPER_TYPES.filter((type) => type !== 'label_sheet');
    async function* files() {
      for (const type of types) yield await drawPaper(type);
    }
    const parts: Buffer[] = [];
    for await (const part of mergedPapers(files())) parts.push(part);
    const path = join(papers.folder, 'jour.pdf');
    writeFileSync(path, Buffer.concat(parts));
    expect(run('qpdf', '--check', path)).toContain('No syntax or stream encoding errors found');
    const alone: string[] = [];
    for (const type of types) alone.push(papers.text(await papers.file(type)));
    expect(papers.text(path).replace(/\s+/g, '')).toBe(alone.join('').replace(/\s+/g, ''));
  });
});

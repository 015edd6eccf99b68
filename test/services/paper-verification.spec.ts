import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verificationOf } from '#bank/documents';
import { PAPER_TYPES, paperFolder, run, SECRET } from '../support/papers/paper-files.js';
import { needs, PREFLIGHT } from '../support/runner/tools.js';

const papers = paperFolder();
afterAll(() => papers.close());

/** All but the sheet of labels, which has no frame. */
const FRAMED = PAPER_TYPES.filter((type) => type !== 'label_sheet');
/** All of those but the two that may bear a drawn signature, with its transparency. */
const ARCHIVABLE = FRAMED.filter((type) => type !== 'handover_structure' && type !== 'bill_of_sale');
const ADDRESS = verificationOf('https://banque.exemple.fr', 'XX-2026-0042', SECRET);

needs(['zbarimg', 'pdftoppm'], 'the QR of a paper', () => {
  it.each(FRAMED)('%s: is read by a camera on its first and its last page', async (type) => {
    const path = await papers.file(type);
    const last = /Pages:\s+(\d+)/.exec(run('pdfinfo', path))![1]!;
    // Only the foot is drawn: at 200 dots an inch it begins 2,150 dots below the top.
    const foot = ['-r', '200', '-gray', '-png', '-singlefile', '-x', '0', '-y', '2150', '-W', '800', '-H', '189'];
    // The person's side of a hand-over has one code, which reports a fault.
    for (const page of new Set(['1', type === 'handover_structure' ? '1' : last])) {
      run('pdftoppm', ...foot, '-f', page, '-l', page, path, join(papers.folder, 'page'));
      const read = run('zbarimg', '-q', '-Sdisable', '-Sqrcode.enable', join(papers.folder, 'page.png'));
      expect([page, read.trim()]).toEqual([page, `QR-Code:${ADDRESS}`]);
    }
  });
});

needs(['pdftotext', 'pdfinfo', 'qpdf'], 'the foot of a paper', () => {
  it('says the same to whoever has no camera, or does not see', async () => {
    const path = await papers.file('tax_receipt_company');
    expect(papers.text(path)).toContain(
      'Est-il authentique ? banque.exemple.fr/V · code A1B2 C3D4 E5F6 0718 293A 4B5C',
    );
    expect(run('qpdf', '--qdf', '--object-streams=disable', path, '-')).toMatch(/\/Alt/);
    expect(run('pdfinfo', '-struct-text', path)).toContain('Figure');
  });
});

needs('preflight', 'an archivable paper', () => {
  it('is valid PDF/A for a program that did not draw it', async () => {
    for (const type of PAPER_TYPES) await papers.file(type);
    run('preflight', ...PREFLIGHT, 'batch', papers.folder);
    const verdict = (type: string) =>
      /<isValid type="PDF\/A1-b">(\w+)</.exec(
        readFileSync(join(papers.folder, `${type}.pdf.preflight.xml`), 'utf8'),
      )?.[1];
    expect(ARCHIVABLE.filter((type) => verdict(type) !== 'true')).toEqual([]);
    // It can say no: this one may bear a drawing with transparency, and does not claim to be archivable.
    expect(verdict('handover_structure')).toBe('false');
  });
});

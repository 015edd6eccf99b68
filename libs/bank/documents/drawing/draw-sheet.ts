import type { Readable } from 'node:stream';
import { readyToDraw } from '../paper/fonts.js';
import { Paper } from '../paper/paper.js';
import type { BankIdentity } from '../templates/facts.js';
import type { SheetTemplate } from '../templates/sheet.js';

/** Draws a sheet that is kept nowhere; the bytes come as they are drawn. @param pictures the stored pictures that the bank names */
export async function drawSheet<F>(
  template: SheetTemplate<F>,
  facts: F,
  { bank, date, pictures }: { bank: BankIdentity; date: Date; pictures?: ReadonlyMap<string, Buffer> },
): Promise<Readable> {
  await readyToDraw();
  const paper = new Paper({
    title: template.title(facts),
    number: '',
    date: date.toISOString(),
    bank,
    factsSha256: '',
    framed: false,
    archivable: true,
    pictures: pictures ?? new Map(),
    page: template.page,
  });
  try {
    template.render(paper, facts);
    paper.end();
  } catch (error) {
    paper.doc.destroy();
    throw error;
  }
  return paper.doc as unknown as Readable;
}

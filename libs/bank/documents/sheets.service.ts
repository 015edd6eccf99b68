import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { bankIdentity } from './copied-facts.js';
import type { SheetTemplate } from './paper/blocks.js';
import { readyToDraw } from './paper/fonts.js';
import { Paper } from './paper/paper.js';
import { BlobStore } from './store/blob-store.js';
import type { BankIdentity } from './templates/facts.js';

/** Drawn while somebody waits: counts of this instant, without a number, stored nowhere. What proves is a document ({@link DocumentsService}). */
@Injectable()
export class SheetsService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly blobs: BlobStore,
  ) {}

  async draw<F>(template: SheetTemplate<F>, facts: F, date: Date): Promise<Readable> {
    const bank = await bankIdentity(this.db.manager);
    const pictures = new Map<string, Buffer>();
    if (bank.logo) pictures.set(bank.logo, await this.blobs.bytes(bank.logo, this.db.manager));
    return drawSheet(template, facts, { bank, date, pictures });
  }
}

/** The bytes come as they are drawn. @param pictures the stored pictures that the bank names */
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

import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { bankIdentity } from './bank-identity.js';
import { drawSheet } from './drawing/draw-sheet.js';
import { BlobStore } from './store/blob-store.js';
import type { SheetTemplate } from './templates/sheet.js';

/**
 * Sheets that are drawn while somebody waits: they show counts of this instant, so they are not kept, have no number
 * and prove nothing. What proves is a document ({@link DocumentsService}).
 */
@Injectable()
export class SheetsService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly blobs: BlobStore,
  ) {}

  /** Draws a sheet with the bank's name and logo at its head; the bytes come as they are drawn. */
  async draw<F>(template: SheetTemplate<F>, facts: F, date: Date): Promise<Readable> {
    const bank = await bankIdentity(this.db.manager);
    const pictures = new Map<string, Buffer>();
    if (bank.logo) pictures.set(bank.logo, await this.blobs.bytes(bank.logo, this.db.manager));
    return drawSheet(template, facts, { bank, date, pictures });
  }
}

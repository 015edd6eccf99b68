import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { rows } from '#platform/database';
import { type Actor, isDay, RuleBroken } from '#platform/kernel';
import { bankIdentity } from './copied-facts.js';
import { type DocumentView, VIEW_COLUMNS } from './document.views.js';
import { DOCUMENT_TYPES, type DocumentType, kindOf } from './document-types.js';
import { DocumentsService } from './documents.service.js';
import { visibleTo } from './list/document-listing.js';
import { mergedPapers } from './paper/merged.js';
import { day } from './paper/typography.js';

/** Papers of one file, so that a printer is not fed for an hour by one click. */
const IN_ONE_FILE = 100;
const MOST = 2000;

/** What goes on A4 with the bank's head: labels have a printer, or a sheet, of their own. */
const PRINTED = DOCUMENT_TYPES.filter((type) => kindOf(type).framed !== false);

export const HANDOVER_PAPERS = DOCUMENT_TYPES.filter((type) => kindOf(type).ofHandovers);

export interface PapersOfDay {
  readonly papers: readonly DocumentView[];
  readonly waiting: number;
  readonly parts: number;
}

@Injectable()
export class DayPapers {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly documents: DocumentsService,
  ) {}

  /** Oldest first; those taken back are left out. @param on `yyyy-mm-dd`, in the bank's time zone @throws RuleBroken documents.day_unreadable */
  async of(actor: Actor, on: string, types: readonly DocumentType[] = PRINTED): Promise<PapersOfDay> {
    if (!isDay(on)) throw new RuleBroken('documents.day_unreadable', {}, 'le');
    const { timeZone } = await bankIdentity(this.db.manager);
    const seen = visibleTo(actor, 5);
    const found = await rows<DocumentView>(
      this.db,
      `SELECT ${VIEW_COLUMNS} FROM documents.document d
       WHERE d.requested_at >= $1::timestamp AT TIME ZONE $2 AND d.requested_at < ($1::timestamp + interval '1 day') AT TIME ZONE $2
         AND d.type = ANY ($3::text[]) AND NOT EXISTS (SELECT 1 FROM documents.withdrawal w WHERE w.document_id = d.id) AND ${seen.where}
       ORDER BY d.requested_at, d.id LIMIT $4`,
      [on, timeZone, types.filter((type) => PRINTED.includes(type)), MOST, ...seen.params],
    );
    const papers = found.filter((d) => d.state === 'ready');
    const waiting = found.filter((d) => d.state === 'requested' || d.state === 'rendering').length;
    return { papers, waiting, parts: Math.ceil(papers.length / IN_ONE_FILE) };
  }

  /** Papers as one file: each is opened, and written down as opened, when its turn comes. @param part from 1 */
  async *print(actor: Actor, on: string, papers: readonly DocumentView[], part: number): AsyncGenerator<Buffer> {
    const chosen = papers.slice((part - 1) * IN_ONE_FILE, part * IN_ONE_FILE);
    yield* mergedPapers(this.files(actor, chosen), `Documents du ${day(`${on}T12:00:00Z`, 'UTC')}`);
  }

  private async *files(actor: Actor, papers: readonly DocumentView[]): AsyncGenerator<Buffer> {
    for (const { id } of papers) {
      const pieces: Buffer[] = [];
      for await (const piece of (await this.documents.open(actor, id)).stream) pieces.push(piece);
      yield Buffer.concat(pieces);
    }
  }
}

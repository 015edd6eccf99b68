import { Readable } from 'node:stream';
import { Param, Query } from '@nestjs/common';
import { DeviceQueries, type LaterChange } from '#bank/devices';
import { DocumentsService, type DocumentView } from '#bank/documents';
import { Act, Answer, ApiController, Context, Ctx, Files, json, Read } from '#platform/http';
import { READ, WRITE } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { kindOf } from '../../document-types.js';
import { DocumentPage } from './document.page.js';
import { DocumentListQuery, DocumentsPage } from './documents.page.js';

/** What papers about a device print of it. */
const ON_PAPERS = ['category', 'make', 'model', 'serial'];

const READERS = { instanceAdmin: true, ...READ.papers } as const;

/** The papers of one's organisation: list, open, try again. */
@ApiController('documents')
export class DocumentsController {
  constructor(
    private readonly documents: DocumentsService,
    private readonly devices: DeviceQueries,
  ) {}

  /** The papers the token's organisation may open, newest first or in the order of `sort`. */
  @Read(READERS, { page: 'documents', api: 'documents' })
  async list(@Context() ctx: Ctx, @Query() query: DocumentListQuery) {
    const { total, ...page } = await this.documents.counted(ctx.actor, ctx.asked(query));
    return ctx.answer(page, () => (
      <DocumentsPage page={{ ...page, total }} query={query} timeZone={ctx.bank.timeZone} />
    ));
  }

  /** One paper: its state, its hash when it is ready, and what of the device that it names was put right since. */
  @Read(READERS, { api: 'documents/:id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    const paper = await this.documents.byId(ctx.actor, id);
    return json(200, { ...paper, correctedSince: await this.correctedSince(ctx, paper) });
  }

  /** A paper's page; with `.pdf` at its end, the file itself. */
  @Read(READERS, { page: 'documents/:file' })
  async open(@Context() ctx: Ctx, @Param('file') file: string): Promise<Answer> {
    if (file.endsWith('.pdf')) return this.file(ctx, file.slice(0, -4));
    return ctx.page(await this.page(ctx, file));
  }

  /** The PDF itself. */
  @Read(READERS, { api: 'documents/:id/file' })
  @Files('application/pdf')
  async file(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const { filename, mime, size, stream } = await this.documents.open(ctx.actor, id);
    // Streamed, and never kept by the shared caches between here and a browser.
    return new Answer(200, Readable.from(stream), {
      'content-type': mime,
      'content-length': String(size),
      'content-disposition': `inline; filename="${filename}"`,
    });
  }

  /** A new attempt at a paper that failed. */
  @Act({ instanceAdmin: true, ...WRITE.papers }, { page: 'documents/:id/nouvel-essai', api: 'documents/:id/retry' })
  retry(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ref: id,
      done: 'Nouvel essai demandé.',
      work: (tx) => this.documents.retry(tx, ctx.actor, id),
      to: () => `/documents/${id}`,
      view: () => this.documents.byId(ctx.actor, id),
      page: ({ problems }) => this.page(ctx, id, { problems }),
    });
  }

  private async page(ctx: Ctx, id: string, again: FormState = {}) {
    const paper = await this.documents.byId(ctx.actor, id);
    const since = await this.correctedSince(ctx, paper);
    return <DocumentPage paper={paper} since={since} timeZone={ctx.bank.timeZone} {...again} />;
  }

  /** What was put right of the device on a paper since it was asked for, for whoever may read that device's history. */
  private async correctedSince(ctx: Ctx, paper: DocumentView): Promise<LaterChange[]> {
    const code = kindOf(paper.type).ofDevice ? await this.documents.deviceOn(paper.id) : null;
    return code ? this.devices.changedSince(ctx.actor, code, ON_PAPERS, paper.requestedAt) : [];
  }
}

import { Readable } from 'node:stream';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DocumentsService } from '#documents';
import { NotFound, READ, WRITE } from '#kernel';
import { Answer, json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { isPaperKind } from './document.words.js';
import { DocumentsPage } from './documents.page.js';

/** A paper as a download: streamed, never kept by the browser's shared caches. */
async function download(documents: DocumentsService, ctx: Ctx, id: string): Promise<Answer> {
  const { filename, mime, size, stream } = await documents.open(ctx.actor, id);
  return new Answer(200, Readable.from(stream), {
    'content-type': mime,
    'content-length': String(size),
    'content-disposition': `inline; filename="${filename}"`,
    'cache-control': 'private, no-store',
  });
}

/** The papers of one's organisation: list, open, try again. */
@Controller('documents')
export class DocumentsPages {
  constructor(private readonly documents: DocumentsService) {}

  @Get()
  @Policy({ instanceAdmin: true, ...READ.papers })
  async index(@Context() ctx: Ctx, @Query('type') type?: string, @Query('after') after?: string): Promise<Answer> {
    const known = isPaperKind(type) ? type : undefined;
    const page = await this.documents.list(ctx.actor, {
      ...(known ? { type: known } : {}),
      ...(after ? { cursor: after } : {}),
    });
    return ctx.page(<DocumentsPage page={page} type={known ?? ''} after={after ?? ''} timeZone={ctx.bank.timeZone} />);
  }

  @Get(':file')
  @Policy({ instanceAdmin: true, ...READ.papers })
  open(@Context() ctx: Ctx, @Param('file') file: string): Promise<Answer> {
    if (!file.endsWith('.pdf')) throw new NotFound('document');
    return download(this.documents, ctx, file.slice(0, -4));
  }

  @Post(':id/nouvel-essai')
  @Policy({ instanceAdmin: true, ...WRITE.papers })
  retry(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      body,
      done: 'Nouvel essai demandé.',
      work: async (tx) => {
        await this.documents.retry(tx, ctx.actor, id);
        return '/documents';
      },
      again: async () => (
        <DocumentsPage page={await this.documents.list(ctx.actor)} type="" after="" timeZone={ctx.bank.timeZone} />
      ),
    });
  }
}

/** Papers through the API. */
@ApiTags('documents')
@ApiBearerAuth()
@Controller('api/v1/documents')
export class DocumentsApi {
  constructor(private readonly documents: DocumentsService) {}

  /** The papers the token's organisation may open, newest first. */
  @Get()
  @Policy({ instanceAdmin: true, ...READ.papers })
  async index(@Context() ctx: Ctx, @Query('type') type?: string, @Query('after') after?: string): Promise<Answer> {
    return json(
      200,
      await this.documents.list(ctx.actor, {
        ...(isPaperKind(type) ? { type } : {}),
        ...(after ? { cursor: after } : {}),
      }),
    );
  }

  /** One paper: its state, and its hash when it is ready. */
  @Get(':id')
  @Policy({ instanceAdmin: true, ...READ.papers })
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return json(200, await this.documents.byId(ctx.actor, id));
  }

  /** The PDF itself. */
  @Get(':id/file')
  @Policy({ instanceAdmin: true, ...READ.papers })
  file(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return download(this.documents, ctx, id);
  }

  /** A new attempt at a paper that failed. */
  @Post(':id/retry')
  @Policy({ instanceAdmin: true, ...WRITE.papers })
  retry(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.once({
      status: 200,
      work: async (tx) => {
        await this.documents.retry(tx, ctx.actor, id);
        return id;
      },
      show: (ref) => this.documents.byId(ctx.actor, ref),
    });
  }
}

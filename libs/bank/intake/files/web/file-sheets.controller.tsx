import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { FileQueries, FilesService } from '#bank/intake';
import { Act, Context, Ctx, json, Policy } from '#platform/http';
import { READ, WRITE } from '#platform/kernel';
import { TakeSheetDto } from '../../../files/engine/web/columns.dto.js';
import { fileOfDonation } from './file-of-donation.js';
import { FilePages } from './file-pages.js';

/** The sheets of a donor's workbook, one after the other from the same sealed file. */
@ApiTags('donations')
@ApiBearerAuth()
@Controller()
export class FileSheetsController {
  constructor(
    private readonly queries: FileQueries,
    private readonly files: FilesService,
    private readonly pages: FilePages,
  ) {}

  /** What became of the sheets of its workbook: `left` may still be taken, by number from 0, while `waiting`. */
  @Get('api/v1/donations/:id/imports/:file/sheets')
  @Policy(READ.donations)
  async listSheets(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string) {
    await fileOfDonation(this.queries, ctx.actor, id, file);
    return json(200, await this.queries.sheets(ctx.actor, file));
  }

  /** Takes another sheet of a workbook of which one was recorded, without sending it again: a file of its own. */
  @Act(WRITE.donations, {
    page: 'dons/:id/fichiers/:file/feuilles',
    api: 'donations/:id/imports/:file/sheets',
    takes: TakeSheetDto,
  })
  async take(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string) {
    await fileOfDonation(this.queries, ctx.actor, id, file);
    return ctx.act({
      dto: TakeSheetDto,
      to: (taken) => `/dons/${id}/fichiers/${taken}`,
      view: (taken) => this.queries.byId(ctx.actor, taken),
      page: ({ problems }) => this.pages.page(ctx, id, file, { problems }),
      work: (tx, { sheet }) => this.files.takeSheet(tx, ctx.actor, file, sheet),
    });
  }

  /** Forgets the sheets that nobody wants, and the sealed file with them. */
  @Act(WRITE.donations, {
    page: 'dons/:id/fichiers/:file/feuilles/oubli',
    api: 'donations/:id/imports/:file/sheets/forget',
  })
  async forget(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string) {
    await fileOfDonation(this.queries, ctx.actor, id, file);
    return ctx.act({
      ref: file,
      to: () => `/dons/${id}/fichiers/${file}`,
      view: () => this.queries.byId(ctx.actor, file),
      page: ({ problems }) => this.pages.page(ctx, id, file, { problems }),
      done: 'Fichier effacé : ses autres feuilles ne seront pas prises.',
      work: (tx) => this.files.forgetSheets(tx, ctx.actor, file),
    });
  }
}

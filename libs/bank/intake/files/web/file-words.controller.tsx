import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DonationQueries, FileQueries, FilesService, type FileView } from '#bank/intake';
import { Act, Context, Ctx, json, Policy } from '#platform/http';
import { isMember, READ, WRITE } from '#platform/kernel';
import type { Again } from '#platform/ui';
import { WordAnswersDto, wordsOf } from '../../../files/engine/web/words.dto.js';
import { fileOfDonation } from './file-of-donation.js';
import { FileWordsPage } from './file-words.page.js';

/** What the words of a donor's spreadsheet were taken for, and what somebody says that they mean. */
@ApiTags('donations')
@ApiBearerAuth()
@Controller()
export class FileWordsController {
  constructor(
    private readonly donations: DonationQueries,
    private readonly queries: FileQueries,
    private readonly files: FilesService,
  ) {}

  /** Every different word of its columns of kinds, states and makers: how many rows have it, what it was taken for, how sure that is. */
  @Get('api/v1/donations/:id/imports/:file/words')
  @Policy(READ.donorNames)
  async listWords(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string) {
    await fileOfDonation(this.queries, ctx.actor, id, file);
    return json(200, { items: await this.queries.words(ctx.actor, file) });
  }

  /** Says what words mean, once a word: for this file, for this donor's or for the bank's; the file is read again. */
  @Act(WRITE.donations, {
    page: 'dons/:id/fichiers/:file/mots',
    api: 'donations/:id/imports/:file/words',
    takes: WordAnswersDto,
    asks: true,
  })
  async answer(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string) {
    const sheet = await fileOfDonation(this.queries, ctx.actor, id, file);
    return ctx.act({
      ref: file,
      to: () => `/dons/${id}/fichiers/${file}`,
      view: () => this.queries.byId(ctx.actor, file),
      dto: WordAnswersDto,
      fromForm: wordsOf,
      done: 'Fichier relu avec vos réponses.',
      work: (tx, said) => this.files.answer(tx, ctx.actor, file, said),
      page: (again) => this.page(ctx, id, sheet, again),
    });
  }

  private async page(ctx: Ctx, id: string, file: FileView, { problems }: Again) {
    const [donation, words] = await Promise.all([
      this.donations.byId(ctx.actor, id),
      this.queries.words(ctx.actor, file.id),
    ]);
    const ofBank = isMember(ctx.actor) && ctx.actor.organisationKind === 'bank';
    return <FileWordsPage donation={donation} file={file} words={words} ofBank={ofBank} problems={problems} />;
  }
}

import { Param, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { ImportQueries } from '#bank/files/engine';
import { DonationQueries, FileQueries, FilesService, type FileView } from '#bank/intake';
import { Act, type Answer, ApiController, Context, Ctx, ExportQuery, Files, json, Read } from '#platform/http';
import { isMember, NotFound, READ, SHEET_FORMATS, WRITE } from '#platform/kernel';
import { ChoiceField, type FormState } from '#platform/ui';
import { saysByForm } from '../../../files/engine/web/column-choices.js';
import { type RowsAsked, readRowPages, rowsAskedIn } from '../../../files/engine/web/device-rows.js';
import { FileRowsPageQuery, FileRowsQuery, TakeSheetDto } from '../../../files/engine/web/file.dto.js';
import { FileActs, uploadedSheet, wrongRowsAnswer } from '../../../files/engine/web/file-acts.js';
import { WithdrawalPage } from '../../../files/engine/web/withdrawal.page.js';
import { ApplyFileDto, FileChoicesDto, WithdrawFileDto, WordAnswersDto, wordsOf } from './file.dto.js';
import { FilePage, FileUploadPage } from './file.page.js';
import { FileWordsPage } from './file-words.page.js';

interface FilePageAt extends Pick<FormState, 'problems'> {
  readonly rows?: RowsAsked;
  readonly choosing?: boolean;
}

/** Donors' spreadsheets: sent, looked at, then recorded or dropped, and perhaps undone; what their words mean; their workbooks' other sheets. */
@ApiController('donations')
export class FilesController {
  constructor(
    private readonly donations: DonationQueries,
    private readonly queries: FileQueries,
    private readonly files: FilesService,
    private readonly imports: ImportQueries,
  ) {}

  @Read(WRITE.donations, { page: 'dons/:id/fichiers/nouveau' })
  async askUpload(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(<FileUploadPage donation={await this.donations.byId(ctx.actor, id)} />);
  }

  /** Sends a CSV or XLSX as the file `sheet` of a multipart form. A large one is read later: its `state` tells. */
  @Act(WRITE.donations, { page: 'dons/:id/fichiers', api: 'donations/:id/imports' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', required: ['sheet'], properties: { sheet: { type: 'string', format: 'binary' } } },
  })
  async upload(@Context() ctx: Ctx, @Param('id') id: string) {
    const donation = await this.donations.byId(ctx.actor, id);
    return ctx.act({
      work: (tx) => this.files.upload(tx, ctx.actor, id, uploadedSheet(ctx, 'intake.file_missing')),
      to: (file) => `/dons/${id}/fichiers/${file}`,
      view: (file) => this.queries.byId(ctx.actor, file),
      page: ({ problems = [] }) => <FileUploadPage donation={donation} problems={problems} />,
    });
  }

  /** The files of a donation, newest first. */
  @Read(READ.donations, { api: 'donations/:id/imports' })
  async listFiles(@Context() ctx: Ctx, @Param('id') id: string) {
    const { id: donation } = await this.donations.byId(ctx.actor, id);
    return json(200, { items: await this.queries.ofDonation(ctx.actor, donation) });
  }

  @Read(READ.donations, { page: 'dons/:id/fichiers/:file' })
  async filePage(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('file') file: string,
    @Query() query: FileRowsPageQuery,
  ): Promise<Answer> {
    return ctx.page(await this.page(ctx, id, file, { rows: rowsAskedIn(query) }));
  }

  /** One file: what was understood of it, and what became of it. */
  @Read(READ.donations, { api: 'donations/:id/imports/:file' })
  async showFile(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string) {
    return json(200, await this.find(ctx, id, file));
  }

  /** Its rows in the file's order; `only` keeps those with something to say, or the good ones. */
  @Read(READ.donations, { api: 'donations/:id/imports/:file/rows' })
  async listRows(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('file') file: string,
    @Query() query: FileRowsQuery,
  ) {
    await this.find(ctx, id, file);
    return json(200, await this.queries.rows(ctx.actor, file, query.asked));
  }

  /**
   * Says where its titles are and what its columns are, and reads it again. What is said of the columns is remembered for this
   * donor's next file with the same titles.
   */
  @Act(WRITE.donations, {
    page: 'dons/:id/fichiers/:file/colonnes',
    api: 'donations/:id/imports/:file/columns',
    takes: FileChoicesDto,
  })
  async choose(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string) {
    const acts = await this.acts(ctx, id, file);
    return acts.choose({
      dto: FileChoicesDto,
      done: 'Fichier relu.',
      work: (tx, choices) => this.files.choose(tx, ctx.actor, file, choices),
      page: ({ problems = [] }) => this.page(ctx, id, file, { problems, choosing: true }),
    });
  }

  /** Every different word of its columns of kinds, states and makers: how many rows have it, what it was taken for, how sure that is. */
  @Read(READ.donorNames, { api: 'donations/:id/imports/:file/words' })
  async listWords(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string) {
    await this.find(ctx, id, file);
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
    const sheet = await this.find(ctx, id, file);
    const { on } = await this.acts(ctx, id, file, sheet);
    return ctx.act({
      ...on,
      dto: WordAnswersDto,
      fromForm: wordsOf,
      done: 'Fichier relu avec vos réponses.',
      work: (tx, said) => this.files.answer(tx, ctx.actor, file, said),
      page: async ({ problems }) => {
        const [donation, words] = await Promise.all([
          this.donations.byId(ctx.actor, id),
          this.queries.words(ctx.actor, file),
        ]);
        const ofBank = isMember(ctx.actor) && ctx.actor.organisationKind === 'bank';
        return <FileWordsPage {...{ donation, file: sheet, words, ofBank, problems }} />;
      },
    });
  }

  /** Its wrong rows as a file: the columns as they came, without those whom they name, and behind them what is wrong. Corrected, it may be sent again. */
  @Read(READ.donorNames, {
    page: 'dons/:id/fichiers/:file/lignes-en-erreur',
    api: 'donations/:id/imports/:file/wrong-rows',
  })
  @Files(...Object.values(SHEET_FORMATS).map(({ mime }) => mime))
  async wrongRows(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('file') file: string,
    @Query() { format = 'csv' }: ExportQuery,
  ) {
    const { filename: name, header, headerRow } = await this.find(ctx, id, file);
    const titles = headerRow > 0 ? header : [];
    return wrongRowsAnswer(ctx, this.imports, format, { id: file, name, titles, noted: 'don-lignes-en-erreur' });
  }

  /** Logs the devices of its good rows, or with `whole` of all its rows or none; more than 20,000 only with their number in `devices`. A large one is applied later: its `state` and `done` tell. */
  @Act(WRITE.donations, {
    page: 'dons/:id/fichiers/:file/enregistrement',
    api: 'donations/:id/imports/:file/apply',
    takes: ApplyFileDto,
  })
  async apply(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string) {
    const { on } = await this.acts(ctx, id, file);
    return ctx.act({
      ...on,
      dto: ApplyFileDto,
      fromForm: ({ lignes, devices }) => ({ whole: lignes === 'toutes', devices: devices || undefined }),
      work: (tx, said) => this.files.apply(tx, ctx.actor, file, said),
    });
  }

  /** Drops a file that made nothing. */
  @Act(WRITE.donations, {
    page: 'dons/:id/fichiers/:file/abandon',
    api: 'donations/:id/imports/:file/refuse',
  })
  async drop(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string) {
    const acts = await this.acts(ctx, id, file);
    return acts.refuse(`/dons/${id}`, 'Fichier abandonné : il n’a rien enregistré.');
  }

  /**
   * Undoes an applied file: its devices were logged by mistake, but for those that have moved on since; `withdrawal` tells. A large one is
   * undone later: its `state` and `done` tell.
   */
  @Act(WRITE.donations, {
    page: 'dons/:id/fichiers/:file/annulation',
    api: 'donations/:id/imports/:file/withdraw',
    takes: WithdrawFileDto,
    asks: true,
  })
  async withdrawImport(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string) {
    const sheet = await this.find(ctx, id, file);
    const { on } = await this.acts(ctx, id, file, sheet);
    return ctx.act({
      ...on,
      dto: WithdrawFileDto,
      fromForm: ({ don }) => ({ andDonation: don === 'annuler' }),
      work: (tx, said) => this.files.withdraw(tx, ctx.actor, file, said),
      page: ({ problems }) => this.withdrawalPage(ctx, sheet, problems),
    });
  }

  /** What became of the sheets of its workbook: `left` may still be taken, by number from 0, while `waiting`. */
  @Read(READ.donations, { api: 'donations/:id/imports/:file/sheets' })
  async listSheets(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string) {
    const { rootId } = await this.find(ctx, id, file);
    return json(200, await this.imports.sheetsOf(rootId));
  }

  /** Takes another sheet of a workbook of which one was recorded, without sending it again: a file of its own. */
  @Act(WRITE.donations, {
    page: 'dons/:id/fichiers/:file/feuilles',
    api: 'donations/:id/imports/:file/sheets',
    takes: TakeSheetDto,
  })
  async take(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string) {
    return (await this.acts(ctx, id, file)).takeSheet();
  }

  /** Forgets the sheets that nobody wants, and the sealed file with them. */
  @Act(WRITE.donations, {
    page: 'dons/:id/fichiers/:file/feuilles/oubli',
    api: 'donations/:id/imports/:file/sheets/forget',
  })
  async forget(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string) {
    return (await this.acts(ctx, id, file)).forgetSheets();
  }

  private async acts(ctx: Ctx, id: string, file: string, found?: FileView): Promise<FileActs<FileView>> {
    if (!found) await this.find(ctx, id, file);
    const page = ({ problems }: FormState) => this.page(ctx, id, file, { problems });
    return new FileActs({
      ...{ ctx, id: file, up: `/dons/${id}/fichiers`, files: this.files, page, sending: page },
      view: (of) => this.queries.byId(ctx.actor, of),
    });
  }

  private async find(ctx: Ctx, donationId: string, fileId: string): Promise<FileView> {
    const file = await this.queries.byId(ctx.actor, fileId);
    if (file.donationId !== donationId) throw new NotFound('file');
    return file;
  }

  private async page(ctx: Ctx, id: string, fileId: string, { rows = {}, problems, choosing = false }: FilePageAt) {
    const file = await this.find(ctx, id, fileId);
    const here = `/dons/${id}/fichiers/${fileId}`;
    const [donation, pages, book] = await Promise.all([
      this.donations.byId(ctx.actor, id),
      readRowPages(here, rows, file.rowsLeft > 0, (only) => this.queries.rows(ctx.actor, fileId, only)),
      file.sheets.length > 1 ? this.imports.sheetsOf(file.rootId) : null,
    ]);
    return (
      <FilePage
        {...pages}
        {...{ donation, file, book, choosing, problems }}
        timeZone={ctx.bank.timeZone}
        recorded={file.state === 'applied'}
        guessed={file.wordsAsked > 0}
        byForm={saysByForm(file)}
        devicesHref={`/dons/${id}/appareils`}
      />
    );
  }

  private async withdrawalPage(ctx: Ctx, file: FileView, problems: FormState['problems']) {
    const { id, number, state } = await this.donations.byId(ctx.actor, file.donationId);
    return (
      <WithdrawalPage
        here={`/dons/${id}/fichiers/${file.id}`}
        filename={file.filename}
        made={file.rowsLogged}
        trail={[
          { label: 'Dons', href: '/dons' },
          { label: number, href: `/dons/${id}` },
        ]}
        again="Le fichier corrigé peut être envoyé de nouveau. Leurs étiquettes ne serviront plus : jetez-les."
        problems={problems}
      >
        {state === 'received' ? (
          <ChoiceField
            name="don"
            label={`Et le don ${number} ?`}
            required
            value="garder"
            options={[
              { value: 'garder', label: 'Le garder : le bon fichier va suivre' },
              { value: 'annuler', label: 'L’annuler aussi, s’il ne contient rien d’autre' },
            ]}
          />
        ) : null}
      </WithdrawalPage>
    );
  }
}

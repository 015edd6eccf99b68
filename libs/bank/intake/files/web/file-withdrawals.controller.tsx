import { Controller, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DonationQueries, FileQueries, FilesService, type FileView } from '#bank/intake';
import { Act, Context, Ctx } from '#platform/http';
import { WRITE } from '#platform/kernel';
import { type Again, ChoiceField } from '#platform/ui';
import { WithdrawalPage } from '../../../files/engine/web/withdrawal.page.js';
import { WithdrawFileDto } from './file.dto.js';
import { fileOfDonation } from './file-of-donation.js';

/** Undoing a donor's spreadsheet that was recorded. */
@ApiTags('donations')
@ApiBearerAuth()
@Controller()
export class FileWithdrawalsController {
  constructor(
    private readonly donations: DonationQueries,
    private readonly queries: FileQueries,
    private readonly files: FilesService,
  ) {}

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
    const sheet = await fileOfDonation(this.queries, ctx.actor, id, file);
    return ctx.act({
      ref: file,
      to: () => `/dons/${id}/fichiers/${file}`,
      view: () => this.queries.byId(ctx.actor, file),
      dto: WithdrawFileDto,
      fromForm: ({ don }) => ({ andDonation: don === 'annuler' }),
      work: (tx, said) => this.files.withdraw(tx, ctx.actor, file, said),
      page: (again) => this.page(ctx, id, sheet, again),
    });
  }

  private async page(ctx: Ctx, id: string, file: FileView, { problems }: Again) {
    const donation = await this.donations.byId(ctx.actor, id);
    return (
      <WithdrawalPage
        here={`/dons/${id}/fichiers/${file.id}`}
        filename={file.filename}
        made={file.rowsLogged}
        trail={[
          { label: 'Dons', href: '/dons' },
          { label: donation.number, href: `/dons/${id}` },
        ]}
        again="Le fichier corrigé peut être envoyé de nouveau. Leurs étiquettes ne serviront plus : jetez-les."
        problems={problems}
      >
        {donation.state === 'received' ? (
          <ChoiceField
            name="don"
            label={`Et le don ${donation.number} ?`}
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

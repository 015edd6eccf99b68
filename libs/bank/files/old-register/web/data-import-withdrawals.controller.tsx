import { Controller, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DataImportQueries, DataImportService } from '#bank/files/old-register';
import { Act, Context, Ctx } from '#platform/http';
import { WRITE } from '#platform/kernel';
import type { Again } from '#platform/ui';
import { WithdrawalPage } from '../../engine/web/withdrawal.page.js';

/** Undoing a file of another tool that was taken over. */
@ApiTags('data-imports')
@ApiBearerAuth()
@Controller()
export class DataImportWithdrawalsController {
  constructor(
    private readonly queries: DataImportQueries,
    private readonly dataImports: DataImportService,
  ) {}

  /**
   * Undoes an applied file: its devices were declared by mistake, but for those that have moved on since; `withdrawal` tells. A large one
   * is undone later: its `state` and `done` tell.
   */
  @Act(WRITE.dataImport, { page: 'reprise/:id/annulation', api: 'takeovers/:id/withdraw', asks: true })
  withdraw(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ref: id,
      to: () => `/reprise/${id}`,
      view: () => this.queries.byId(ctx.actor, id),
      work: (tx) => this.dataImports.withdraw(tx, ctx.actor, id),
      page: (again) => this.page(ctx, id, again),
    });
  }

  private async page(ctx: Ctx, id: string, { problems }: Again = {}) {
    const file = await this.queries.byId(ctx.actor, id);
    return (
      <WithdrawalPage
        here={`/reprise/${id}`}
        filename={file.filename}
        made={file.rowsMade}
        trail={[
          { label: 'Appareils', href: '/appareils' },
          { label: 'Reprise', href: '/reprise' },
        ]}
        again="Leurs anciennes étiquettes serviront encore quand le fichier corrigé sera repris. Les structures et les lieux créés par la reprise restent."
        problems={problems}
      />
    );
  }
}

import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DataImportQueries, DataImportService } from '#bank/files/old-register';
import { Act, type Answer, Context, Ctx, Policy } from '#platform/http';
import { WRITE } from '#platform/kernel';
import type { FieldProblem } from '#platform/ui';
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

  @Get('reprise/:id/annulation')
  @Policy(WRITE.dataImport)
  async askWithdrawal(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, id));
  }

  /**
   * Undoes an applied file: its devices were declared by mistake, but for those that have moved on since; `withdrawal` tells. A large one
   * is undone later: its `state` and `done` tell.
   */
  @Act(WRITE.dataImport, { page: 'reprise/:id/annulation', api: 'takeovers/:id/withdraw' })
  withdraw(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ref: id,
      to: () => `/reprise/${id}`,
      view: () => this.queries.byId(ctx.actor, id),
      work: (tx) => this.dataImports.withdraw(tx, ctx.actor, id),
      again: (problems) => this.page(ctx, id, problems),
    });
  }

  private async page(ctx: Ctx, id: string, problems?: FieldProblem[]) {
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
        {...(problems ? { problems } : {})}
      />
    );
  }
}

import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { SIM_LIFECYCLE, SimImportQueries, SimImportService } from '#bank/sims';
import { Act, type Answer, Context, Ctx, json, Policy } from '#platform/http';
import type { Again } from '#platform/ui';
import { TakeSheetDto } from '../../files/engine/web/columns.dto.js';
import { WithdrawalPage } from '../../files/engine/web/withdrawal.page.js';
import { ImportPage } from './sim-import.page.js';
import { SIM_THINGS } from './sim-withdrawal.words.js';

const IMPORT = SIM_LIFECYCLE.right('import');

/** A supplier's list once it is taken in: it may be undone, and other sheets of its workbook may follow. */
@ApiTags('sims')
@ApiBearerAuth()
@Controller()
export class SimImportEndsController {
  constructor(
    private readonly imports: SimImportService,
    private readonly queries: SimImportQueries,
  ) {}

  /** One list: what was read of it, and what became of it. */
  @Get('api/v1/sims/imports/:id')
  @Policy(IMPORT)
  async showImport(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.queries.byId(ctx.actor, id));
  }

  /** Undoes a list that was taken in: its cards leave the stock, but for those that have moved on since; `withdrawal` tells. */
  @Act(IMPORT, { page: 'sim/import/:id/annulation', api: 'sims/imports/:id/withdraw', asks: true })
  withdraw(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ref: id,
      to: () => `/sim/import/${id}`,
      view: () => this.queries.byId(ctx.actor, id),
      work: (tx) => this.imports.withdraw(tx, ctx.actor, id),
      page: (again) => this.page(ctx, id, again),
    });
  }

  /** Another sheet of the same workbook: a list of its own. */
  @Post('sim/import/:id/feuilles')
  @Policy(IMPORT)
  async takeSheet(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      dto: TakeSheetDto,
      work: async (tx, { sheet }) => `/sim/import/${await this.imports.takeSheet(tx, ctx.actor, id, sheet)}`,
      page: ({ problems = [] }) => <ImportPage problems={problems} />,
    });
  }

  @Post('sim/import/:id/feuilles/oubli')
  @Policy(IMPORT)
  async forgetSheets(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      done: 'Fichier effacé : ses autres feuilles ne seront pas prises.',
      work: async (tx) => {
        await this.imports.forgetSheets(tx, ctx.actor, id);
        return `/sim/import/${id}`;
      },
      page: ({ problems = [] }) => <ImportPage problems={problems} />,
    });
  }

  private async page(ctx: Ctx, id: string, again: Again = {}) {
    const list = await this.queries.byId(ctx.actor, id);
    return (
      <WithdrawalPage
        here={`/sim/import/${id}`}
        filename={list.name}
        made={list.made}
        things={SIM_THINGS}
        trail={[
          { label: 'Cartes SIM', href: '/sim' },
          { label: 'Importer', href: '/sim/import' },
        ]}
        again="La liste corrigée, ou la même, pourra être envoyée de nouveau."
        {...again}
      />
    );
  }
}

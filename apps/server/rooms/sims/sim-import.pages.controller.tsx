import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { RuleBroken } from '#kernel';
import { SIM_LIFECYCLE, SimImportService } from '#sims';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { ImportPage, ImportPreviewPage } from './sim-import.page.js';
import { SimImportForm } from './sims.dto.js';

/** A supplier's list: sent, looked at, confirmed. */
@Controller('sim/import')
export class SimImportPages {
  constructor(private readonly imports: SimImportService) {}

  @Get()
  @Policy(SIM_LIFECYCLE.right('import'))
  async ask(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(<ImportPage />);
  }

  @Post()
  @Policy(SIM_LIFECYCLE.right('import'))
  async send(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    const file = ctx.files.find((f) => f.field === 'sheet' && f.size > 0);
    return ctx.submit({
      dto: SimImportForm,
      body,
      work: async (tx, form) => {
        if (!file && !form.list?.trim()) throw new RuleBroken('sims.list_missing', {}, 'list');
        const bytes = file ? await file.read() : Buffer.from(form.list!);
        const name = file?.filename ?? 'Liste collée';
        const id = await this.imports.stage(tx, ctx.actor, { bytes, name, operator: form.operator, plan: form.plan });
        return `/sim/import/${id}`;
      },
      again: (problems, values) => <ImportPage problems={problems} values={values} />,
    });
  }

  @Get(':id')
  @Policy(SIM_LIFECYCLE.right('import'))
  async preview(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(<ImportPreviewPage preview={await this.imports.preview(ctx.actor, id)} />);
  }

  @Post(':id')
  @Policy(SIM_LIFECYCLE.right('import'))
  async confirm(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      body,
      done: 'Cartes entrées en stock.',
      work: async (tx) => {
        const { batchId } = await this.imports.confirm(tx, ctx.actor, id);
        return `/sim?lot=${batchId}`;
      },
      again: async (problems) => (
        <ImportPreviewPage preview={await this.imports.preview(ctx.actor, id)} problems={problems} />
      ),
    });
  }
}

import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { RuleBroken } from '#kernel';
import { type ImportResult, SIM_LIFECYCLE, SimImportService } from '#sims';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { ImportPage, ImportPreviewPage } from './sim-import.page.js';
import { SimImportDto, SimImportForm } from './sims.dto.js';

const IMPORT = SIM_LIFECYCLE.right('import');

/** A supplier's list: a person sends it, looks at it and confirms it; a program brings it in at once. */
@ApiTags('sims')
@ApiBearerAuth()
@Controller()
export class SimImportsController {
  constructor(private readonly imports: SimImportService) {}

  /** Brings a supplier's list into stock. The same list again makes nothing and says so. */
  @Post('api/v1/sims/imports')
  @Policy(IMPORT)
  import(@Context() ctx: Ctx, @Body() body: SimImportDto) {
    return ctx.once({
      body,
      work: async (tx) => {
        const bytes = Buffer.from(body.list);
        const result = await this.imports.importList(tx, ctx.actor, { ...body, bytes, name: 'Liste reçue par l’API' });
        return JSON.stringify(result);
      },
      show: async (ref) => JSON.parse(ref) as ImportResult,
    });
  }

  @Get('sim/import')
  @Policy(IMPORT)
  async askList(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(<ImportPage />);
  }

  @Post('sim/import')
  @Policy(IMPORT)
  async stage(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    const file = ctx.files.find((f) => f.field === 'sheet' && f.size > 0);
    return ctx.submit({
      dto: SimImportForm,
      body,
      work: async (tx, form) => {
        if (!file && !form.list?.trim()) throw new RuleBroken('sims.list_missing', {}, 'list');
        const bytes = file ? await file.read() : Buffer.from(form.list!);
        const name = file?.filename ?? 'Liste collée';
        const id = await this.imports.stage(tx, ctx.actor, { bytes, name, carrier: form.carrier, plan: form.plan });
        return `/sim/import/${id}`;
      },
      again: (problems, values) => <ImportPage problems={problems} values={values} />,
    });
  }

  @Get('sim/import/:id')
  @Policy(IMPORT)
  async preview(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(<ImportPreviewPage preview={await this.imports.preview(ctx.actor, id)} />);
  }

  @Post('sim/import/:id')
  @Policy(IMPORT)
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

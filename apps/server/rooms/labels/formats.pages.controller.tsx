import { Readable } from 'node:stream';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { GridRefused, LabelFormats, type LabelFormatView } from '#intake';
import { READ, WRITE } from '#kernel';
import { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { Invalid } from '../../http/refusals.js';
import { calibration } from './calibration.js';
import { CalibrationPage, FormatsPage, NewFormatPage } from './formats.pages.js';
import { LabelFormatDto, LabelOffsetDto } from './labels.dto.js';
import { gridSentence } from './labels.sentences.js';

const HERE = '/dons/etiquettes/formats';

/** Each measure that does not do, beside its field. */
export function besideFields(error: unknown): never {
  if (!(error instanceof GridRefused)) throw error;
  throw new Invalid(
    error.problems.map((p) => ({ field: p.field, code: 'intake.grid_wrong', message: gridSentence(p) })),
  );
}

/** A calibration page, drawn while it is read. */
export const calibrationAnswer = (ctx: Ctx, format: LabelFormatView): Answer =>
  new Answer(200, Readable.from(calibration(ctx.bank, format)), {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="calibrage-${format.columns}x${format.rows}.pdf"`,
    'cache-control': 'private, no-store',
  });

/** Formats of labels: those of the shops, those measured here, and the printer's shift of each. */
@Controller('dons/etiquettes/formats')
export class FormatsPages {
  constructor(private readonly formats: LabelFormats) {}

  @Get()
  @Policy(READ.labels)
  async index(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(<FormatsPage formats={await this.formats.list(ctx.actor)} />);
  }

  @Get('nouveau')
  @Policy(WRITE.labels)
  async ask(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(<NewFormatPage />);
  }

  @Post()
  @Policy(WRITE.labels)
  async add(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: LabelFormatDto,
      body,
      done: 'Planche gardée. Imprimez sa page de calibrage avant de vous en servir.',
      work: async (tx, form) => `${HERE}/${await this.formats.add(tx, ctx.actor, form).catch(besideFields)}/calibrage`,
      again: (problems, values) => <NewFormatPage problems={problems} values={values} />,
    });
  }

  @Post(':format/retrait')
  @Policy(WRITE.labels)
  async retire(@Context() ctx: Ctx, @Param('format') format: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      body,
      done: 'Planche retirée des choix.',
      work: async (tx) => {
        await this.formats.retire(tx, ctx.actor, format);
        return HERE;
      },
      again: async () => <FormatsPage formats={await this.formats.list(ctx.actor)} />,
    });
  }

  @Get(':format/calibrage')
  @Policy(WRITE.labels)
  async calibrate(@Context() ctx: Ctx, @Param('format') format: string): Promise<Answer> {
    return ctx.page(<CalibrationPage format={await this.formats.get(ctx.actor, format)} />);
  }

  @Get(':format/calibrage.pdf')
  @Policy(READ.labels)
  async page(@Context() ctx: Ctx, @Param('format') format: string): Promise<Answer> {
    return calibrationAnswer(ctx, await this.formats.get(ctx.actor, format));
  }

  @Post(':format/calibrage')
  @Policy(WRITE.labels)
  async setOffset(@Context() ctx: Ctx, @Param('format') format: string, @Body() body: unknown): Promise<Answer> {
    const of = await this.formats.get(ctx.actor, format);
    return ctx.submit({
      dto: LabelOffsetDto,
      body,
      done: 'Décalage gardé. Imprimez la page de calibrage une seconde fois pour le vérifier.',
      work: async (tx, to) => {
        await this.formats.setOffset(tx, ctx.actor, format, to);
        return `${HERE}/${format}/calibrage`;
      },
      again: (problems, values) => <CalibrationPage format={of} problems={problems} values={values} />,
    });
  }
}

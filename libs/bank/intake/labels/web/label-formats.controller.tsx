import { Readable } from 'node:stream';
import { Param } from '@nestjs/common';
import { calibrationPage } from '#bank/documents';
import { GridRefused, LabelFormats, type LabelFormatView } from '#bank/intake';
import type { BankView } from '#bank/people';
import { Act, Answer, ApiController, Context, Ctx, Files, Invalid, json, Read } from '#platform/http';
import { READ, WRITE } from '#platform/kernel';
import { CalibrationPage, FormatsPage, NewFormatPage } from './formats.pages.js';
import { LabelFormatDto, LabelOffsetDto } from './labels.dto.js';
import { gridSentence } from './labels.sentences.js';

const calibration = (bank: BankView, format: LabelFormatView): AsyncGenerator<Buffer> =>
  calibrationPage({
    stock: format,
    offset: format.offset,
    bank: {
      name: bank.name,
      siren: bank.siren,
      address: bank.address || null,
      helpline: bank.helpline || null,
      timeZone: bank.timeZone,
    },
  });

const HERE = '/dons/etiquettes/formats';

/** Formats of labels: those of the shops, those measured here, and the printer's shift of each. */
@ApiController('label-formats')
export class LabelFormatsController {
  constructor(private readonly formats: LabelFormats) {}

  /** The formats that shops sell, then the organisation's own grids, with how its printer shifts each. */
  @Read(READ.labels, { page: 'dons/etiquettes/formats', api: 'label-formats' })
  async list(@Context() ctx: Ctx) {
    const items = await this.formats.list(ctx.actor);
    return ctx.answer({ items }, () => <FormatsPage formats={items} />);
  }

  /** One format, with its measures and its shift. */
  @Read(READ.labels, { api: 'label-formats/:format' })
  async show(@Context() ctx: Ctx, @Param('format') format: string) {
    return json(200, await this.formats.get(ctx.actor, format));
  }

  @Read(WRITE.labels, { page: 'dons/etiquettes/formats/nouveau' })
  askAdd(@Context() ctx: Ctx): Answer {
    return ctx.page(<NewFormatPage />);
  }

  /** Keeps a grid that was measured, under a name; its lengths are millimetres. */
  @Act(WRITE.labels, { page: 'dons/etiquettes/formats', api: 'label-formats', takes: LabelFormatDto })
  add(@Context() ctx: Ctx) {
    return ctx.act({
      dto: LabelFormatDto,
      done: 'Planche enregistrée. Imprimez sa page de calibrage avant de vous en servir.',
      work: (tx, form) => this.formats.add(tx, ctx.actor, form).catch(besideFields),
      to: (format) => `${HERE}/${format}/calibrage`,
      view: (format) => this.formats.get(ctx.actor, format),
      page: (again) => <NewFormatPage {...again} />,
    });
  }

  /** Takes a grid out of the choices; sheets printed with it keep it. */
  @Act(WRITE.labels, {
    page: 'dons/etiquettes/formats/:format/retrait',
    api: 'label-formats/:format/retirement',
  })
  retire(@Context() ctx: Ctx, @Param('format') format: string) {
    const list = () => this.formats.list(ctx.actor);
    return ctx.act({
      ref: format,
      done: 'Planche retirée des choix.',
      work: (tx) => this.formats.retire(tx, ctx.actor, format),
      to: () => HERE,
      view: async () => ({ items: await list() }),
      page: async () => <FormatsPage formats={await list()} />,
    });
  }

  /** A page to print on plain paper and to hold against the labels. */
  @Read(READ.labels, {
    page: 'dons/etiquettes/formats/:format/calibrage.pdf',
    api: 'label-formats/:format/calibration',
  })
  @Files('application/pdf')
  async printCalibration(@Context() ctx: Ctx, @Param('format') name: string): Promise<Answer> {
    const format = await this.formats.get(ctx.actor, name);
    return new Answer(200, Readable.from(calibration(ctx.bank, format)), {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="calibrage-${format.columns}x${format.rows}.pdf"`,
    });
  }

  /** How the printer shifts this format, to be made good from the next sheet on. */
  @Act(WRITE.labels, {
    page: 'dons/etiquettes/formats/:format/calibrage',
    api: 'label-formats/:format/offset',
    takes: LabelOffsetDto,
    asks: true,
  })
  setOffset(@Context() ctx: Ctx, @Param('format') format: string) {
    const view = () => this.formats.get(ctx.actor, format);
    return ctx.act({
      ref: format,
      dto: LabelOffsetDto,
      done: 'Décalage enregistré. Imprimez la page de calibrage une seconde fois pour le vérifier.',
      work: (tx, to) => this.formats.setOffset(tx, ctx.actor, format, to),
      to: () => `${HERE}/${format}/calibrage`,
      view,
      page: async (again) => <CalibrationPage format={await view()} {...again} />,
    });
  }
}

function besideFields(error: unknown): never {
  if (!(error instanceof GridRefused)) throw error;
  throw new Invalid(
    error.problems.map((p) => ({ field: p.field, code: 'intake.grid_wrong', message: gridSentence(p) })),
  );
}

import { Readable } from 'node:stream';
import { Param, Query } from '@nestjs/common';
import { LABEL_FORMATS, type LabelFormat, mediumLabels } from '#bank/documents';
import { RemovedMediaQueries, type RemovedView, showMediumCode } from '#bank/workshop';
import { Answer, ApiController, Context, Ctx, Files, Read } from '#platform/http';
import { NotFound, READ, scanEnding } from '#platform/kernel';
import { Actions, Button, Card, FormPage, HiddenField, plural, SelectField, TextField } from '#platform/ui';
import { mediumWords } from '../../web/workshop.words.js';
import { MediumLabelsQuery } from './media.dto.js';

/** So many signs of a serial tell one disk from another in a hand. */
const SERIAL_END = 6;

/** The papers of removed media: the label of each, and the slip of whoever destroyed it. */
@ApiController('refurbishment')
export class MediumLabelsController {
  constructor(private readonly queries: RemovedMediaQueries) {}

  @Read(READ.workshop, { page: 'atelier/supports-retires/etiquettes' })
  async ask(@Context() ctx: Ctx, @Query() query: MediumLabelsQuery): Promise<Answer> {
    return ctx.page(<MediumLabelsPage media={await this.chosen(ctx, query)} />);
  }

  @Read(READ.workshop, { page: 'atelier/supports-retires/etiquettes.pdf' })
  async print(@Context() ctx: Ctx, @Query() query: MediumLabelsQuery): Promise<Answer> {
    const media = await this.chosen(ctx, query);
    const { name, siren, address, helpline, timeZone } = ctx.bank;
    const pdf = mediumLabels({
      bank: { name, siren, address: address || null, helpline: helpline || null, timeZone },
      holder: media[0]!.holder,
      media: media.map((x) => ({
        code: showMediumCode(x.code),
        note: { what: mediumWords(x), mark: x.serial ? `…${x.serial.slice(-SERIAL_END)}` : '' },
      })),
      format: query.format ?? '24',
      start: query.start ?? 1,
    });
    return new Answer(200, Readable.from(pdf), {
      'content-type': 'application/pdf',
      'content-disposition': 'inline; filename="etiquettes-supports.pdf"',
    });
  }

  /** The slip of whoever destroyed it, as it was sent. */
  @Read(READ.workshop, {
    page: 'atelier/supports-retires/:medium/bordereau',
    api: 'removed-media/:medium/slip',
  })
  @Files('application/pdf', 'image/jpeg', 'image/png')
  async slipSent(@Context() ctx: Ctx, @Param('medium') code: string): Promise<Answer> {
    const { mime, size, stream } = await this.queries.slip(ctx.actor, code);
    return new Answer(200, Readable.from(stream), {
      'content-type': mime,
      'content-length': String(size),
      'content-disposition': `attachment; filename="bordereau-de-destruction.${scanEnding(mime)}"`,
    });
  }

  private async chosen(ctx: Ctx, { medium }: MediumLabelsQuery): Promise<RemovedView[]> {
    const media = await this.queries.byCodes(ctx.actor, medium.split(','));
    if (!media.length) throw new NotFound('removed_medium');
    return media;
  }
}

function MediumLabelsPage({ media }: { media: readonly RemovedView[] }) {
  return (
    <FormPage
      title={media.length > 1 ? 'Imprimer les étiquettes des supports' : 'Imprimer l’étiquette du support'}
      lead={plural(media.length, 'support retiré', 'supports retirés')}
      trail={[{ label: 'Supports retirés', href: '/atelier/supports-retires' }, { label: 'Étiquettes' }]}
      aside={
        <Card title="Sur l’étiquette">
          <p>
            Le code, ce qu’est le support et la fin de son numéro de série. Son QR ne mène nulle part : il dit le code,
            et rien d’autre.
          </p>
        </Card>
      }
    >
      <ul>
        {media.map((x) => (
          <li key={x.id}>
            {showMediumCode(x.code)} : {mediumWords(x)}
            {x.serial ? `, n° ${x.serial}` : ''}
          </li>
        ))}
      </ul>
      <form method="get" action="/atelier/supports-retires/etiquettes.pdf" class="form">
        <HiddenField name="medium" value={media.map((x) => showMediumCode(x.code)).join(',')} />
        <SelectField
          name="format"
          label="Étiquettes dans l’imprimante"
          required
          value="24"
          options={(Object.keys(LABEL_FORMATS) as LabelFormat[]).map((format) => ({
            value: format,
            label: LABEL_FORMATS[format].name,
          }))}
        />
        <TextField
          name="start"
          label="Première place libre de la planche"
          hint="Sur une planche déjà entamée, comptez dans le sens de la lecture. Un rouleau n’en a pas."
          required
          inputmode="numeric"
          width="short"
          maxlength={2}
          value="1"
        />
        <Actions>
          <Button icon="printer">Imprimer (PDF)</Button>
        </Actions>
      </form>
    </FormPage>
  );
}

import { LABEL_FORMATS, type LabelFormat } from '#bank/documents';
import { type RemovedView, showMediumCode } from '#bank/workshop';
import { Actions, Button, Card, FormPage, HiddenField, plural, SelectField, TextField } from '#platform/ui';
import { mediumWords } from '../../web/workshop.words.js';

/** Which labels are in the printer, for media that were taken out of their devices. */
export function MediumLabelsPage({ media }: { media: readonly RemovedView[] }) {
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

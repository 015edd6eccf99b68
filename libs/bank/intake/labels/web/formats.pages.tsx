import { SMALLEST } from '#bank/documents';
import type { LabelFormatView } from '#bank/intake';
import {
  Actions,
  AskPage,
  Card,
  DownloadLink,
  Fieldset,
  type FormState,
  formatNumber,
  LinkButton,
  ListPage,
  PostButton,
  Table,
  TextField,
} from '#platform/ui';

const HERE = '/dons/etiquettes/formats';
const TRAIL = [
  { label: 'Dons', href: '/dons' },
  { label: 'Étiquettes', href: '/dons/etiquettes' },
];
const mm = (value: number): string =>
  formatNumber(value, Number.isInteger(value) ? 0 : Number.isInteger(value * 10) ? 1 : 2);
const signed = (value: number): string => (value > 0 ? `+${mm(value)}` : mm(value));

export function FormatsPage({ formats }: { formats: readonly LabelFormatView[] }) {
  return (
    <ListPage
      title="Formats d’étiquettes"
      lead="Celles des magasins, et les planches que vous avez mesurées."
      trail={[...TRAIL, { label: 'Formats' }]}
      action={
        <LinkButton look="primary" icon="plus" href={`${HERE}/nouveau`}>
          Autre planche
        </LinkButton>
      }
    >
      <Table
        caption="Formats d’étiquettes"
        rows={formats}
        rowKey={(f) => f.format}
        columns={[
          {
            header: 'Format',
            row: true,
            cell: (f) => f.name,
            sub: (f) => (f.own ? 'votre planche' : f.feed === 'roll' ? 'PDF et ZPL' : 'A4'),
          },
          { header: 'Étiquette', cell: (f) => `${mm(f.width)} × ${mm(f.height)} mm` },
          {
            header: 'Décalage',
            cell: (f) =>
              f.offset.x || f.offset.y ? `${signed(f.offset.x)} mm à droite, ${signed(f.offset.y)} mm en bas` : 'aucun',
          },
          {
            header: 'Faire',
            cell: (f) => (
              <Actions>
                <LinkButton look="quiet" href={`${HERE}/${f.format}/calibrage`}>
                  Calibrer
                </LinkButton>
                {f.own ? <PostButton action={`${HERE}/${f.format}/retrait`} label="Retirer" look="quiet" /> : null}
              </Actions>
            ),
          },
        ]}
      />
    </ListPage>
  );
}

const FIELDS = [
  ['columns', 'Étiquettes en largeur', '', '3'],
  ['rows', 'Étiquettes en hauteur', '', '8'],
  ['width', 'Largeur d’une étiquette', 'mm', '63,5'],
  ['height', 'Hauteur d’une étiquette', 'mm', '33,9'],
  ['left', 'Marge à gauche de la page', 'mm', '7,25'],
  ['top', 'Marge en haut de la page', 'mm', '12,9'],
  ['gapX', 'Espace entre deux colonnes', 'mm', '2,5'],
  ['gapY', 'Espace entre deux lignes', 'mm', '0'],
] as const;

/** A sheet that no shop's format is: measured once, kept by name. */
export function NewFormatPage({ problems, values = {} }: FormState) {
  return (
    <AskPage
      title="Autre planche"
      lead="Mesurez une planche neuve avec une règle, au demi-millimètre."
      trail={[...TRAIL, { label: 'Formats', href: HERE }, { label: 'Autre planche' }]}
      aside={
        <Card title="Sur l’emballage">
          <p>
            Ces mesures y sont souvent écrites. Une étiquette fait au moins {SMALLEST.width} × {SMALLEST.height} mm :
            plus petite, son code ne se lirait plus.
          </p>
        </Card>
      }
      action={HERE}
      problems={problems}
      values={values}
      does={{ label: 'Enregistrer cette planche', icon: 'check' }}
      back={{ href: HERE }}
    >
      <TextField
        name="name"
        label="Nom de cette planche"
        hint="Celui que vous verrez en imprimant."
        required
        maxlength={60}
      />
      <Fieldset legend="Mesures d’une page A4, en millimètres" pairs>
        {FIELDS.map(([name, label, unit, example]) => (
          <TextField
            key={name}
            name={name}
            label={label}
            required
            inputmode={unit ? 'decimal' : 'numeric'}
            width="short"
            maxlength={7}
            placeholder={example}
            unit={unit}
            value={values[name] ?? (name.startsWith('gap') ? '0' : '')}
          />
        ))}
      </Fieldset>
    </AskPage>
  );
}

/** A page to hold against the labels, and where to write what it shows. */
export function CalibrationPage({
  format: f,
  problems,
  values = {},
}: FormState & {
  format: LabelFormatView;
}) {
  const field = (axis: 'x' | 'y', label: string) => (
    <TextField
      name={axis}
      label={label}
      hint={`Entre ${mm(f.offsetRange[axis][0])} et ${mm(f.offsetRange[axis][1])}. Un nombre négatif va de l’autre côté.`}
      required
      inputmode="text"
      width="short"
      maxlength={6}
      unit="mm"
      value={values[axis] ?? String(f.offset[axis]).replace('.', ',')}
    />
  );
  return (
    <AskPage
      title="Calibrage"
      lead={f.name}
      trail={[...TRAIL, { label: 'Formats', href: HERE }, { label: 'Calibrage' }]}
      aside={
        <Card title="Comment mesurer">
          <p>1. Imprimez la page de calibrage sur du papier ordinaire, à la taille réelle (100 %).</p>
          <p>
            2.{' '}
            {f.feed === 'roll'
              ? 'Imprimez-la sur une étiquette du rouleau : le cadre doit suivre ses bords.'
              : 'Posez-la derrière une planche neuve, coins alignés, devant une fenêtre.'}
          </p>
          <p>3. La croix est trop à gauche de 1 mm ? Écrivez 1 vers la droite. Trop à droite ? Écrivez −1.</p>
          <p>4. De même de haut en bas, puis imprimez de nouveau : la croix doit tomber sur le coin.</p>
        </Card>
      }
      action={`${HERE}/${f.format}/calibrage`}
      problems={problems}
      values={values}
      does={{ label: 'Enregistrer ce décalage', icon: 'check' }}
      back={{ href: HERE }}
      intro={
        <DownloadLink
          state="ready"
          href={`${HERE}/${f.format}/calibrage.pdf`}
          label="Page de calibrage"
          about="PDF, avec le décalage réglé"
        />
      }
    >
      <Fieldset
        legend="Décaler l’impression"
        hint="Pour votre organisation et ce format, dès la prochaine planche."
        pairs
      >
        {field('x', 'Vers la droite')}
        {field('y', 'Vers le bas')}
      </Fieldset>
    </AskPage>
  );
}

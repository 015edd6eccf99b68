import type { LabelFormatView } from '#bank/intake';
import {
  Actions,
  AskPage,
  Button,
  Card,
  CheckField,
  Disclosure,
  Empty,
  EnterSends,
  type FieldProblem,
  Fieldset,
  FieldsOf,
  Form,
  FormPage,
  type FormState,
  HiddenField,
  LinkButton,
  plural,
  SelectField,
  SheetPicture,
  TextField,
} from '#platform/ui';
import { BlankLabelsForm } from './labels.dto.js';

const TRAIL = [
  { label: 'Dons', href: '/dons' },
  { label: 'Étiquettes', href: '/dons/etiquettes' },
];

export interface ToPrint {
  readonly title: string;
  readonly lead: string;
  /** How many there are, from which a range may be chosen; null for chosen devices. */
  readonly of: number | null;
  readonly back: string;
  readonly sample: readonly string[];
}

export interface PrintProps {
  what: ToPrint;
  formats: readonly LabelFormatView[];
  values: Record<string, string>;
  problems?: FieldProblem[];
}

export function PrintPage({ what, formats, values, problems }: PrintProps) {
  return (
    <FormPage
      title={what.title}
      lead={what.lead}
      trail={[...TRAIL, { label: what.title }]}
      aside={
        what.of === 0 ? null : (
          <Card title="Ce qui est imprimé">
            {what.sample.length ? (
              <ul>
                {what.sample.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            ) : null}
            <p>Imprimer de nouveau ne fait ni appareil ni code : seul le papier est neuf.</p>
          </Card>
        )
      }
    >
      {what.of === 0 ? <NothingToPrint back={what.back} /> : null}
      {what.of === 0 ? null : (
        <Form
          action="/dons/etiquettes/impression"
          problems={problems}
          values={values}
          does={{ label: 'Préparer l’impression', icon: 'printer' }}
          back={{ href: what.back }}
        >
          {(['deviceIds', 'donationId', 'rollId', 'missing'] as const).map((name) =>
            values[name] ? <HiddenField key={name} name={name} value={values[name]} /> : null,
          )}
          {what.of ? (
            <Fieldset
              legend="Lesquelles ?"
              hint={`Toutes si rien n’est écrit. Il y en a ${plural(what.of, 'étiquette')}.`}
              pairs
            >
              {(['from', 'to'] as const).map((name) => (
                <TextField
                  key={name}
                  name={name}
                  label={name === 'from' ? 'Du numéro' : 'Au numéro'}
                  optionalUnsaid
                  inputmode="numeric"
                  width="short"
                  maxlength={5}
                  placeholder={name === 'from' ? '1' : String(what.of)}
                  value={values[name] ?? ''}
                />
              ))}
            </Fieldset>
          ) : null}
          {values['rollId'] ? (
            <CheckField
              name="stuckToo"
              label="Aussi celles déjà collées sur un appareil"
              hint="Pour remplacer une étiquette abîmée."
              checked={values['stuckToo'] === 'oui'}
            />
          ) : null}
          <SheetChoice formats={formats} values={values} problems={problems} />
        </Form>
      )}
    </FormPage>
  );
}

const NothingToPrint = ({ back }: { back: string }) => (
  <Empty
    icon="tag"
    title="Rien à imprimer ici"
    action={
      <LinkButton look="primary" href={back}>
        Choisir des appareils
      </LinkButton>
    }
  >
    Cochez les appareils dans la liste, ou enregistrez-les d’abord.
  </Empty>
);

export interface BlankLabelsProps extends FormState {
  places: readonly { id: string; name: string; organisation: string }[];
  formats: readonly LabelFormatView[];
}

export function BlankLabelsPage({ places, formats, problems, values = {} }: BlankLabelsProps) {
  return (
    <AskPage
      title="Codes libres"
      lead="Des étiquettes à coller d’abord sur les appareils, puis à décrire."
      trail={[...TRAIL, { label: 'Codes libres' }]}
      aside={
        <Card title="Bon à savoir">
          <p>
            Collez, scannez, décrivez plus tard. Un code ne sert qu’une fois, et seulement au point de collecte choisi ;
            ceux de la banque servent partout.
          </p>
          <p>Chaque étiquette porte le numéro de son rouleau : un rouleau perdu s’annule d’un coup.</p>
        </Card>
      }
      action="/dons/etiquettes"
      problems={problems}
      values={values}
      does={{ label: 'Préparer les étiquettes', icon: 'printer' }}
      back={{ href: '/dons/etiquettes' }}
    >
      {places.length === 1 ? <HiddenField name="placeId" value={places[0]!.id} /> : null}
      <FieldsOf
        form={BlankLabelsForm}
        but={{
          placeId:
            places.length === 1
              ? null
              : { options: places.map((p) => ({ value: p.id, label: p.name, group: p.organisation })) },
          count: { value: values['count'] ?? '24' },
        }}
      />
      <SheetChoice formats={formats} values={values} problems={problems} />
    </AskPage>
  );
}

interface SheetChoiceProps {
  formats: readonly LabelFormatView[];
  values: Record<string, string>;
  problems?: FieldProblem[] | undefined;
}

/** Which labels are in the printer, and on a sheet already begun the first free place. « Voir » shows the sheet chosen, and loses nothing. */
function SheetChoice({ formats, values, problems }: SheetChoiceProps) {
  const chosen = formats.find((f) => f.format === values['format']) ?? formats[0]!;
  const begun =
    Boolean(values['voir']) || Number(values['start'] ?? 1) > 1 || Boolean(problems?.some((p) => p.field === 'start'));
  return (
    <>
      <SelectField
        name="format"
        label="Étiquettes dans l’imprimante"
        required
        options={formats.map((f) => ({
          value: f.format,
          label: f.name,
          group: f.own ? 'Vos planches' : f.feed === 'roll' ? 'Imprimante à rouleau (PDF et ZPL)' : 'Planches A4',
        }))}
        value={chosen.format}
      />
      {chosen.feed === 'roll' ? (
        <HiddenField name="start" value="1" />
      ) : (
        <Disclosure summary="Planche déjà entamée ?" open={begun}>
          <SheetPicture
            name="start"
            label={`Première place libre : ${chosen.name}`}
            hint="Touchez la première étiquette qui reste sur la planche, dans le sens de la lecture."
            required
            columns={chosen.columns}
            rows={chosen.rows}
            value={values['start'] ?? '1'}
          />
        </Disclosure>
      )}
      <EnterSends />
      <Actions>
        <Button name="voir" value="oui" look="quiet" icon="eye">
          Montrer la planche choisie
        </Button>
      </Actions>
    </>
  );
}

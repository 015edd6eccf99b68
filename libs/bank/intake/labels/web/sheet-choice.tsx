import type { LabelFormatView } from '#bank/intake';
import { Actions, Button, Disclosure, type FieldProblem, HiddenField, SelectField, SheetPicture } from '#platform/ui';

export interface SheetChoiceProps {
  formats: readonly LabelFormatView[];
  values: Record<string, string>;
  problems?: FieldProblem[] | undefined;
}

/** Which labels are in the printer, and on a sheet already begun the first free place. « Voir » shows the sheet chosen, and loses nothing. */
export function SheetChoice({ formats, values, problems }: SheetChoiceProps) {
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
      <Actions>
        <Button name="voir" value="oui" look="quiet" icon="eye">
          Montrer la planche choisie
        </Button>
      </Actions>
    </>
  );
}

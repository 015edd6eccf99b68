import { type CommuneView, communeWords } from '#bank/territory';
import { ChoiceField, CommuneTextField } from '#platform/ui';

export interface CommuneFieldProps {
  /** Those that what was typed may mean: shown as a choice when there are several. */
  candidates?: readonly CommuneView[];
  chosen?: string;
  label?: string;
  said?: boolean;
}

/** A commune, typed; when several bear the name the page comes back and asks which. */
export function CommuneField({ candidates = [], chosen, label = 'Commune', said }: CommuneFieldProps) {
  return (
    <>
      <CommuneTextField label={label} maxlength={100} optionalUnsaid={said} />
      {candidates.length > 1 ? (
        <ChoiceField
          name="communeCode"
          label="Laquelle ?"
          required
          value={chosen ?? null}
          options={candidates.map((c) => ({
            value: c.code,
            label: communeWords(c),
            hint: c.postalCodes.slice(0, 3).join(', '),
          }))}
        />
      ) : null}
    </>
  );
}

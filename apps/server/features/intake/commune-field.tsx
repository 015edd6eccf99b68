import { type CommuneView, communeWords } from '#territory';
import { ChoiceField, type FieldProblem, TextField } from '../../ui/index.js';

/** What a page that asks for a commune gives its field. */
export interface CommuneFieldProps {
  value: string;
  /** Those that what was typed may mean: shown as a choice when there are several. */
  candidates?: readonly CommuneView[];
  chosen?: string;
  problems?: FieldProblem[];
  label?: string;
  said?: boolean;
}

/** A commune, typed; when several bear the name the page comes back and asks which. */
export function CommuneField({ value, candidates = [], chosen, problems, label = 'Commune', said }: CommuneFieldProps) {
  const shared = { ...(problems ? { problems } : {}) };
  return (
    <>
      <TextField
        name="commune"
        label={label}
        hint="Son nom, ou son code postal et son nom."
        width="medium"
        maxlength={100}
        communes
        value={value}
        {...(said ? { optionalUnsaid: true } : {})}
        {...shared}
      />
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

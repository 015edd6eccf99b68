import type { SimListView } from '#sims';
import {
  Actions,
  Button,
  Card,
  CheckField,
  Disclosure,
  type FieldProblem,
  Fieldset,
  Form,
  formatNumber,
  plural,
  SelectField,
  TextField,
} from '../../ui/index.js';
import { SIM_FIELD_OPTIONS, simFieldLabel } from './sim.words.js';

export interface SimListColumnsProps {
  list: SimListView;
  /** Where the form goes. */
  action: string;
  problems?: FieldProblem[];
}

const BY: Readonly<Record<SimListView['columnsBy'], string>> = {
  names: 'Reconnues à leurs titres et à leurs numéros.',
  memory: 'Reprises de la dernière liste qui avait les mêmes titres.',
  person: 'Dites par vous. La prochaine liste avec les mêmes titres sera lue ainsi.',
  nobody: '',
};

/** What each column of a list is, codes hidden; a person corrects it, and the list is read again. */
export function SimListColumns({ list: l, action, problems }: SimListColumnsProps) {
  const read = l.fields.flatMap((field, i) =>
    field ? [`${simFieldLabel(field)} : « ${l.header[i] || `colonne ${i + 1}`} »`] : [],
  );
  return (
    <Card title="Ce que contient chaque colonne" id="colonnes">
      <p>
        {BY[l.columnsBy]} {read.join(' · ')}
      </p>
      <Disclosure summary="Corriger les colonnes" open={l.state === 'failed' || Boolean(problems?.length)}>
        <ColumnsForm list={l} action={action} {...(problems ? { problems } : {})} />
      </Disclosure>
    </Card>
  );
}

const sheetLabel = ({ name, hidden, rows }: SimListView['sheets'][number]): string => {
  const about = [hidden ? 'masquée' : '', rows == null ? '' : plural(rows, 'ligne', 'lignes')].filter(Boolean);
  return about.length ? `${name} (${about.join(', ')})` : name;
};

function ColumnsForm({ list: l, action, problems }: SimListColumnsProps) {
  const shared = problems ? { problems } : {};
  const columns = l.header.map((title, i) => ({
    i,
    title,
    examples: [...new Set(l.examples.map((row) => row[i] ?? '').filter(Boolean))].slice(0, 3).join(' · '),
  }));
  const hidden = l.sheets[l.sheet]?.hiddenRows ?? 0;
  return (
    <Form action={action} {...shared}>
      <Fieldset
        legend="Où est la liste"
        hint="Si vous changez la feuille ou la ligne des titres, les colonnes sont relues."
        columns
      >
        {l.sheets.length > 1 ? (
          <SelectField
            name="sheet"
            label="Feuille du classeur"
            required
            value={String(l.sheet)}
            options={l.sheets.map((s, i) => ({ value: String(i), label: sheetLabel(s) }))}
            {...shared}
          />
        ) : null}
        <TextField
          name="headerRow"
          label="Ligne des titres"
          hint="Comme le tableur la compte ; 0 s’il n’y a pas de titres."
          required
          inputmode="numeric"
          width="short"
          maxlength={7}
          value={String(l.headerRow)}
          {...shared}
        />
        {hidden ? (
          <CheckField
            name="hiddenRows"
            label={`Prendre aussi les lignes masquées ou filtrées (${formatNumber(hidden)})`}
            hint="Sinon, elles sont laissées de côté."
            checked={l.hiddenRows}
          />
        ) : null}
      </Fieldset>
      <Fieldset legend="Ce qu’est chaque colonne">
        {columns
          .filter((c) => c.title || c.examples)
          .map((c) => (
            <SelectField
              key={c.i}
              name={`columns.${c.i}`}
              label={c.title || `Colonne ${c.i + 1}, sans titre`}
              hint={c.examples || 'vide'}
              optionalUnsaid
              empty="Rien : ignorer"
              value={l.fields[c.i] ?? ''}
              options={SIM_FIELD_OPTIONS}
              {...shared}
            />
          ))}
      </Fieldset>
      <TextField
        name="carrier"
        label="Opérateur"
        hint="Pour les cartes dont la liste ne le dit pas."
        width="medium"
        maxlength={60}
        value={l.carrier}
        {...shared}
      />
      <Actions>
        <Button icon="check" look="secondary">
          Relire la liste ainsi
        </Button>
      </Actions>
    </Form>
  );
}

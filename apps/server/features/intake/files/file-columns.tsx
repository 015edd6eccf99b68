import { CATEGORIES } from '#devices';
import type { FileView } from '#intake';
import {
  Actions,
  Button,
  Card,
  Cell,
  CheckField,
  Disclosure,
  type FieldProblem,
  Fieldset,
  Form,
  formatNumber,
  Notice,
  plural,
  SelectField,
  Table,
  TextField,
} from '../../../ui/index.js';
import { FIELD_OPTIONS } from './file.words.js';

export interface FileColumnsProps {
  file: FileView;
  /** Where the form goes. */
  action: string;
  problems?: FieldProblem[];
}

const BY: Readonly<Record<FileView['columnsBy'], string>> = {
  names: 'Reconnues à leurs titres.',
  memory: 'Reprises du dernier fichier de ce donateur : il avait les mêmes titres.',
  person: 'Dites par vous. Le prochain fichier de ce donateur avec les mêmes titres sera lu ainsi.',
  nobody: 'Dites ce que contient chaque colonne : ce sera retenu pour les prochains fichiers de ce donateur.',
};

/** What each column of a file is, with what stands in it; a person corrects it, and the file is read again. */
export function FileColumns({ file: f, action, problems }: FileColumnsProps) {
  const open = f.columnsBy === 'nobody' || f.state === 'failed' || Boolean(problems?.length);
  return (
    <Card title="Ce que contient chaque colonne" id="colonnes">
      {f.columnsBy === 'nobody' ? (
        <Notice tone="attention" title="Nous n’avons pas reconnu les colonnes de ce fichier">
          {BY.nobody}
        </Notice>
      ) : (
        <p>
          {BY[f.columnsBy]} {read(f)}
        </p>
      )}
      <Disclosure summary="Corriger les colonnes" open={open}>
        <ColumnsForm file={f} action={action} {...(problems ? { problems } : {})} />
      </Disclosure>
    </Card>
  );
}

const read = (f: FileView): string =>
  f.fields
    .flatMap((field, i) => {
      const label = FIELD_OPTIONS.find((o) => o.value === field)?.label;
      return label ? [`${label} : « ${f.header[i] || `colonne ${i + 1}`} »`] : [];
    })
    .join(' · ');

/** « Matériel (154 lignes) »: how much each sheet says helps to choose. */
function sheetLabel({ name, hidden, rows }: FileView['sheets'][number]): string {
  const about = [hidden ? 'masquée' : '', rows == null ? '' : plural(rows, 'ligne', 'lignes')].filter(Boolean);
  return about.length ? `${name} (${about.join(', ')})` : name;
}

function ColumnsForm({ file: f, action, problems }: FileColumnsProps) {
  const shared = problems ? { problems } : {};
  return (
    <Form action={action} {...shared}>
      <Fieldset
        legend="Où est la liste"
        hint="Si vous changez la feuille ou la ligne des titres, les colonnes sont relues."
        columns
      >
        {f.sheets.length > 1 ? (
          <SelectField
            name="sheet"
            label="Feuille du classeur"
            required
            value={String(f.sheet)}
            options={f.sheets.map((s, i) => ({ value: String(i), label: sheetLabel(s) }))}
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
          value={String(f.headerRow)}
          {...shared}
        />
        {f.sheets[f.sheet]?.hiddenRows ? (
          <CheckField
            name="hiddenRows"
            label={`Prendre aussi les lignes masquées ou filtrées (${formatNumber(f.sheets[f.sheet]?.hiddenRows ?? 0)})`}
            hint="Sinon, elles sont laissées de côté."
            checked={f.hiddenRows}
          />
        ) : null}
      </Fieldset>
      <ColumnChoices file={f} shared={shared} />
      <SelectField
        name="category"
        label="Type des appareils, pour les lignes qui ne le disent pas"
        empty="Aucun : ces lignes restent en erreur"
        value={f.category ?? ''}
        options={CATEGORIES.map((c) => ({ value: c.id, label: c.label }))}
        {...shared}
      />
      <Actions>
        <Button icon="check" look={f.columnsBy === 'nobody' ? 'primary' : 'secondary'}>
          Relire le fichier ainsi
        </Button>
      </Actions>
    </Form>
  );
}

/** What each column holds, and what it is. */
function ColumnChoices({ file: f, shared }: { file: FileView; shared: Pick<FileColumnsProps, 'problems'> }) {
  const columns = f.header.map((title, i) => ({
    i,
    title,
    examples: [...new Set(f.examples.map((row) => row[i] ?? '').filter(Boolean))].slice(0, 3).join(' · '),
  }));
  return (
    <Table
      caption="Colonnes du fichier, ce qu’elles contiennent, et ce qu’elles sont"
      rows={columns.filter((c) => c.title || c.examples)}
      rowKey={(c) => c.i}
      columns={[
        {
          header: 'Dans le fichier',
          row: true,
          cell: (c) => <Cell main={c.title || `Colonne ${c.i + 1}, sans titre`} sub={c.examples || 'vide'} />,
        },
        {
          header: 'C’est',
          cell: (c) => (
            <SelectField
              name={`columns.${c.i}`}
              label={`Ce qu’est « ${c.title || `colonne ${c.i + 1}`} »`}
              optionalUnsaid
              empty="Rien : ignorer"
              value={f.fields[c.i] ?? ''}
              options={FIELD_OPTIONS}
              {...shared}
            />
          ),
        },
      ]}
    />
  );
}

import type { ComponentChildren } from 'preact';
import type { ListedSheet } from '#bank/files/engine';
import {
  CheckField,
  Fieldset,
  Form,
  type FormState,
  formatNumber,
  Notice,
  type Option,
  plural,
  SelectField,
  Table,
  TextField,
} from '#platform/ui';

export function ReadAgainForm({
  list,
  options,
  action,
  does = 'Relire la liste ainsi',
  look = 'secondary',
  problems,
  children,
}: Pick<FormState, 'problems'> & {
  list: ListPlace & ListColumns;
  options: Option[];
  action: string;
  does?: string;
  look?: 'primary' | 'secondary';
  children?: ComponentChildren;
}) {
  return (
    <Form action={action} problems={problems} does={{ label: does, icon: 'check', look: look }}>
      <WhereTheListIs {...list} />
      <ColumnChoices {...list} options={options} />
      {children}
    </Form>
  );
}

export interface ListPlace {
  readonly sheets: readonly ListedSheet[];
  readonly sheet: number;
  readonly also?: readonly number[];
  readonly headerRow: number;
  readonly hiddenRows: boolean;
}

export function sheetLabel({ name, hidden, rows }: ListedSheet): string {
  const about = [hidden ? 'masquée' : '', rows == null ? '' : plural(rows, 'ligne', 'lignes')].filter(Boolean);
  return about.length ? `${name} (${about.join(', ')})` : name;
}

function WhereTheListIs({ sheets, sheet, also = [], headerRow, hiddenRows }: ListPlace) {
  const hidden = [sheet, ...also].reduce((sum, i) => sum + (sheets[i]?.hiddenRows ?? 0), 0);
  return (
    <Fieldset
      legend="Où est la liste"
      hint="Si vous changez la feuille ou la ligne des titres, les colonnes sont relues."
      columns
    >
      {sheets.length > 1 ? (
        <SelectField
          name="sheet"
          label="Feuille du classeur"
          required
          value={String(sheet)}
          options={sheets.map((s, i) => ({ value: String(i), label: sheetLabel(s) }))}
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
        value={String(headerRow)}
      />
      {sheets.map((s, i) =>
        s.alike ? (
          <CheckField
            key={i}
            name={`also.${i}`}
            label={`Avec la feuille ${sheetLabel(s)}`}
            hint="Elle a les mêmes titres."
            checked={also.includes(i)}
          />
        ) : null,
      )}
      {hidden ? (
        <CheckField
          name="hiddenRows"
          label={`Prendre aussi les lignes masquées, filtrées ou barrées (${formatNumber(hidden)})`}
          hint="Sinon, elles sont laissées de côté."
          checked={hiddenRows}
        />
      ) : null}
    </Fieldset>
  );
}

export interface ListColumns {
  readonly header: readonly string[];
  readonly examples: readonly (readonly string[])[];
  readonly fields: readonly (string | null)[];
}

function ColumnChoices({ header, examples, fields, options }: ListColumns & { options: Option[] }) {
  const columns = header.map((title, i) => ({
    i,
    title,
    examples: [...new Set(examples.map((row) => row[i] ?? '').filter(Boolean))].slice(0, 3).join(' · '),
  }));
  return (
    <Table
      caption="Colonnes du fichier, ce qu’elles contiennent, et ce qu’elles sont"
      stacks
      rows={columns.filter((c) => c.title || c.examples)}
      rowKey={(c) => c.i}
      columns={[
        {
          header: 'Dans le fichier',
          row: true,
          cell: (c) => c.title || `Colonne ${c.i + 1}, sans titre`,
          sub: (c) => c.examples || 'vide',
        },
        {
          header: 'C’est',
          cell: (c) => (
            <SelectField
              name={`columns.${c.i}`}
              label={`Ce qu’est « ${c.title || `colonne ${c.i + 1}`} »`}
              optionalUnsaid
              hideLabel
              empty="Rien : ignorer"
              value={fields[c.i] ?? ''}
              options={options}
            />
          ),
        },
      ]}
    />
  );
}

const quoted = (titles: readonly string[]): string => titles.map((title) => `« ${title} »`).join(', ');

/**
 * Titles of the columns that are no field: what stands there is not stored, but where it becomes the note (`isNote`). Nothing of them in
 * a list without titles. With it, what the sheet says by its form.
 */
export function ColumnsAside({
  header,
  fields,
  headerRow,
  isNote = () => false,
  ...where
}: Pick<ListColumns, 'header' | 'fields'> &
  Pick<ListPlace, 'headerRow' | 'sheets' | 'sheet'> & { isNote?: (title: string) => boolean }) {
  const others = headerRow > 0 ? header.filter((title, i) => title.trim() && !fields[i] && title !== 'Problème') : [];
  const aside = others.filter((title) => !isNote(title));
  const notes = others.filter(isNote);
  return (
    <>
      {notes.length ? <p>Gardé comme remarque sur l’appareil : {quoted(notes)}.</p> : null}
      {aside.length ? (
        <p>
          {aside.length > 1 ? 'Colonnes laissées de côté' : 'Colonne laissée de côté'} : {quoted(aside)}.
        </p>
      ) : null}
      <FormMarksCard {...where} />
    </>
  );
}

export const columnsRead = ({ header, fields }: ListColumns, labelOf: (field: string) => string): string =>
  fields
    .flatMap((field, i) => (field ? [`${labelOf(field)} : « ${header[i] || `colonne ${i + 1}`} »`] : []))
    .join(' · ');

interface ReadSheet {
  readonly sheets: readonly ListedSheet[];
  readonly sheet: number;
}

export const saysByForm = ({ sheets, sheet }: ReadSheet): boolean => {
  const { coloured, partlyStruck, notesAside } = sheets[sheet] ?? {};
  return Boolean(coloured || partlyStruck || notesAside);
};

export function FormMarksCard({ sheets, sheet }: ReadSheet) {
  const { coloured = 0, partlyStruck = 0, notesAside = 0 } = sheets[sheet] ?? {};
  const said = [
    coloured ? `${plural(coloured, 'ligne est colorée', 'lignes sont colorées')} : les couleurs ne sont pas lues.` : '',
    partlyStruck
      ? `${plural(partlyStruck, 'ligne est barrée', 'lignes sont barrées')} en partie : les traits n’y sont pas lus.`
      : '',
    notesAside
      ? `${plural(notesAside, 'note de cellule n’est pas montrée', 'notes de cellules ne sont pas montrées')} ici.`
      : '',
  ].filter(Boolean);
  return said.length ? (
    <Notice tone="attention" title="À regarder dans le tableur.">
      {said.join(' ')}
    </Notice>
  ) : null;
}

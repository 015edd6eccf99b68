import { type KindTotals, RECEIPT_KINDS, type YearlyListView, type YearView } from '#bank/receipts';
import {
  Actions,
  Button,
  Card,
  type FieldProblem,
  Form,
  formatDateTime,
  formatEuros,
  plural,
  SigningPassword,
  Table,
} from '#platform/ui';
import { PaperLink } from '../../documents/web/paper-link.js';

const totalWords = (t: KindTotals): string => `${plural(t.count, 'reçu', 'reçus')}, ${formatEuros(t.cents)}`;

/** Numbers and totals for the tax office, and the signed lists of them. */
export function ToDeclare({
  years,
  lists,
  year,
  timeZone,
  problems,
}: {
  years: readonly YearView[];
  lists: readonly YearlyListView[];
  year: number;
  timeZone: string;
  problems: FieldProblem[] | undefined;
}) {
  const here = years.find((y) => y.year === year);
  return (
    <Card title="À déclarer à l’administration fiscale">
      {here ? <Totals year={here} /> : null}
      <p>
        {here?.cancelled ? `${plural(here.cancelled, 'reçu annulé', 'reçus annulés')} : hors du compte. ` : ''}
        <a href={`/recus/annee/${year}.csv`}>Tableur CSV</a> · <a href={`/recus/annee/${year}.xlsx`}>Excel</a>
      </p>
      {lists.map((l) => (
        <PaperLink
          key={l.id}
          paper={{ id: l.documentId, state: l.documentState }}
          label={`Liste du ${formatDateTime(l.madeAt, timeZone)}, ${l.number} : ${totalWords(sum(l))}`}
        />
      ))}
      <Form action={`/recus/annee/${year}/liste`} problems={problems}>
        <SigningPassword
          act="receipt_list"
          hint="La liste est figée telle qu’elle est maintenant. Refaite, elle prend un autre numéro."
        />
        <Actions>
          <Button icon="file-check">Signer la liste de {year}</Button>
        </Actions>
      </Form>
    </Card>
  );
}

function Totals({ year }: { year: YearView }) {
  return (
    <Table
      caption="Nombre et total par type de reçu"
      rows={[
        { key: 'company', label: RECEIPT_KINDS.company.label, total: year.companies },
        { key: 'person', label: RECEIPT_KINDS.person.label, total: year.persons },
        { key: 'all', label: 'Ensemble', total: sum(year) },
      ]}
      rowKey={(row) => row.key}
      columns={[
        { header: 'Type de reçu', row: true, cell: (row) => row.label },
        { header: 'Reçus', numeric: true, cell: (row) => String(row.total.count) },
        { header: 'Total', numeric: true, cell: (row) => formatEuros(row.total.cents) },
      ]}
    />
  );
}

const sum = (l: Pick<YearlyListView, 'companies' | 'persons'>): KindTotals => ({
  count: l.companies.count + l.persons.count,
  cents: l.companies.cents + l.persons.cents,
});

import type { CountedPage } from '#platform/database';
import { apiQuery, pageQuery } from '#platform/http';
import {
  Badge,
  Card,
  countWords,
  DoLink,
  Empty,
  type FieldProblem,
  Form,
  formatDate,
  formatDateTime,
  formatEuros,
  LinkButton,
  type ListAddress,
  ListPage,
  Notice,
  optionsOf,
  pagesOf,
  plural,
  Section,
  SelectField,
  SigningPassword,
  SortedTable,
  SortField,
  Table,
} from '#platform/ui';
import { PaperLink } from '../../documents/web/paper-link.js';
import {
  type KindTotals,
  RECEIPT_KINDS,
  type ReceiptView,
  WAITS_FOR,
  type WaitingGift,
  type YearlyListView,
  type YearView,
} from '../receipt.views.js';
import { RECEIPTS, type ReceiptsAsked } from '../receipt-listing.js';

export class ReceiptQuery extends apiQuery(RECEIPTS) {}
export class ReceiptPageQuery extends pageQuery(RECEIPTS) {}

const { sorts, usual, filters } = RECEIPTS;

interface Props {
  page: CountedPage<ReceiptView>;
  years: readonly YearView[];
  lists: readonly YearlyListView[];
  /** Donations without a receipt, one more than are shown. */
  waiting: readonly WaitingGift[];
  year: number;
  eligible: boolean;
  asked: ReceiptsAsked;
  timeZone: string;
  problems?: FieldProblem[];
}

/** The receipts of a year: what the bank declares to the tax office, the papers of it, and every receipt. */
export function ReceiptYearPage({ page, years, lists, waiting, year, eligible, asked, timeZone, problems }: Props) {
  const { kind, state, sort, cursor: after } = asked;
  const list: ListAddress = { at: '/recus', query: { annee: year, kind, state, sort, after } };
  return (
    <ListPage
      title={`Reçus fiscaux ${year}`}
      lead="Un numéro par reçu, sans trou. Un reçu annulé garde le sien."
      action={
        <LinkButton href="/recus/reemploi" icon="recycle">
          Preuves de réemploi
        </LinkButton>
      }
      filters={
        <>
          <SelectField
            name="annee"
            label="Année"
            value={String(year)}
            options={years.map((y) => ({ value: String(y.year), label: String(y.year) }))}
          />
          <SelectField
            name="kind"
            label={filters.kind.label!}
            empty={filters.kind.none!}
            value={kind}
            options={optionsOf(RECEIPT_KINDS)}
          />
          <SelectField
            name="state"
            label={filters.state.label!}
            empty={filters.state.none!}
            value={state}
            options={optionsOf(filters.state.choices!)}
          />
          <SortField sorts={sorts} value={sort ?? usual} />
        </>
      }
      {...pagesOf(list.at, list.query, page)}
      shown={countWords(page.total, ['reçu'])}
      clearHref={kind || state ? `/recus?annee=${year}` : null}
      below={<ToDeclare years={years} lists={lists} year={year} timeZone={timeZone} problems={problems} />}
    >
      {eligible ? null : (
        <Notice tone="attention" title="La banque ne délivre pas de reçus fiscaux.">
          Elle n’est pas réglée comme organisme éligible. L’administration de la banque le règle dans « Réglages, La
          banque ».
        </Notice>
      )}
      {eligible && waiting.length ? <Waiting gifts={waiting} timeZone={timeZone} /> : null}
      <Receipts receipts={page.items} year={year} timeZone={timeZone} list={list} narrowed={Boolean(kind || state)} />
    </ListPage>
  );
}

export const WAITING_SHOWN = 20;

function Waiting({ gifts, timeZone }: { gifts: readonly WaitingGift[]; timeZone: string }) {
  return (
    <Section title="Dons qui attendent leur reçu">
      <Table
        caption="Dons terminés sans reçu, du plus récent au plus ancien"
        rows={gifts.slice(0, WAITING_SHOWN)}
        rowKey={(g) => g.id}
        columns={[
          { header: 'Don', row: true, href: (g) => `/dons/${g.id}/papiers`, cell: (g) => g.number },
          { header: 'Donateur', cell: (g) => g.donor },
          { header: 'Reçu le', cell: (g) => (g.receivedAt ? formatDate(g.receivedAt, timeZone) : '—') },
          { header: 'Il manque', cell: (g) => <Missing gift={g} /> },
        ]}
      />
      {gifts.length > WAITING_SHOWN ? <p class="hint">Il y en a d’autres, plus anciens.</p> : null}
    </Section>
  );
}

const Missing = ({ gift: g }: { gift: WaitingGift }) =>
  g.waits === 'signature' ? (
    <DoLink href={`/dons/${g.id}/papiers/recu`} otherwise={WAITS_FOR.signature}>
      Délivrer le reçu
    </DoLink>
  ) : (
    WAITS_FOR[g.waits]
  );

function Receipts({
  receipts,
  year,
  timeZone,
  list,
  narrowed,
}: { receipts: readonly ReceiptView[]; list: ListAddress; narrowed: boolean } & Pick<Props, 'year' | 'timeZone'>) {
  if (!receipts.length && narrowed)
    return (
      <Empty icon="search" title="Aucun reçu ne correspond">
        Enlevez un filtre pour en voir d’autres.
      </Empty>
    );
  if (!receipts.length) {
    return (
      <Empty icon="file-check" title={`Aucun reçu en ${year}`}>
        Un reçu se délivre depuis les documents d’un don terminé, quand le donateur a déclaré sa valeur.
      </Empty>
    );
  }
  return (
    <SortedTable
      caption={`Reçus de ${year}`}
      sorts={sorts}
      list={list}
      rows={[...receipts]}
      rowKey={(r) => r.id}
      columns={[
        {
          header: 'Reçu',
          row: true,
          href: (r) => `/recus/${r.id}`,
          cell: (r) => r.number,
          sub: (r) => formatDate(r.issuedAt, timeZone),
        },
        { header: 'Donateur', cell: (r) => r.donor, sub: (r) => RECEIPT_KINDS[r.kind].label },
        { header: 'Don', href: (r) => `/dons/${r.donationId}`, cell: (r) => r.donation },
        { header: 'Valeur déclarée', numeric: true, cell: (r) => formatEuros(r.valueCents) },
        { header: 'État', cell: (r) => <ReceiptBadge receipt={r} /> },
      ]}
    />
  );
}

export const ReceiptBadge = ({ receipt: r }: { receipt: ReceiptView }) =>
  r.cancelledAt ? (
    <Badge tone="alert" icon="ban">
      {r.replacedBy ? `annulé, remplacé par ${r.replacedBy}` : 'annulé'}
    </Badge>
  ) : (
    <Badge tone="ok" icon="circle-check">
      compte
    </Badge>
  );

const totalWords = (t: KindTotals): string => `${plural(t.count, 'reçu', 'reçus')}, ${formatEuros(t.cents)}`;

function ToDeclare({
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
      <Form
        action={`/recus/annee/${year}/liste`}
        problems={problems}
        does={{ label: `Signer la liste de ${year}`, icon: 'file-check' }}
      >
        <SigningPassword
          act="receipt_list"
          hint="La liste est figée telle qu’elle est maintenant. Refaite, elle prend un autre numéro."
        />
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

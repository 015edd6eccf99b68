import { categoryOf } from '#bank/devices';
import type { OrganisationView } from '#bank/people';
import {
  DoLink,
  Empty,
  LinkButton,
  type ListAddress,
  ListExports,
  ListPage,
  SelectField,
  SortedTable,
  SortField,
} from '#platform/ui';
import { REQUESTABLE, type Requestable } from '../../requests/needs.js';
import type { QuotaView } from '../quotas.service.js';
import { QUOTA_SORTS, type QuotaSort } from './quotas.dto.js';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly commune: string;
  readonly quotas: ReadonlyMap<string, QuotaView>;
}

const byName = (a: Row, b: Row) => a.name.localeCompare(b.name, 'fr') || a.id.localeCompare(b.id);
const most = (row: Row, of: (q: QuotaView) => number) => Math.max(-1, ...[...row.quotas.values()].map(of));
const used = (row: Row) => most(row, (q) => q.used / Math.max(q.allowed, 1));
const changed = (row: Row) => most(row, (q) => q.setAt.getTime());
/** All structures of the bank are on the page: they are put in order here, those without any quota last of what has one. */
const IN_ORDER: Readonly<Record<QuotaSort, (a: Row, b: Row) => number>> = {
  name: byName,
  commune: (a, b) => a.commune.localeCompare(b.commune, 'fr') || byName(a, b),
  used: (a, b) => used(b) - used(a) || byName(a, b),
  latest: (a, b) => changed(b) - changed(a) || byName(a, b),
  changed: (a, b) => Number(changed(a) < 0) - Number(changed(b) < 0) || changed(a) - changed(b) || byName(a, b),
};

export function QuotasPage(props: {
  structures: readonly OrganisationView[];
  quotas: readonly QuotaView[];
  year: number;
  years: readonly number[];
  bank: boolean;
  sort: QuotaSort | undefined;
}) {
  const { structures, quotas, year, years, bank, sort = 'name' } = props;
  const list: ListAddress = { at: '/quotas', query: { annee: String(year), sort: props.sort } };
  const allotted = REQUESTABLE.filter((c) => quotas.some((q) => q.category === c));
  const shown: readonly Requestable[] = allotted.length ? allotted : REQUESTABLE.slice(0, 4);
  const rows: Row[] = structures
    .map((s) => ({
      id: s.id,
      name: s.name,
      commune: s.commune,
      quotas: new Map(quotas.filter((q) => q.structureId === s.id).map((q) => [q.category, q])),
    }))
    .sort(IN_ORDER[sort]);
  return (
    <ListPage
      title={`Quotas ${year}`}
      lead={
        bank
          ? 'Ce que chaque structure peut recevoir dans l’année. Sans nombre, le quota est de zéro.'
          : 'Ce que votre structure peut recevoir dans l’année.'
      }
      trail={bank ? [{ label: 'Attributions', href: '/attributions' }, { label: 'Quotas' }] : undefined}
      action={bank ? <BankActions year={year} /> : undefined}
      filters={
        <>
          <SelectField
            name="annee"
            label="Année"
            required
            value={String(year)}
            options={[...new Set([...years, year])].sort().map((y) => ({ value: String(y), label: String(y) }))}
          />
          {bank ? <SortField sorts={QUOTA_SORTS} value={sort} /> : null}
        </>
      }
      exports={<ListExports at="/quotas/export" query={{ ...list.query, sort: undefined }} />}
      rows={rows}
      empty={
        <Empty icon="building-2" title="Aucune structure pour l’instant">
          L’administration de la banque les ajoute : Réglages, Organisations et personnes.
        </Empty>
      }
    >
      <SortedTable
        caption={`Quotas ${year}, places prises sur le nombre permis`}
        sorts={QUOTA_SORTS}
        list={list}
        usual="name"
        rows={rows}
        rowKey={(r) => r.id}
        columns={[
          {
            header: 'Structure',
            row: true,
            cell: (r) => (
              <DoLink href={`/quotas/${r.id}?annee=${year}`} otherwise={r.name}>
                {r.name}
              </DoLink>
            ),
          },
          ...shown.map((c) => ({
            header: categoryOf(c).short,
            numeric: true,
            cell: (r: Row) => numbers(r.quotas.get(c)),
          })),
        ]}
      />
    </ListPage>
  );
}

const BankActions = ({ year }: { year: number }) => (
  <>
    <LinkButton icon="store" href="/attributions/guichet">
      Le guichet de la banque
    </LinkButton>
    <LinkButton icon="copy" href={`/quotas/copie?annee=${year}`}>
      {`Copier vers ${year + 1}`}
    </LinkButton>
    <LinkButton icon="file-spreadsheet" href="/gestion/import/quotas">
      Importer des quotas
    </LinkButton>
  </>
);

const numbers = (q: QuotaView | undefined): string => (q ? `${q.used} / ${q.allowed}` : '0');

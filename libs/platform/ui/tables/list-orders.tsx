import { SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';
import { optionsOf, SelectField } from '../forms/fields.js';
import { addressOf, type ListAddress, pagesOf } from '../frames/wayfinding.js';
import { Icon } from '../icon.js';
import { formatNumber, plural } from '../text/format.js';
import { useLeads } from '../view-context.js';
import { type Column, Table } from './table.js';

/** As in `#platform/database`. */
const COUNTED = 10_000;

/** « 312 dons », « plus de 10 000 dons »; undefined where there is no count, or nothing. */
export function countWords(
  total: number | null | undefined,
  [one, many = `${one}s`]: readonly [string, string?],
): string | undefined {
  if (!total) return undefined;
  return total > COUNTED ? `plus de ${formatNumber(COUNTED)} ${many}` : plural(total, one, many);
}

/** The properties of a ListPage for one page of a list that is exported at `export` below it. @param noun singular and plural */
export const listProps = <Row,>(
  list: ListAddress,
  page: { readonly items: readonly Row[]; readonly next: string | null; readonly total?: number | null },
  noun: readonly [string, string?],
) => ({
  rows: page.items,
  shown: countWords(page.total, noun),
  ...pagesOf(list.at, list.query, page, list.cursor),
  exports: <ListExports {...list} at={`${list.at}/export`} />,
});

export type Orders = Readonly<
  Record<string, { readonly label: string; readonly heading?: string; readonly order: 'ascending' | 'descending' }>
>;

/** The choice of a list's order. @param empty the label of the usual order, where it depends on the query */
export const SortField = ({ sorts, value, empty }: { sorts: Orders; value: string; empty?: string | undefined }) => (
  <SelectField name="sort" label="Ordre" value={value} empty={empty} options={optionsOf(sorts)} />
);

type TableProps<Row> = Parameters<typeof Table<Row>>[0];

/** A Table whose headings lead to the list's orders; its caption and the heading say which one is on. @param usual the order when none is asked */
export function SortedTable<Row>({
  sorts,
  list,
  usual = 'newest',
  caption,
  columns,
  ...table
}: TableProps<Row> & { sorts: Orders; list: ListAddress; usual?: string }) {
  const { sort } = list.query as { readonly sort?: string };
  const { label } = sorts[sort || usual]!;
  return <Table {...table} caption={`${caption} : ${label}`} columns={sortable(columns, sorts, sort ?? '', list)} />;
}

const sortable = <Row,>(
  columns: Column<Row>[],
  sorts: Orders,
  sort: string,
  { at, query, cursor = 'after' }: ListAddress,
): Column<Row>[] =>
  columns.map((column) => {
    const [name, spec] = Object.entries(sorts).find(([, { heading }]) => heading === column.header) ?? [];
    if (!name || !spec) return column;
    const sortHref = addressOf(at, { ...query, sort: name, [cursor]: null });
    return { ...column, sortHref, sorted: sort === name ? spec.order : undefined };
  });

export function ExportLinks({ what, href }: { what: string; href: (format: SpreadsheetFormat) => string }) {
  if (!useLeads('GET', href('csv'))) return null;
  return (
    <p class="export-links">
      {(Object.keys(SHEET_FORMATS) as SpreadsheetFormat[]).map((format) => (
        <a key={format} class="download" href={href(format)}>
          <Icon name="download" />
          <span>
            {what}, {SHEET_FORMATS[format].label}
          </span>
        </a>
      ))}
    </p>
  );
}

export const ListExports = ({ at, query, cursor = 'after' }: ListAddress) => (
  <ExportLinks what="Toute la liste" href={(format) => addressOf(at, { ...query, [cursor]: null, format })} />
);

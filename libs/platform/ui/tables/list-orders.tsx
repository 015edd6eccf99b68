import { SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';
import { SelectField } from '../forms/fields.js';
import { optionsOf } from '../forms/options.js';
import { addressOf, type ListAddress, pagesOf } from '../frames/wayfinding.js';
import { Icon } from '../icon.js';
import { formatNumber, plural } from '../text/format.js';
import { useLeads } from '../view-context.js';
import { type Column, Table } from './table.js';

/** A count stops here, as in `#platform/database`. */
const COUNTED = 10_000;

/** « 312 dons », « plus de 10 000 dons »; undefined where nobody counted, or there is nothing. */
export function countWords(
  total: number | null | undefined,
  [one, many = `${one}s`]: readonly [string, string?],
): string | undefined {
  if (!total) return undefined;
  return total > COUNTED ? `plus de ${formatNumber(COUNTED)} ${many}` : plural(total, one, many);
}

/**
 * What a ListPage shows of one page of a list that is exported at `export` below it: the rows, how many there are in all
 * (`noun`, one and many), the pages around, the exports.
 */
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

/** What the page knows of a list's orders. */
export type Orders = Readonly<
  Record<string, { readonly label: string; readonly heading?: string; readonly order: 'ascending' | 'descending' }>
>;

/** In which order a list is. @param empty the words of the usual order, where it depends on what is asked. */
export const SortField = ({ sorts, value, empty }: { sorts: Orders; value: string; empty?: string | undefined }) => (
  <SelectField name="sort" label="Ordre" value={value} empty={empty} options={optionsOf(sorts)} />
);

type TableProps<Row> = Parameters<typeof Table<Row>>[0];

/**
 * A Table whose headings lead to the list's orders; its caption and the heading say which one is on.
 * @param usual the order when none is asked for.
 */
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

/** The columns with the orders that their headings lead to; the one that is on says so. */
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
    return { ...column, sortHref, ...(sort === name ? { sorted: spec.order } : {}) };
  });

/** A list in every format that it can be exported in. */
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

/** The links of a whole list, whatever page of it is shown, as it is filtered. */
export const ListExports = ({ at, query, cursor = 'after' }: ListAddress) => (
  <ExportLinks what="Toute la liste" href={(format) => addressOf(at, { ...query, [cursor]: null, format })} />
);

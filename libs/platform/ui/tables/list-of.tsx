import type { ComponentChildren, VNode } from 'preact';
import { clock } from '#platform/kernel';
import { optionsOf, SelectField, TextField } from '../forms/fields.js';
import { addressOf, type ListAddress } from '../frames/wayfinding.js';
import { formatWait } from '../text/format.js';
import { countWords, listProps, type Orders, SortedTable, SortField } from './list-orders.js';
import { ListPage, type ListPageProps } from './list-page.js';
import type { Column, Table } from './table.js';

interface FilterField {
  readonly label?: string;
  readonly page?: string | null;
  readonly choices?: Readonly<Record<string, string | { readonly label: string }>>;
  readonly none?: string;
  readonly longest?: number;
  readonly example?: string;
}

/** What the page knows of a declared list (`defineList` of `#platform/database`). */
export interface ListShown {
  readonly sorts: Orders;
  readonly usual: string;
  readonly filters: Readonly<Record<string, FilterField>>;
  readonly pageCursor?: string | null;
}

type Asked = Readonly<Record<string, string | undefined>>;

/** The answers of filters that this reader is offered, where these are not all; an empty list leaves the field out. */
type Offers<L extends ListShown> = { readonly [Name in keyof L['filters']]?: readonly string[] };

const addressNames = ({ filters }: ListShown): [string, FilterField][] =>
  Object.entries(filters).flatMap(([name, filter]): [string, FilterField][] =>
    filter.page === null ? [] : [[filter.page ?? name, filter]],
  );

const narrowedTo = (list: ListShown, query: object): Asked =>
  Object.fromEntries(addressNames(list).map(([name]) => [name, (query as Asked)[name]]));

export const isNarrowed = (list: ListShown, query: object): boolean =>
  Object.values(narrowedTo(list, query)).some(Boolean);

/** The fields of a list's filters, and its orders. @param empty as of `SortField` */
export function FilterFields<L extends ListShown>({
  list,
  query,
  offers = {},
  examples = {},
  empty,
}: {
  list: L;
  query: object;
  offers?: Offers<L>;
  /** Placeholders of fields of words, where these depend on the reader. */
  examples?: { readonly [Name in keyof L['filters']]?: string };
  empty?: string;
}) {
  const asked = query as Asked;
  return (
    <>
      {Object.entries(list.filters).map(([of, { label, page, choices, none, longest, example }]) => {
        const [name, offered] = [page ?? of, offers[of]];
        if (!label || page === null || offered?.length === 0) return null;
        if (!choices && !offered)
          return (
            <TextField
              key={name}
              name={name}
              label={label}
              width={longest! <= 30 ? 'short' : 'medium'}
              value={asked[name]}
              placeholder={examples[of] ?? example}
            />
          );
        const options = choices
          ? optionsOf(choices).filter(({ value }) => offered?.includes(value) ?? true)
          : offered!.map((value) => ({ value, label: value }));
        return (
          <SelectField
            key={name}
            name={name}
            label={label}
            empty={none ?? 'Tous'}
            value={asked[name]}
            options={options}
          />
        );
      })}
      {Object.keys(list.sorts).length ? (
        <SortField sorts={list.sorts} value={asked.sort ?? (empty ? '' : list.usual)} empty={empty} />
      ) : null}
    </>
  );
}

/** The column of a list that declares since when a row waits (`waiting` of `#platform/database`). */
export const waitingColumn = (timeZone: string): Column<{ readonly waitingSince: Date | null }> => ({
  header: 'Attend depuis',
  minor: true,
  cell: (row) => (row.waitingSince ? formatWait(row.waitingSince, clock.now(), timeZone) : null),
});

type TableProps<Row> = Parameters<typeof Table<Row>>[0];

interface ListOfProps<Row, L extends ListShown>
  extends Omit<
    ListPageProps,
    'filters' | 'filterAction' | 'clearHref' | 'exports' | 'rows' | 'children' | 'shown' | 'empty'
  > {
  list: L;
  at: string;
  query: object;
  page: { readonly items: readonly Row[]; readonly next: string | null; readonly total?: number | null };
  /** Singular and plural of its things; by default with an s. */
  noun: readonly [string, string?];
  columns: Column<Row>[];
  select?: TableProps<Row>['select'];
  /** Instead of rows: where no filter is on, and where no row passes the filters. */
  none: VNode;
  notFound: VNode;
  offers?: Offers<L>;
  examples?: { readonly [Name in keyof L['filters']]?: string };
  /** The order where none is asked, if it depends on the query, and its label. */
  usual?: { readonly sort: string; readonly label: string };
  /** Puts something around the table: the form of a bulk act. @param all how many there are beyond this page, in words */
  around?: (table: VNode, all: string | undefined) => ComponentChildren;
}

/** The page of a declared list: its filters, its table with the orders that its headings lead to, its pages, its exports. */
export function ListOf<Row extends { readonly id: string }, L extends ListShown>(props: ListOfProps<Row, L>) {
  const { list, at, query, page, noun, columns, select, offers, examples, usual, around = (table) => table } = props;
  const address: ListAddress = { at, query, cursor: list.pageCursor ?? undefined };
  const narrowed = isNarrowed(list, query);
  const table = (
    <SortedTable
      caption={props.title}
      sorts={list.sorts}
      usual={usual?.sort ?? list.usual}
      list={address}
      rows={page.items}
      rowKey={(row) => row.id}
      select={select}
      columns={columns}
    />
  );
  const several = page.next || (query as Asked)[list.pageCursor ?? 'after'];
  return (
    <ListPage
      {...props}
      filters={<FilterFields {...{ list, query, offers, examples }} empty={usual?.label} />}
      filterAction={at}
      clearHref={narrowed ? at : null}
      {...listProps(address, page, noun)}
      empty={narrowed ? props.notFound : props.none}
    >
      {around(table, several ? (countWords(page.total, noun) ?? 'toute la liste') : undefined)}
    </ListPage>
  );
}

/** The filters in a query as a query string, for what is done with all rows. */
export const filterOf = (list: ListShown, query: object): string =>
  addressOf('', narrowedTo(list, query)).replace(/^\?/, '');

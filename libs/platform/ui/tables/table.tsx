import type { ComponentChildren } from 'preact';
import { useContext } from '../render.js';
import { cx } from '../text/html-text.js';
import { InRows, OnlyReads } from '../view-context.js';

export interface Column<Row> {
  header: string;
  cell: (row: Row) => ComponentChildren;
  /** Where the cell leads. */
  href?: (row: Row) => string | null;
  /** A detail below, on a line of its own. */
  sub?: (row: Row) => ComponentChildren;
  /** Each line is cut at its end, as in `Cell`. */
  short?: boolean;
  /** Names the row (a `th scope=row`): one column, usually the first. */
  row?: boolean;
  numeric?: boolean;
  /** The link of the header that sorts by it, and its present order. */
  sortHref?: string;
  sorted?: 'ascending' | 'descending';
  /** Hidden where a list is narrow and still a table, unless the list is sorted by it: the thing's own page shows it. */
  minor?: boolean;
  least?: boolean;
  /** Sentences: keeps room for them beside columns of names. */
  wide?: boolean;
  /** Needs no header: on a phone it stands without it, as wide as the card. */
  bare?: boolean;
}

/** A real table. On a phone each row becomes a card whose cells carry their header. */
export function Table<Row>(props: {
  /** Read by screen readers. */
  caption: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  /** Bulk choice: a box before each row, posted under `name`. Put the table inside a Form. */
  select?: { name: string; value: (row: Row) => string; label: (row: Row) => string; chosen?: string[] };
  foot?: ComponentChildren;
  /** On a phone two columns stay side by side; these do not, since their cells are wide. */
  stacks?: boolean;
}) {
  const { columns } = props;
  const select = useContext(OnlyReads) ? undefined : props.select;
  const rowColumn = Math.max(
    0,
    columns.findIndex((column) => column.row),
  );
  return (
    <div class="table-frame">
      <table class={cx('table', columns.length <= 2 && !select && !props.stacks && 'few', props.stacks && 'stacks')}>
        <caption class="sr">{props.caption}</caption>
        <thead>
          <tr>
            {select ? (
              <th scope="col" class="select-cell">
                <span class="sr">Choisir</span>
                <label data-tick-page hidden>
                  <input type="checkbox" aria-label="Cocher toutes les lignes de cette page" />
                </label>
              </th>
            ) : null}
            {columns.map((column) => (
              <th key={column.header} scope="col" class={classOf(column)} aria-sort={column.sorted}>
                {column.sortHref ? <a href={column.sortHref}>{column.header}</a> : column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <InRows.Provider value={true}>
            {props.rows.map((row) => (
              <tr key={props.rowKey(row)}>
                {select ? (
                  <td class="select-cell">
                    <label>
                      <input
                        type="checkbox"
                        name={select.name}
                        value={select.value(row)}
                        checked={select.chosen?.includes(select.value(row))}
                        aria-label={select.label(row)}
                      />
                    </label>
                  </td>
                ) : null}
                {columns.map((column, index) => {
                  const Cell = index === rowColumn ? 'th' : 'td';
                  return (
                    <Cell
                      key={column.header}
                      scope={Cell === 'th' ? 'row' : undefined}
                      class={classOf(column)}
                      data-label={Cell === 'td' && !column.bare ? column.header : undefined}
                    >
                      <div>{contentOf(column, row)}</div>
                    </Cell>
                  );
                })}
              </tr>
            ))}
          </InRows.Provider>
        </tbody>
        {props.foot ? <tfoot>{props.foot}</tfoot> : null}
      </table>
    </div>
  );
}

function contentOf<Row>({ cell, href, sub, short }: Column<Row>, row: Row): ComponentChildren {
  const address = href?.(row);
  const main = address ? <a href={address}>{cell(row)}</a> : cell(row);
  return sub ? <Cell main={main} sub={sub(row)} short={short} /> : main;
}

type Look = Pick<Column<never>, 'numeric' | 'minor' | 'least' | 'sorted' | 'wide'>;
const classOf = ({ numeric, minor, least, sorted, wide }: Look): string | undefined =>
  cx(numeric && 'num', minor && !sorted && 'minor', least && !sorted && 'least', wide && 'wide') || undefined;

/**
 * Actions on the chosen rows, at the foot of the list, inside the Form that holds the table. A script counts the ticked rows in words of `ticked`,
 * and keeps the bar in sight while there are any.
 */
export const BulkBar = (props: {
  hint?: ComponentChildren;
  /** « appareil coché », « appareils cochés ». */
  ticked?: readonly [one: string, several: string];
  children: ComponentChildren;
}) =>
  useContext(OnlyReads) ? null : (
    <div class="bulk-bar" data-ticked={props.ticked?.join('|')}>
      {props.hint ? <p class="hint">{props.hint}</p> : null}
      {props.ticked ? <p class="hint bulk-count" role="status" /> : null}
      {props.children}
    </div>
  );

/** Two lines in a cell: the thing, and a detail. */
export const Cell = ({
  main,
  sub,
  short,
}: {
  main: ComponentChildren;
  sub?: ComponentChildren;
  /** Each line is cut at its end where there is room for columns: the thing's own page shows it whole. */
  short?: boolean;
}) => (
  <span class={cx('cell', short && 'short')}>
    <b>{main}</b>
    {sub ? <small>{sub}</small> : null}
  </span>
);

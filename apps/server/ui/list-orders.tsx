import { SelectField } from './fields.js';
import { formatNumber, plural } from './format.js';
import type { Column } from './table.js';
import { addressOf, type ListAddress } from './wayfinding.js';

/** A count stops here, as in `#database`. */
const COUNTED = 10_000;

/** « 312 dons », « plus de 10 000 dons »; undefined where nobody counted, or there is nothing. */
export function countWords(
  total: number | null | undefined,
  [one, many = `${one}s`]: readonly [string, string?],
): string | undefined {
  if (!total) return undefined;
  return total > COUNTED ? `plus de ${formatNumber(COUNTED)} ${many}` : plural(total, one, many);
}

/** What the page knows of a list's orders. */
type Orders = Readonly<
  Record<string, { readonly label: string; readonly heading?: string; readonly order: 'ascending' | 'descending' }>
>;

/** In which order a list is. @param empty the words of the usual order, where it depends on what is asked. */
export const SortField = ({ sorts, value, empty }: { sorts: Orders; value: string; empty?: string }) => (
  <SelectField
    name="sort"
    label="Ordre"
    value={value}
    {...(empty ? { empty } : {})}
    options={Object.entries(sorts).map(([name, { label }]) => ({ value: name, label }))}
  />
);

/**
 * The columns with the orders that their headings lead to; the one that is on says so.
 * @param sort the order that is on. @param to the address of another.
 */
export const sortable = <Row,>(
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

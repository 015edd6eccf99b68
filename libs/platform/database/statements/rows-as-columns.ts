/** The TypeScript value of a column of each type; null is always possible, Postgres says where it may not be. */
interface Written {
  uuid: string;
  text: string;
  boolean: boolean;
  int: number;
  bigint: number | string;
  date: string;
  timestamptz: Date | string;
  jsonb: unknown;
  bytea: Buffer;
}

type PgType = keyof Written;
type Columns = Readonly<Record<string, PgType>>;
type RowOf<C extends Columns> = { readonly [name in keyof C]: Written[C[name]] | null | undefined };

export interface ColumnTable<Each extends Columns, Shared extends Columns> {
  readonly names: string;
  /** A select that gives the rows from `$1` on: to insert, to join, or a CTE's body. */
  readonly select: string;
  /** The parameters of `select`: one array a column, then the shared ones. */
  values(rows: readonly RowOf<Each>[], ...shared: keyof Shared extends never ? [] : [RowOf<Shared>]): unknown[];
}

/**
 * Describes rows that one statement writes together.
 * @param each columns of which every row has its own value
 * @param shared columns with one value for all rows: one parameter each
 */
export function columnTable<const Each extends Columns, const Shared extends Columns = Record<never, never>>(
  each: Each,
  shared?: Shared,
): ColumnTable<Each, Shared> {
  const own = Object.entries(each);
  const alike = Object.entries(shared ?? {});
  const arrays = own.map(([, type], i) => `$${i + 1}::${type}[]`);
  const read = own.map(([name]) => `t.${name}`);
  const constants = alike.map(([name, type], i) => `$${own.length + i + 1}::${type} AS ${name}`);
  const names = own.map(([name]) => name).join(', ');
  return {
    names: [...own, ...alike].map(([name]) => name).join(', '),
    select: `SELECT ${[...read, ...constants].join(', ')} FROM unnest(${arrays.join(', ')}) AS t(${names})`,
    values: (rows, ...[common]) => [
      ...own.map(([name, type]) => rows.map((row) => written(row[name], type))),
      ...alike.map(([name, type]) => written((common as Readonly<Record<string, unknown>>)[name], type)),
    ],
  };
}

const written = (value: unknown, type: PgType): unknown =>
  value === undefined || value === null ? null : type === 'jsonb' ? jsonOf(value) : value;

/** A lone surrogate, as JSON writes it. */
const HALF = /\\ud[89a-f]/;

/** Postgres takes no JSON with a lone surrogate, which cutting a text within a character leaves. */
function jsonOf(value: unknown): string {
  const json = JSON.stringify(value);
  if (!HALF.test(json)) return json;
  return JSON.stringify(value, (_, part) => (typeof part === 'string' ? part.toWellFormed() : part));
}

import { NotATable, openTable, type Table } from '#platform/kernel';

/** What a table tells of itself, whatever a kind of file makes of it. */
interface OfTable extends Pick<Table, 'format' | 'sheets' | 'sheet' | 'samples' | 'counts' | 'close'> {
  /** Notes on the cells of all sheets that were opened so far. */
  notes(): number;
}

/**
 * Opens one sheet of a file and reads of it what its kind needs first (titles, examples); the table is closed when that fails.
 * @param given.worth how much a row looks like titles; `given.sheet` the sheet asked for; `given.refuse` says in the kind's own
 *   codes why a file is no table
 * @throws what `given.refuse` and `read` throw.
 */
export async function openSheet<T extends object>(
  source: AsyncIterable<Uint8Array>,
  {
    worth,
    sheet,
    beside = false,
    refuse,
  }: {
    readonly worth: (cells: readonly string[]) => number;
    readonly sheet: number | undefined;
    /** Tables side by side are sheets of their own; `worth` counts one a title then. */
    readonly beside?: boolean;
    readonly refuse: (error: NotATable) => never;
  },
  read: (table: Table) => T,
): Promise<T & OfTable> {
  const table = await openTable(source, worth, sheet === undefined ? { beside } : { beside, sheet }).catch(
    saying(refuse),
  );
  const { format, sheets } = table;
  let notes = sum(table.notes);
  const other: Table['other'] = async (sheet) => {
    const opened = await table.other(sheet);
    notes += sum(opened.notes);
    return opened;
  };
  try {
    return {
      format,
      sheets,
      sheet: table.sheet,
      notes: () => notes,
      samples: () => table.samples(),
      counts: () => table.counts(),
      close: () => table.close(),
      ...read({ ...table, other }),
    };
  } catch (error) {
    await table.close();
    throw error;
  }
}

const sum = (notes: readonly number[] = []): number => notes.reduce((all, n) => all + n, 0);

/** Of what a file is read by: what is wrong with the file in the kind's own codes, anything else as it is. */
export const saying =
  (refuse: (error: NotATable) => never) =>
  (error: unknown): never => {
    if (error instanceof NotATable) refuse(error);
    throw error;
  };

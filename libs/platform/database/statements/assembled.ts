import type { PlannedPerCall } from '../connections/preparing-client.js';

/** A statement with its values, for `rows` and `run`. */
export interface AssembledStatement {
  readonly text: string;
  readonly values: unknown[];
  /** For a text that must be planned for its values, with some of what it is put together from. */
  readonly options?: PlannedPerCall | undefined;
}

/**
 * Declares a statement that is put together at run time, such as a list with filters that may be there or not. `npm run check` cannot
 * read such a text in the source: it builds one for each sample and checks those. So the samples show, together, every piece of text;
 * the check says which is missing. Export the result, or the check does not find it.
 * @param build puts text and values together; it reads nothing but its arguments.
 * @param samples the arguments of a call each; `eachAndAll` makes those of optional filters.
 */
export function assembled<Args extends unknown[]>(
  build: (...args: Args) => AssembledStatement,
  samples: readonly Args[],
): ((...args: Args) => AssembledStatement) & { readonly samples: readonly Args[] } {
  return Object.assign((...args: Args) => build(...args), { samples });
}

/** Optional filters: none of them, each alone, and all together. */
export function eachAndAll<T extends object>(all: T): Partial<T>[] {
  const each = Object.entries(all).map(([name, value]) => ({ [name]: value }) as Partial<T>);
  return [{}, ...each, all];
}

import type { PlannedPerCall } from '../connections/preparing-client.js';

export interface AssembledStatement {
  readonly text: string;
  readonly values: unknown[];
  readonly options?: PlannedPerCall | undefined;
}

/**
 * Declares a statement that is assembled at run time, such as a list with optional filters. `npm run check` cannot read such a text in the source: it
 * builds one for each sample and checks those. Together, the samples must show every piece of text. Export the result, or the check does not find it.
 * @param build puts text and values together; a pure function
 * @param samples the arguments of a call each; `eachAndAll` makes those of optional filters
 */
export function assembled<Args extends unknown[]>(
  build: (...args: Args) => AssembledStatement,
  samples: readonly Args[],
): ((...args: Args) => AssembledStatement) & { readonly samples: readonly Args[] } {
  return Object.assign((...args: Args) => build(...args), { samples });
}

/** Samples of optional filters: none of them, each alone, and all together. */
export function eachAndAll<T extends object>(all: T): Partial<T>[] {
  const each = Object.entries(all).map(([name, value]) => ({ [name]: value }) as Partial<T>);
  return [{}, ...each, all];
}

/** A LIKE pattern that finds the typed text anywhere, or null for a blank. */
export const like = (typed: string | undefined): string | null => {
  const text = typed?.trim();
  return text ? `%${text.replace(/[\\%_]/g, '\\$&')}%` : null;
};

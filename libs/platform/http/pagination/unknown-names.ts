import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FieldProblem } from '#platform/ui';
import { Invalid } from '../refusals/refusals.js';

/** The code of a name that an address does not have. */
export const UNKNOWN_NAME = 'request.whitelistValidation';

/** What a class of a query refused; names that it does not have are said in words of an address. */
export const namedAsInAddress = (problems: readonly FieldProblem[], what = 'Cette adresse'): FieldProblem[] =>
  problems.map((problem) =>
    problem.code === UNKNOWN_NAME
      ? { ...problem, message: `${what} n’a pas de filtre « ${problem.field} ».` }
      : problem,
  );

/** The names that a handler reads one by one of its query; null where a class reads all of it, and refuses the others itself. */
function namesRead(controller: object, handler: string): readonly string[] | null {
  const args: Readonly<Record<string, { readonly data?: string }>> =
    Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler) ?? {};
  const queries = Object.entries(args).flatMap(([key, { data }]) =>
    key.startsWith(`${RouteParamtypes.QUERY}:`) ? [data] : [],
  );
  return queries.includes(undefined) ? null : (queries as string[]);
}

/** A program that asks for what an address does not have would take all of it for the answer. @throws Invalid */
export function mustKnowNames(controller: object, handler: string, query: object): void {
  const read = namesRead(controller, handler);
  const unknown = read ? Object.keys(query).filter((name) => !read.includes(name)) : [];
  if (unknown.length)
    throw new Invalid(namedAsInAddress(unknown.map((field) => ({ field, code: UNKNOWN_NAME, message: '' }))));
}

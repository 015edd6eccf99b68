import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FieldProblem } from '#platform/ui';
import { Invalid } from '../refusals/refusals.js';

/** The code of a name that an address does not take. */
export const UNKNOWN_NAME = 'request.whitelistValidation';

export const namedAsInAddress = (problems: readonly FieldProblem[], what = 'Cette adresse'): FieldProblem[] =>
  problems.map((problem) =>
    problem.code === UNKNOWN_NAME
      ? { ...problem, message: `${what} n’a pas de filtre « ${problem.field} ».` }
      : problem,
  );

/** The names that a handler takes one by one of its query; null where a class takes it whole, and refuses others itself. */
function namesRead(controller: object, handler: string): readonly string[] | null {
  const args: Readonly<Record<string, { readonly data?: string }>> =
    Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler) ?? {};
  const queries = Object.entries(args).flatMap(([key, { data }]) =>
    key.startsWith(`${RouteParamtypes.QUERY}:`) ? [data] : [],
  );
  return queries.includes(undefined) ? null : (queries as string[]);
}

/** Refuses unknown names: a program would take the answer for a filtered one. @throws Invalid */
export function mustKnowNames(controller: object, handler: string, query: object): void {
  const read = namesRead(controller, handler);
  const unknown = read ? Object.keys(query).filter((name) => !read.includes(name)) : [];
  if (unknown.length)
    throw new Invalid(namedAsInAddress(unknown.map((field) => ({ field, code: UNKNOWN_NAME, message: '' }))));
}

import 'reflect-metadata';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { plainToInstance } from 'class-transformer';
import { ValidateBy, type ValidationError, type ValidationOptions, validate } from 'class-validator';
import { isDay } from '#platform/kernel';
import type { FieldProblem } from '#platform/ui';
import { Invalid } from '../refusals/refusals.js';
import { says } from '../refusals/sentences.js';

export type FormClass<F extends object> = new () => F;

/**
 * Reads what a form posted into its class: unknown fields are dropped, empty ones count as left out, and each wrong one becomes a problem beside its
 * field.
 * @throws Invalid
 */
export async function readForm<F extends object>(dto: FormClass<F> | undefined, body: unknown): Promise<F> {
  const plain = (body ?? {}) as Record<string, unknown>;
  if (!dto) return plain as F;
  const given = Object.fromEntries(
    Object.entries(plain).filter(([name, value]) => value !== '' && !name.startsWith('_')),
  );
  const form = plainToInstance(dto, given);
  const errors = await validate(form, { whitelist: true });
  if (errors.length) throw new Invalid(problemsFrom(errors), without(form, errors));
  return form;
}

function without(form: object, errors: readonly ValidationError[]): object {
  const valid: Record<string, unknown> = { ...form };
  for (const { property, children, value } of errors) {
    if (children?.length && value && typeof value === 'object' && !Array.isArray(value))
      valid[property] = without(value as object, children);
    else delete valid[property];
  }
  return valid;
}

export const invalidOf = (errors: readonly ValidationError[]): Invalid =>
  new Invalid(problemsFrom(errors), errors[0]?.target ? without(errors[0].target, errors) : {});

/** class-validator's errors as problems: the constraint is the code, its message the sentence. */
export function problemsFrom(errors: readonly ValidationError[], path = ''): FieldProblem[] {
  return errors.flatMap((e) => {
    const field = path ? `${path}.${e.property}` : e.property;
    const own = inOrder(e).map(([failed, message]) => {
      if (!OF_A_TEXT.has(failed) || typeof e.value === 'string')
        return { field, code: `request.${failed}`, message: inFrench(failed, message) };
      return (e.value ?? null) === null
        ? { field, code: 'request.isNotEmpty', message: inFrench('isNotEmpty', message) }
        : { field, code: 'request.isString', message: NOT_A_TEXT };
    });
    return [...own.slice(0, 1), ...problemsFrom(e.children ?? [], field)];
  });
}

/** What failed, by priority: of an empty field that it is empty, not that it is too long. */
const inOrder = ({ constraints = {}, value }: ValidationError): [string, string][] => {
  const failed = Object.entries(constraints);
  if ((value ?? null) !== null) return failed;
  const first = ABOUT_NOTHING.find((rule) => rule in constraints);
  return first ? [[first, constraints[first]!]] : failed;
};
const ABOUT_NOTHING = ['isNotEmpty', 'isDefined', 'isString', 'isIn'];

/** Rules about a text that fail for an empty field and for other types too: the message tells which. */
const OF_A_TEXT: ReadonlySet<string> = new Set(['isString', 'maxLength', 'minLength', 'matches']);

export const NOT_A_TEXT = 'Il faut un texte ici.';

const DEFAULTS: Readonly<Record<string, string>> = {
  isNotEmpty: 'Remplissez ce champ.',
  isString: 'Remplissez ce champ.',
  isDefined: 'Remplissez ce champ.',
  isIn: 'Choisissez une des réponses proposées.',
  isEnum: 'Choisissez une des réponses proposées.',
  isInt: 'Écrivez un nombre entier.',
  isNumber: 'Écrivez un nombre.',
  min: 'Ce nombre est trop petit.',
  max: 'Ce nombre est trop grand.',
  isEmail: 'Écrivez une adresse comme nom@exemple.fr.',
  isUuid: 'Choisissez une des réponses proposées.',
  maxLength: 'Ce texte est trop long.',
  minLength: 'Ce texte est trop court.',
  matches: 'Ce texte n’a pas la forme attendue.',
  isDateString: 'Écrivez une date comme 25/11/2026.',
  arrayNotEmpty: 'Choisissez au moins une réponse.',
  arrayMinSize: 'Choisissez au moins une réponse.',
  arrayMaxSize: 'Il y en a trop.',
  isArray: 'Choisissez au moins une réponse.',
  whitelistValidation: 'Ce champ n’existe pas.',
};

/** A message of the form's class wins; class-validator's own English never reaches a person. */
const inFrench = (rule: string, message: string): string =>
  / must |should not|property /.test(message) ? (DEFAULTS[rule] ?? 'Vérifiez ce champ.') : message;

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

/** A day of the calendar, `2026-11-25`: a 30 February would fail in Postgres. */
export const IsDay = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    { name: 'isDay', validator: { validate: (value) => typeof value === 'string' && isDay(value) } },
    options ?? says('people.day_wrong'),
  );

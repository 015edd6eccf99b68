import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
import { isListQuery, readListQuery } from '../pagination/page-query.js';
import { Invalid } from '../refusals/refusals.js';
import { type FormClass, invalidOf, namedAsInAddress, problemsFrom } from './validation.js';

/** Unlike a body, a query may have no unknown names: the answer would be another one's. */
const queries = new ValidationPipe({
  whitelist: true,
  forbidNonWhitelisted: true,
  transform: true,
  exceptionFactory: (errors) => new Invalid(namedAsInAddress(problemsFrom(errors))),
});

/** A form sends empty fields. */
const withoutEmpty = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([, given]) => given !== ''))
    : value;

class Validation extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { metatype } = metadata;
    if (isListQuery(metatype)) return readListQuery(metatype, value as object);
    return metadata.type === 'query'
      ? queries.transform(withoutEmpty(value), metadata)
      : super.transform(value, metadata);
  }
}

export const apiValidation = (): ValidationPipe =>
  new Validation({
    whitelist: true,
    transform: true,
    // The rules judge what is valid beside what is not.
    validationError: { target: true },
    exceptionFactory: (errors) => invalidOf(errors),
  });

const pipe = apiValidation();

const DEEP = 4;

/** A field that is `null` counts as left out. */
function withoutNulls(value: unknown, levels = DEEP): unknown {
  if (typeof value !== 'object' || value === null || levels === 0) return value;
  if (Array.isArray(value)) return value.map((one) => withoutNulls(one, levels - 1));
  const given = Object.entries(value).filter(([, one]) => one !== null);
  return Object.fromEntries(given.map(([name, one]) => [name, withoutNulls(one, levels - 1)]));
}

/** Reads what a program sent into its class. @throws Invalid */
export const readJson = <F extends object>(dto: FormClass<F> | undefined, body: unknown): Promise<F> =>
  dto ? pipe.transform(withoutNulls(body), { type: 'body', metatype: dto }) : Promise.resolve({} as F);

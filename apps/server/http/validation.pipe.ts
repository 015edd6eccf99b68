import { ValidationPipe } from '@nestjs/common';
import { Invalid } from './refusals.js';
import { type FormClass, problemsFrom } from './validation.js';

/** Checks the bodies and queries of the API against their classes. */
export const apiValidation = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    transform: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) => new Invalid(problemsFrom(errors)),
  });

const pipe = apiValidation();

/** Reads what a program sent into its class. @throws Invalid */
export const readJson = <F extends object>(dto: FormClass<F> | undefined, body: unknown): Promise<F> =>
  dto ? pipe.transform(body, { type: 'body', metatype: dto }) : Promise.resolve({} as F);

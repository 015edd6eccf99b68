import { ValidationPipe } from '@nestjs/common';
import { type FormClass, invalidOf } from './validation.js';

/** Checks the bodies and queries of the API against their classes. */
export const apiValidation = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    transform: true,
    stopAtFirstError: true,
    // The rules judge what is valid beside what is not.
    validationError: { target: true },
    exceptionFactory: (errors) => invalidOf(errors),
  });

const pipe = apiValidation();

/** Reads what a program sent into its class. @throws Invalid */
export const readJson = <F extends object>(dto: FormClass<F> | undefined, body: unknown): Promise<F> =>
  dto ? pipe.transform(body, { type: 'body', metatype: dto }) : Promise.resolve({} as F);

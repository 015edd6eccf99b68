import { ValidationPipe } from '@nestjs/common';
import { Invalid } from './refusals.js';
import { problemsFrom } from './validation.js';

/** Checks the bodies and queries of the API against their classes. */
export const apiValidation = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    transform: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) => new Invalid(problemsFrom(errors)),
  });

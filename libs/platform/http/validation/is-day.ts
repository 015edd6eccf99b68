import { ValidateBy, type ValidationOptions } from 'class-validator';
import { isDay } from '#platform/kernel';
import { says } from '../refusals/sentences.js';

/** A day of the calendar, `2026-11-25`: a 30 February would fail in Postgres. */
export const IsDay = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    { name: 'isDay', validator: { validate: (value) => typeof value === 'string' && isDay(value) } },
    options ?? says('people.day_wrong'),
  );

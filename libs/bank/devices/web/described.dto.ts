import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import {
  type Correction,
  DEVICE_FIELD_NAMES,
  DEVICE_FILTER_NAMES,
  type Description,
  type DeviceField,
  type DeviceFilter,
  deviceField,
  deviceFilter,
} from '#bank/devices';
import type { FormClass } from '#platform/http';

/** The longest word that a filter is looked up with. */
const FILTER_LIMIT = 120;

/** Puts decorators on a field that its class does not name, in the order in which they are written above one. */
const decorate = (type: FormClass<object>, name: string, ...rules: readonly PropertyDecorator[]): void => {
  for (const rule of [...rules].reverse()) rule(type.prototype, name);
};

function describe(type: FormClass<object>, name: DeviceField, required: boolean): void {
  const { about, choices, max = 0, missing } = deviceField(name);
  const ids = choices?.map((choice) => choice.id);
  const description = about ? { description: about } : {};
  if (!required) decorate(type, name, IsOptional());
  if (ids)
    decorate(
      type,
      name,
      ApiProperty({ type: String, required, enum: ids, ...description }),
      IsIn(ids, missing ? { message: missing } : {}),
    );
  else
    decorate(
      type,
      name,
      ApiProperty({ type: String, required, maxLength: max, ...description }),
      IsString(),
      MaxLength(max, { message: `C’est trop long : ${max} caractères au plus.` }),
    );
}

/** What is described of a new device: those fields have to be there that do not say what stands for them. */
export const describedDto = (): FormClass<Description> => {
  class Described {}
  for (const name of DEVICE_FIELD_NAMES) describe(Described, name, deviceField(name).empty === undefined);
  return Described as FormClass<Description>;
};

/** Corrections of it: any of them. */
export const correctionDto = (): FormClass<Correction> => {
  class Corrected {}
  for (const name of DEVICE_FIELD_NAMES) describe(Corrected, name, false);
  return Corrected;
};

/** What the list may be narrowed to. One that means nothing is no filter. */
export const listFilters = (): FormClass<{ [F in DeviceFilter]?: string }> => {
  class Filters {}
  for (const name of DEVICE_FILTER_NAMES) {
    const { about, choices } = deviceFilter(name);
    const ids = choices?.map((choice) => choice.id).join(', ');
    const description = [about, ids && `One of: ${ids}.`].filter(Boolean).join(' ');
    decorate(
      Filters,
      name,
      ApiProperty({ type: String, required: false, maxLength: FILTER_LIMIT, ...(description ? { description } : {}) }),
      IsOptional(),
      IsString(),
      MaxLength(FILTER_LIMIT),
    );
  }
  return Filters;
};

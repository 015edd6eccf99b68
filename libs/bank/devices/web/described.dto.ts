import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import {
  type Correction,
  DEVICE_FIELD_NAMES,
  DEVICE_FILTER_NAMES,
  DEVICE_SORTS,
  type Description,
  type DeviceField,
  type DeviceFilter,
  type DeviceSort,
  deviceField,
  deviceFilter,
  STATES,
  USUAL_SORT,
} from '#bank/devices';
import { type FormClass, type ListQuery, pageQuery } from '#platform/http';

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

type Words = Readonly<Record<string, string>>;
const wordsOf = (choices: readonly { readonly id: string; readonly label: string }[]): Words =>
  Object.fromEntries(choices.map(({ id, label }) => [id, label]));

/** A filter of the device list as those of other lists are declared. */
function filterOfDevices(name: DeviceFilter) {
  const { label, about, choices, ofAnId } = deviceFilter(name);
  return {
    label,
    about,
    ...(choices ? { choices: wordsOf(choices) } : ofAnId ? { form: 'id' as const } : { longest: FILTER_LIMIT }),
  };
}

/** What the device list may be asked. */
export const deviceListQuery = () => {
  const asked = {} as { readonly [F in DeviceFilter | 'q' | 'state']?: string } & {
    readonly sort?: DeviceSort;
    readonly cursor?: string;
  };
  const list = {
    asked,
    sorts: DEVICE_SORTS,
    usual: USUAL_SORT,
    filters: {
      ...Object.fromEntries(DEVICE_FILTER_NAMES.map((name) => [name, filterOfDevices(name)])),
      q: { about: 'Any part of a code, serial, make, model or old number.', longest: 100 },
      state: { about: 'One state, or several separated by commas.', several: true as const, choices: STATES },
    },
  };
  return pageQuery(list) as FormClass<
    ListQuery<typeof asked> & Omit<typeof asked, 'cursor'> & { readonly after?: string }
  >;
};

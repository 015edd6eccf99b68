import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
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
  LONGEST_NOTE,
  MAY_BE_EMPTY,
  REASONS,
  STATES,
  USUAL_SORT,
} from '#bank/devices';
import { choice, type FormClass, fields, type ListQuery, one, pageQuery, SigningDto, text } from '#platform/http';
import { ReasonDto } from '../../corrections/web/corrections.dto.js';

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

/** Those fields have to be there that do not say what stands for them. */
export const describedDto = (): FormClass<Description> => {
  class Described {}
  for (const name of DEVICE_FIELD_NAMES) describe(Described, name, deviceField(name).empty === undefined);
  return Described as FormClass<Description>;
};

const correctionDto = (): FormClass<Correction> => {
  class Corrected {}
  for (const name of DEVICE_FIELD_NAMES) describe(Corrected, name, false);
  return Corrected;
};

type Words = Readonly<Record<string, string>>;
const wordsOf = (choices: readonly { readonly id: string; readonly label: string }[]): Words =>
  Object.fromEntries(choices.map(({ id, label }) => [id, label]));

function filterOfDevices(name: DeviceFilter) {
  const { label, about, choices, ofAnId } = deviceFilter(name);
  return {
    label,
    about,
    ...(choices ? { choices: wordsOf(choices) } : ofAnId ? { form: 'id' as const } : { longest: FILTER_LIMIT }),
  };
}

const deviceListQuery = () => {
  const asked = {} as { readonly [F in DeviceFilter | 'q' | 'state']?: string } & {
    readonly sort?: DeviceSort;
    readonly cursor?: string;
    readonly limit?: number;
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

/** What is asked of the device list, in the URL of the page and of the API alike. */
export class DeviceListQuery extends deviceListQuery() {}

/** What comes with a device. */
export class DeviceQuery {
  /** So many of its latest events, 100 at most. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100) events?: number;
}

const isEventId = () => Matches(/^\d{1,18}$/, { message: 'Cette histoire n’a pas de suite ici : revenez au début.' });

/** Which part of a device's history is asked for. */
export class HistoryQuery {
  /** The id of the last event that was read: those before it follow. */
  @IsOptional() @isEventId() before?: string;
}
/** The same in the address of its page. */
export class HistoryPageQuery {
  @IsOptional() @isEventId() avant?: string;
}

/**
 * An action of its own on a device, with its reason from the fixed list. `recycle`, `dismantle` and `return_to_donor` of a device whose
 * media nobody proved are signed.
 */
export class DeviceActionDto extends fields(
  {
    reason: choice(REASONS, { optional: true, required: true, label: 'Pourquoi ?' }),
    note: text({
      max: LONGEST_NOTE,
      optional: true,
      rows: 3,
      label: 'Note',
      hint: 'Rien sur la santé ni sur la vie d’une personne, et pas de nom.',
    }),
    placeId: one({ optional: true, required: true, label: 'Lieu', select: 'Choisir un lieu' }),
  },
  SigningDto,
) {}

/** Corrections to what was logged. */
export class CorrectDeviceDto extends correctionDto() {}

/** The same as a page posts it: what is left empty is removed, and one more number may come with it. */
export class CorrectDeviceForm extends fields(
  {
    number: text({
      max: 80,
      optional: true,
      label: 'Ancien numéro à ajouter',
      hint: 'Un numéro d’inventaire d’avant : l’appareil y répondra aussi.',
      width: 'medium',
    }),
    issuer: text({
      max: 80,
      optional: true,
      label: 'Donné par',
      hint: 'La mairie, l’ancien inventaire…',
      width: 'medium',
    }),
  },
  CorrectDeviceDto,
) {
  constructor() {
    super();
    Object.assign(this, Object.fromEntries(MAY_BE_EMPTY.map((name) => [name, null])));
  }
}

/** One more number the device answers to. */
export class AliasDto {
  /** Who gave the number: the donor, the old inventory. */
  @IsString() @MaxLength(80) issuer: string;
  @IsString() @MaxLength(80) number: string;
}

/** The device that stays of one that was logged twice, and how that came about. */
export class DuplicateDto extends fields(
  {
    other: text({
      min: 1,
      max: 300,
      scan: true,
      label: 'L’appareil qui reste',
      hint: 'Scannez son étiquette, ou tapez son code.',
      about: 'Its code, its old number, or its label’s address.',
      missing: 'Scannez ou tapez le code de l’autre appareil.',
    }),
  },
  ReasonDto,
) {}

import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { LONGEST_NOTE, MAY_BE_EMPTY, REASONS } from '#bank/devices';
import { choice, fields, one, SigningDto, text } from '#platform/http';
import { ReasonDto } from '../../corrections/web/corrections.dto.js';
import { correctionDto, deviceListQuery } from './described.dto.js';

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

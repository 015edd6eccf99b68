import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { LONGEST_NOTE, MAY_BE_EMPTY, REASONS, type Reason } from '#bank/devices';
import { SigningDto } from '#platform/http';
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
export class DeviceActionDto extends SigningDto {
  @IsOptional() @IsIn(Object.keys(REASONS)) reason?: Reason;
  @IsOptional() @IsString() @MaxLength(LONGEST_NOTE) note?: string;
  @IsOptional() @IsUUID() placeId?: string;
}

/** Corrections to what was logged. */
export class CorrectDeviceDto extends correctionDto() {}

/** The same as a page posts it: what is left empty is removed, and one more number may come with it. */
export class CorrectDeviceForm extends CorrectDeviceDto {
  constructor() {
    super();
    Object.assign(this, Object.fromEntries(MAY_BE_EMPTY.map((name) => [name, null])));
  }

  @IsOptional() @IsString() @MaxLength(80) number?: string;
  @IsOptional() @IsString() @MaxLength(80) issuer?: string;
}

/** One more number the device answers to. */
export class AliasDto {
  /** Who gave the number: the donor, the old inventory. */
  @IsString() @MaxLength(80) issuer: string;
  @IsString() @MaxLength(80) number: string;
}

/** The device that stays of one that was logged twice, and how that came about. */
export class DuplicateDto extends ReasonDto {
  /** Its code, its old number, or its label's address. */
  @IsString({ message: 'Scannez ou tapez le code de l’autre appareil.' })
  @MinLength(1, { message: 'Scannez ou tapez le code de l’autre appareil.' })
  @MaxLength(300)
  other: string;
}

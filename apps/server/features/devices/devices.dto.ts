import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { CATEGORY_IDS, type Category, CONDITION_IDS, type Condition, REASONS, type Reason } from '#devices';

/** Filters of the device list, in the URL of the page and of the API alike. */
export class DeviceListQuery {
  /** Any part of a code, serial, make, model or old number. */
  @IsOptional() @IsString() @MaxLength(100) q?: string;
  /** One state, or several separated by commas. */
  @IsOptional() @IsString() @MaxLength(200) state?: string;
  @IsOptional() @IsString() @MaxLength(30) category?: string;
  @IsOptional() @IsString() @MaxLength(36) place?: string;
  @IsOptional() @IsString() @MaxLength(36) donation?: string;
  /** Where the previous page ended: its `next`. */
  @IsOptional() @IsString() @MaxLength(300) after?: string;
}

/** What comes with a device. */
export class DeviceQuery {
  /** So many of its latest events, 100 at most. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100) events?: number;
}

/** An action of its own on a device, with its reason from the fixed list. */
export class DeviceActionDto {
  @IsOptional() @IsIn(Object.keys(REASONS)) reason?: Reason;
  @IsOptional() @IsString() @MaxLength(500) note?: string;
  @IsOptional() @IsUUID() placeId?: string;
}

/** Corrections to what was logged. */
export class CorrectDeviceDto {
  @IsOptional() @IsIn(CATEGORY_IDS as string[]) category?: Category;
  @IsOptional() @IsString() @MaxLength(80) make?: string;
  @IsOptional() @IsString() @MaxLength(120) model?: string;
  @IsOptional() @IsString() @MaxLength(80) serial?: string;
  @IsOptional() @IsIn(CONDITION_IDS as string[]) condition?: Condition;
}

/** The same as a page posts it: a text left empty is taken away, and one more number may come with it. */
export class CorrectDeviceForm extends CorrectDeviceDto {
  override make?: string = '';
  override model?: string = '';
  override serial?: string = '';
  @IsOptional() @IsString() @MaxLength(80) number?: string;
  @IsOptional() @IsString() @MaxLength(80) issuer?: string;
}

/** One more number the device answers to. */
export class AliasDto {
  /** Who gave the number: the donor, the old inventory. */
  @IsString() @MaxLength(80) issuer: string;
  @IsString() @MaxLength(80) number: string;
}

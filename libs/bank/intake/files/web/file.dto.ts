import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, Min } from 'class-validator';
import { CATEGORY_IDS, type Category } from '#bank/devices';
import { ColumnChoicesDto } from '../../../files/engine/web/columns.dto.js';

/** What a person says about a donor's file. */
export class FileChoicesDto extends ColumnChoicesDto {
  /** What the devices are, in rows that do not say it. */
  @IsOptional() @IsIn(CATEGORY_IDS as string[]) category?: Category;
}

/** Which rows make devices. */
export class ApplyFileDto {
  /** All rows or none, also when one becomes wrong in between. Left out: the good rows. */
  @IsOptional() @IsBoolean() whole?: boolean;
  /** Of a file that makes more than 20,000 devices: how many it makes, to say that so many are meant. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) devices?: number;
}

/** What goes with a file that is undone. */
export class WithdrawFileDto {
  /** The donation was opened for this file: it is cancelled with it, when it holds nothing else. Left out: it stays, for the right file. */
  @IsOptional() @IsBoolean() andDonation?: boolean;
}

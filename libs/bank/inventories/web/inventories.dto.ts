import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { CATEGORIES } from '#bank/devices';

/** The device that a person names: its code, an old number, a serial. */
export class AttachInventoryDto {
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  device: string;
}

export class DiscardInventoryDto {
  @IsIn(['not_ours', 'trial', 'duplicate', 'not_a_device'])
  reason: string;
}

/** A machine that becomes a device of a donation; make, model and serial are its own words. */
export class LogInventoryDto {
  @IsString()
  @MinLength(1)
  @MaxLength(60)
  donation: string;

  @IsIn(CATEGORIES.map((c) => c.id))
  category: string;

  /** A label already stuck on it. */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  code?: string;
}

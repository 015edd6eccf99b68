import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { CATEGORY_IDS, type Category } from '#bank/devices';
import {
  CANCEL_REASONS,
  type CancelReason,
  DONATION_SORT_NAMES,
  DONATION_STATES,
  DONOR_KINDS,
  type DonationSort,
  type DonationState,
  type DonorKind,
} from '#bank/intake';
import { Cursor, says } from '#platform/http';
import { describedDto } from '../../devices/web/described.dto.js';
import { NewDonorDto } from '../donors/web/donor.dto.js';

/** Filters of the list of donations. */
export class DonationListQuery {
  /** A part of the donation's number or of the donor's name. */
  @IsOptional() @IsString() @MaxLength(100) q?: string;
  @IsOptional() @IsIn(Object.keys(DONATION_STATES)) state?: DonationState;
  @IsOptional() @IsString() @MaxLength(36) donorId?: string;
  /** Who gives. */
  @IsOptional() @IsIn(['', ...Object.keys(DONOR_KINDS)]) donorKind?: DonorKind | '';
  /** What comes first; the newest where nothing is said. */
  @IsOptional() @IsIn(DONATION_SORT_NAMES) sort?: DonationSort;
  /** Where the previous page ended: its `next`. */
  @Cursor() after?: string;
}

/** The same in the page's address, in French. */
export class DonationPageQuery extends DonationListQuery {
  @IsOptional() @IsString() @MaxLength(20) etat?: string;
  /** `a-verifier`: only donations with a spreadsheet that waits for a decision. */
  @IsOptional() @IsString() @MaxLength(20) tableur?: string;
  /** `a-signer`: only donations whose agreement did not come back signed. */
  @IsOptional() @IsString() @MaxLength(20) convention?: string;
}

const QUANTITY = says('intake.quantity_wrong', { max: 100_000 });

export class ExpectedDto {
  @IsIn(CATEGORY_IDS as string[]) category: Category;
  @IsInt(QUANTITY) @Min(1, QUANTITY) @Max(100_000, QUANTITY) quantity: number;
}

export class NewDonationDto {
  /** A known donor; or `donor`. */
  @IsOptional() @IsUUID() donorId?: string;
  @IsOptional() @ValidateNested() @Type(() => NewDonorDto) donor?: NewDonorDto;
  @IsUUID('all', { message: 'Choisissez le lieu.' }) placeId: string;
  @IsIn(['promised', 'received'], { message: 'Dites si le matériel est déjà là.' }) arrival: 'promised' | 'received';
  /** `2026-11-25` */
  @IsOptional() @IsString() @MaxLength(10) expectedOn?: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => ExpectedDto)
  expected?: ExpectedDto[];
}

export class CancelDonationDto {
  @IsIn(Object.keys(CANCEL_REASONS), { message: 'Choisissez une raison.' }) reason: CancelReason;
}

/** One device at the desk; a phone sends the same names. */
export class LogDeviceDto extends describedDto() {
  /** Of a label already stuck on the device; without it a code is drawn. */
  @IsOptional() @IsString() @MaxLength(200) code?: string;
  /** The donor's own number for it. */
  @IsOptional()
  @IsString()
  @MaxLength(80, { message: 'Le numéro d’inventaire est trop long : 80 caractères au plus.' })
  assetNumber?: string;
}

/** The same from its page, which a phone may have kept before it was sent. */
export class LogDeviceForm extends LogDeviceDto {
  @IsOptional() @IsInt() secondsAgo?: number;
}

/** A page of a list. */
export class AfterQuery {
  @Cursor() after?: string;
  @IsOptional() @IsString() @MaxLength(100) q?: string;
  @IsOptional() @IsIn(['told', 'good']) only?: 'told' | 'good';
}

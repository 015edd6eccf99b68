import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import {
  AGE_BAND_IDS,
  type AgeBand,
  CRITERION_IDS,
  type Criterion,
  MERGED_QUOTAS,
  type MergedQuotas,
  NEED_IDS,
  type Need,
  PROPOSAL_REFUSALS,
  type ProposalRefusalReason,
  REFUSAL_REASON_IDS,
  REQUESTABLE,
  type RefusalReason,
  type Requestable,
  SITUATION_IDS,
  type Situation,
} from '#allocation';
import { says } from '../../http/sentences.js';
import { SigningDto } from '../../http/signing.dto.js';
import { ReasonDto } from '../corrections/corrections.dto.js';

const TOO_LONG = says('allocation.identity_too_long', { max: 120 });

/** Who somebody is; only the structure that writes it can read it. */
export class IdentityDto {
  @IsString() @MaxLength(120, TOO_LONG) name: string;
  @IsOptional() @IsString() @MaxLength(120, TOO_LONG) contact?: string;
}

/** A person by what figures need; no name is ever required. */
export class BeneficiaryDto {
  @IsOptional() @IsIn(AGE_BAND_IDS as string[], says('allocation.age_band_unknown')) ageBand?: AgeBand;
  @IsOptional() @IsIn(SITUATION_IDS as string[], says('allocation.situation_unknown')) situation?: Situation;
  @IsOptional() @IsString() @MaxLength(80, says('allocation.commune_too_long', { max: 80 })) commune?: string;
  /** INSEE code of the commune. */
  @IsOptional()
  @Matches(/^[0-9][0-9AB][0-9]{3}$/, says('allocation.commune_code_malformed'))
  communeCode?: string;
  @IsOptional() @ValidateNested() @Type(() => IdentityDto) identity?: IdentityDto;
}

/** A person as the services take them. */
export const personIn = ({ ageBand, situation, commune, communeCode, identity }: BeneficiaryDto) => ({
  ageBand,
  situation,
  commune,
  communeCode,
  ...(identity ? { identity: { name: identity.name, contact: identity.contact ?? null } } : {}),
});

const QUANTITY = says('allocation.quantity_invalid', { max: 50 });

/** « 2 laptops for video calls »; uses, never a reason about a person. */
export class RequestLineDto {
  @IsIn(REQUESTABLE as readonly string[] as string[], says('allocation.category_unknown')) category: Requestable;
  @IsInt(QUANTITY) @Min(1, QUANTITY) @Max(50, QUANTITY) quantity: number;
  @IsArray()
  @IsIn(NEED_IDS as string[], { each: true, ...says('allocation.need_unknown') })
  needs: Need[];
}

export class RequestDto {
  /** One of the structure's places, where the devices go. */
  @IsUUID('all', says('allocation.place_unknown')) placeId: string;
  @IsOptional()
  @IsIn(['normal', 'priority'], says('allocation.urgency_unknown'))
  urgency?: 'normal' | 'priority';
  @IsArray()
  @ArrayMinSize(1, says('allocation.lines_missing', { max: 10 }))
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => RequestLineDto)
  lines: RequestLineDto[];
}

/** How many of a line are approved. */
export class ApprovedLineDto {
  @IsUUID('all', says('allocation.part_quantity_invalid', { max: 50 })) lineId: string;
  @IsInt(says('allocation.part_quantity_invalid', { max: 50 }))
  @Min(0, says('allocation.part_quantity_invalid', { max: 50 }))
  @Max(50, says('allocation.part_quantity_invalid', { max: 50 }))
  quantity: number;
}

/** What of a request is approved: all of it when nothing is said. */
export class ApproveDto {
  /** A line that is not named is approved whole. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => ApprovedLineDto)
  lines?: ApprovedLineDto[];
  /** Why not all of it; the requester reads it. */
  @IsOptional()
  @IsIn(REFUSAL_REASON_IDS as string[], says('allocation.refusal_reason_missing'))
  reason?: RefusalReason;
}

/** Another number in the quota that a request counts in. */
export class QuotaOnTheSpotDto extends ReasonDto {
  @IsIn(REQUESTABLE as readonly string[] as string[], says('allocation.category_unknown')) category: Requestable;
  @IsInt(says('allocation.quota_invalid'))
  @Min(0, says('allocation.quota_invalid'))
  @Max(100_000, says('allocation.quota_invalid'))
  allowed: number;
}

/** A device of the stock, chosen by hand. */
export class ChooseDeviceDto {
  @IsUUID('all', says('allocation.nothing_chosen')) deviceId: string;
}

/** A device that is wrong for what is asked. */
export class RefuseProposalDto {
  @IsUUID() deviceId: string;
  @IsIn(Object.keys(PROPOSAL_REFUSALS), says('allocation.proposal_reason_missing')) reason: ProposalRefusalReason;
}

/** Why the bank says no. */
export class RefuseDto {
  @IsIn(REFUSAL_REASON_IDS as string[], says('allocation.refusal_reason_missing')) reason: RefusalReason;
  @IsOptional() @IsString() @MaxLength(300) note?: string;
}

/** For whom a wanted device is; null for nobody yet. */
export class BindDto {
  @IsOptional() @IsUUID() beneficiaryId?: string | null;
}

export class PairDto {
  @IsUUID() unitId: string;
  @IsUUID() deviceId: string;
}

/** Devices to keep for wanted units; all of them or none. */
export class ReserveDto {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => PairDto) pairs: PairDto[];
}

export class DeliveryDto {
  @IsArray()
  @ArrayMinSize(1, says('allocation.nothing_chosen'))
  @ArrayMaxSize(500)
  @IsUUID('all', { each: true })
  deviceIds: string[];
  /** Another place of the structure than the request's. */
  @IsOptional() @IsUUID() toPlaceId?: string;
}

/** `drawn`: a PNG data address; `paper`: a photo or scan in base64; `typed`: nothing more. */
export class SignatureDto {
  @IsIn(['drawn', 'paper', 'typed']) kind: 'drawn' | 'paper' | 'typed';
  @IsOptional() @IsString() data?: string;
}

export class HandOverDto extends SigningDto {
  @IsOptional() @IsUUID() beneficiaryId?: string;
  @IsOptional() @ValidateNested() @Type(() => BeneficiaryDto) newBeneficiary?: BeneficiaryDto;
  @IsIn(['gift', 'sale']) mode: 'gift' | 'sale';
  @IsOptional() @IsInt() @Min(1, says('allocation.price_invalid')) priceCents?: number;
  @IsOptional() @IsIn(CRITERION_IDS as string[]) criterion?: Criterion;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(12)
  @IsString({ each: true })
  @MaxLength(60, { each: true })
  accessories?: string[];
  @IsDefined(says('allocation.signature_missing'))
  @ValidateNested()
  @Type(() => SignatureDto)
  signature: SignatureDto;
}

export class ReturnDto {
  @IsUUID('all', says('allocation.place_unknown')) placeId: string;
}

/** Who works at the bank's own counter. */
export class CounterStaffDto {
  @IsArray() @ArrayMaxSize(100) @IsUUID('all', { each: true }) staff: string[];
}

/** What a structure may have of a category, from a day to a day (the bank's time zone, both included). */
export class QuotaDto {
  @IsUUID() structureId: string;
  @IsIn(REQUESTABLE as readonly string[] as string[]) category: Requestable;
  @Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/) startsOn: string;
  @Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/) endsOn: string;
  @IsInt() @Min(0) @Max(100_000) allowed: number;
}

/** What a quota should have said. */
export class CorrectQuotaDto extends ReasonDto {
  @IsUUID('all', says('allocation.structure_unknown')) structureId: string;
  /** The first day, `2026-01-01`. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/, says('people.day_wrong'))
  @IsISO8601({ strict: true }, says('people.day_wrong'))
  startsOn: string;
  /** The last day. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/, says('people.day_wrong'))
  @IsISO8601({ strict: true }, says('people.day_wrong'))
  endsOn: string;
  @IsInt(says('allocation.quota_invalid'))
  @Min(0, says('allocation.quota_invalid'))
  @Max(100_000, says('allocation.quota_invalid'))
  allowed: number;
}

export class RequestFilterDto {
  @IsOptional() @IsString() @MaxLength(20) state?: string;
  @IsOptional() @IsString() @MaxLength(20) category?: string;
  @IsOptional() @IsString() @MaxLength(36) structureId?: string;
  /** Where the previous page ended: its `next`. */
  @IsOptional() @IsString() @MaxLength(300) after?: string;
}

export class ProposalFilterDto {
  @IsOptional() @IsString() @MaxLength(36) requestId?: string;
  @IsOptional() @IsString() @MaxLength(36) structureId?: string;
  @IsOptional() @IsString() @MaxLength(20) category?: string;
}

/** The person who has the device in fact. */
export class CorrectReferenceDto extends ReasonDto {
  /** `R-7K3F9`: one of the structure's own. */
  @IsString() @MaxLength(20) reference: string;
}

/** The wrong device is back. */
export class UndoHandOverDto extends ReasonDto {
  /** Where it lies now: a place of the structure. */
  @IsUUID('all', { message: 'Choisissez où est l’appareil.' }) placeId: string;
  /** Stated by who takes it back; without it, it is a return. */
  @IsBoolean() neverSwitchedOn: boolean;
}

/** The same person under another reference of the structure, which stays. */
export class MergeBeneficiaryDto extends ReasonDto {
  /** A reference, as people write it. */
  @IsString({ message: 'Écrivez la référence qui reste.' })
  @MinLength(1, { message: 'Écrivez la référence qui reste.' })
  @MaxLength(20)
  into: string;
}

/** The same structure on another row, which stays; `quotas` where the one that goes has any left. */
export class MergeStructureDto extends ReasonDto {
  @IsUUID('all', { message: 'Choisissez la structure qui reste.' }) into: string;
  @IsOptional() @IsIn(Object.keys(MERGED_QUOTAS)) quotas?: MergedQuotas;
}

import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { PROPOSAL_REFUSALS, type ProposalRefusalReason } from '#bank/allocation';
import { says } from '#platform/http';

/** A device of the stock, chosen by hand. */
export class ChooseDeviceDto {
  @IsUUID('all', says('allocation.nothing_chosen')) deviceId: string;
}

/** A device that is wrong for what is asked. */
export class RefuseProposalDto {
  @IsUUID() deviceId: string;
  @IsIn(Object.keys(PROPOSAL_REFUSALS), says('allocation.proposal_reason_missing')) reason: ProposalRefusalReason;
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

export class ProposalFilterDto {
  @IsOptional() @IsString() @MaxLength(36) requestId?: string;
  @IsOptional() @IsString() @MaxLength(36) structureId?: string;
  @IsOptional() @IsString() @MaxLength(20) category?: string;
}

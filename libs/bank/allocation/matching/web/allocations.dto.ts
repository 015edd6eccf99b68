import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { PROPOSAL_REFUSALS } from '#bank/allocation';
import { choice, fields, one, says } from '#platform/http';

/** A device of the stock, chosen by hand. */
export class ChooseDeviceDto {
  @IsUUID('all', says('allocation.nothing_chosen')) deviceId: string;
}

/** A device that is wrong for what is asked. */
export class RefuseProposalDto extends fields({
  deviceId: one({}),
  reason: choice(PROPOSAL_REFUSALS, { label: 'Pourquoi ?', wrong: 'allocation.proposal_reason_missing' }),
}) {}

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

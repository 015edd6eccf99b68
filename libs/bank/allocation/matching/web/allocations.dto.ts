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
import { apiQuery, choice, fields, one, pageQuery, says } from '#platform/http';
import { PROPOSAL_REFUSALS } from '../../codes.js';
import { PROPOSALS } from '../proposal-listing.js';
import { RESERVATIONS } from '../reservation-listing.js';

export class ChooseDeviceDto {
  @IsUUID('all', says('allocation.nothing_chosen')) deviceId: string;
}

export class RefuseProposalDto extends fields({
  deviceId: one({}),
  reason: choice(PROPOSAL_REFUSALS, { label: 'Pourquoi ?', wrong: 'allocation.proposal_reason_missing' }),
}) {}

export class PairDto {
  @IsUUID() unitId: string;
  @IsUUID() deviceId: string;
}

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

export class ProposalPageQuery extends pageQuery(PROPOSALS) {}
export class ProposalQuery extends apiQuery(PROPOSALS) {}

export class ReservationQuery extends apiQuery(RESERVATIONS) {}

const { sorts, usual, pageCursor } = RESERVATIONS;
/** What is ticked where deliveries are prepared. */
export class ToDeliverQuery extends pageQuery({ sorts, usual, pageCursor, filters: {} }) {
  /** The first reservation of this visit. */
  @IsOptional() @IsString() @MaxLength(36) depuis?: string;
  /** A reservation: all of its group. */
  @IsOptional() @IsString() @MaxLength(36) tout?: string;
}

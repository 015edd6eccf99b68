import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import { PROPOSAL_REFUSALS, PROPOSALS } from '#bank/allocation';
import { wholeList } from '#platform/database';
import { apiQuery, choice, fields, one, pageQuery, says } from '#platform/http';

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

/** What of the proposals, in the address of their page. */
export class ProposalPageQuery extends pageQuery(PROPOSALS) {}
const unordered = wholeList(PROPOSALS.filters);
/** The same for a program, which puts them in order itself. */
export class ProposalQuery extends apiQuery(unordered) {}

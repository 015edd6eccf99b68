import { Transform } from 'class-transformer';
import { IsArray, IsIn, IsOptional } from 'class-validator';
import { FACTOR_ROLES, type FactorRole } from '#bank/people';
import { asList } from '../../web/people.dto.js';

/** Of whom a second factor is required. */
export class RequiredRolesDto {
  @IsOptional() @Transform(asList) @IsArray() @IsIn(FACTOR_ROLES, { each: true }) roles?: FactorRole[];
}

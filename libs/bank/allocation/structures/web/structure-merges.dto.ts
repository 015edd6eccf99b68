import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { MERGED_QUOTAS, type MergedQuotas } from '#bank/allocation';
import { ReasonDto } from '../../../corrections/web/corrections.dto.js';

/** The same structure on another row, which stays; `quotas` where the one that goes has any left. */
export class MergeStructureDto extends ReasonDto {
  @IsUUID('all', { message: 'Choisissez la structure qui reste.' }) into: string;
  @IsOptional() @IsIn(Object.keys(MERGED_QUOTAS)) quotas?: MergedQuotas;
}

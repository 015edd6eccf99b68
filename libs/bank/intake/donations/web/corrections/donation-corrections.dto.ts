import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, IsUUID, MaxLength, ValidateNested } from 'class-validator';
import { DONOR_KINDS, type DonorKind } from '#bank/intake';
import { fields, one } from '#platform/http';
import { ReasonDto } from '../../../../corrections/web/corrections.dto.js';
import { NewDonorDto } from '../../../donors/web/donor.dto.js';

/** Who gave it in fact: a known donor, or `donor`. */
export class CorrectDonorDto extends ReasonDto {
  @IsOptional() @IsUUID() donorId?: string;
  @IsOptional() @ValidateNested() @Type(() => NewDonorDto) donor?: NewDonorDto;
}

export class MoveDevicesDto extends fields(
  {
    to: one({
      label: 'Le bon don',
      about: 'The donation that they came with: its id.',
      select: 'Choisir',
      wrong: 'Choisissez le don avec lequel ces appareils sont venus.',
    }),
  },
  ReasonDto,
) {
  /** Codes of devices of this donation. */
  @IsArray() @ArrayMaxSize(200) @IsString({ each: true }) @MaxLength(200, { each: true }) codes: string[];
}

export class CorrectKindDto extends ReasonDto {
  @IsIn(Object.keys(DONOR_KINDS), { message: 'Choisissez qui donne.' }) kind: DonorKind;
}

export class WrongDonorQuery {
  @IsOptional() @IsString() @MaxLength(100) q?: string;
  @IsOptional() @IsString() @MaxLength(20) genre?: string;
}

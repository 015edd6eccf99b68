import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  ACCESSORIES,
  type Accessory,
  CRITERION_IDS,
  type Criterion,
  HANDOVER_MODES,
  type HandoverMode,
  PAYERS,
  type Payer,
} from '#bank/allocation';
import { fields, one, SigningDto, says, tick } from '#platform/http';
import { ReasonDto } from '../../../corrections/web/corrections.dto.js';
import { BeneficiaryDto } from '../../beneficiaries/web/beneficiaries.dto.js';

/** `drawn`: a PNG data address; `paper`: a photo or scan in base64; `typed`: nothing more. */
export class SignatureDto {
  @IsIn(['drawn', 'paper', 'typed']) kind: 'drawn' | 'paper' | 'typed';
  @IsOptional() @IsString() data?: string;
  /** Of a paper: where the original is stored. */
  @IsOptional() @IsString() originalPlace?: string;
}

export class HandOverDto extends SigningDto {
  @IsOptional() @IsUUID() beneficiaryId?: string;
  @IsOptional() @ValidateNested() @Type(() => BeneficiaryDto) newBeneficiary?: BeneficiaryDto;
  @IsIn(HANDOVER_MODES as readonly string[] as string[]) mode: HandoverMode;
  @IsOptional() @IsInt() @Min(1, says('allocation.price_invalid')) priceCents?: number;
  /** Of a sale: who pays its price. */
  @IsOptional() @IsIn(Object.keys(PAYERS), says('allocation.paid_by_missing')) paidBy?: Payer;
  @IsOptional() @IsIn(CRITERION_IDS as string[]) criterion?: Criterion;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(12)
  @IsIn(Object.keys(ACCESSORIES), { each: true })
  accessories?: Accessory[];
  @IsDefined(says('allocation.signature_missing'))
  @ValidateNested()
  @Type(() => SignatureDto)
  signature: SignatureDto;
}

export class ReturnDto extends fields({
  placeId: one({ label: 'Où le posez-vous ?', select: '', wrong: 'allocation.place_unknown' }),
}) {}

/** Where the signed paper is stored now. */
export class OriginalDto {
  @IsOptional() @IsString() place?: string;
}

/** Who works at the bank's own counter. */
export class CounterStaffDto {
  @IsArray() @ArrayMaxSize(100) @IsUUID('all', { each: true }) staff: string[];
}

/** The person who has the device in fact. */
export class CorrectReferenceDto extends ReasonDto {
  /** `R-7K3F9`: one of the structure's own. */
  @IsString() @MaxLength(20) reference: string;
}

/** The wrong device is back. */
export class UndoHandOverDto extends fields(
  {
    placeId: one({
      label: 'Où est-il rangé ?',
      select: 'Choisir',
      about: 'Where it lies now: a place of the structure.',
      wrong: 'Choisissez où est l’appareil.',
    }),
    neverSwitchedOn: tick({
      label: 'L’appareil est revenu, et personne ne l’a allumé.',
      about: 'Stated by whoever takes it back; without it, it is a return.',
    }),
  },
  ReasonDto,
) {}

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
import { choice, fields, one, SigningDto, says, tick } from '#platform/http';
import { ReasonDto } from '../../../corrections/web/corrections.dto.js';
import { BeneficiaryDto } from '../../beneficiaries/web/beneficiaries.dto.js';
import { ACCESSORIES, type Accessory, PAYERS } from '../../codes.js';
import { CRITERIA } from '../selling.js';

/** `drawn`: a PNG data address; `paper`: a photo or scan in base64; `typed`: nothing more. */
export class SignatureDto {
  @IsIn(['drawn', 'paper', 'typed']) kind: 'drawn' | 'paper' | 'typed';
  @IsOptional() @IsString() data?: string;
  /** Of a paper: where the original is stored. */
  @IsOptional() @IsString() originalPlace?: string;
}

export class HandOverDto extends fields(
  {
    mode: choice({ gift: 'Donné', sale: 'Vendu' }, { label: 'Comment ?', layout: 'inline' }),
    criterion: choice(CRITERIA, {
      optional: true,
      select: 'Aucun',
      label: 'Critère attesté, en cas de vente',
      hint: 'Cet appareil vient d’un organisme public : il ne se vend qu’à une personne en situation de précarité. Aucun justificatif n’est gardé.',
    }),
    paidBy: choice(PAYERS, {
      optional: true,
      layout: 'inline',
      label: 'Qui paie, en cas de vente ?',
      about: 'Of a sale: who pays its price.',
      wrong: 'allocation.paid_by_missing',
    }),
  },
  SigningDto,
) {
  @IsOptional() @IsUUID() beneficiaryId?: string;
  @IsOptional() @ValidateNested() @Type(() => BeneficiaryDto) newBeneficiary?: BeneficiaryDto;
  @IsOptional() @IsInt() @Min(1, says('allocation.price_invalid')) priceCents?: number;
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

export class OriginalDto {
  @IsOptional() @IsString() place?: string;
}

export class CounterStaffDto {
  @IsArray() @ArrayMaxSize(100) @IsUUID('all', { each: true }) staff: string[];
}

export class CorrectReferenceDto extends ReasonDto {
  /** `R-7K3F9`: one of the structure's own. */
  @IsString() @MaxLength(20) reference: string;
}

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

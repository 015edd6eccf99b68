import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { BeneficiaryDto, BindDto } from '../beneficiaries/web/beneficiaries.dto.js';

export class ChoiceQuery {
  @IsOptional() @IsString() @MaxLength(60) q?: string;
}

export class DeviceForUnitQuery {
  @IsOptional() @IsString() @MaxLength(36) appareil?: string;
}

/** What a new person is written for: the device of a request, a SIM card, or a hand-over or a card that went to another. */
export class ForWhomQuery {
  @IsOptional() @IsUUID() demande?: string;
  @IsOptional() @IsUUID() appareil?: string;
  @IsOptional() @IsUUID() sim?: string;
  /** The hand-over whose reference is wrong. */
  @IsOptional() @IsUUID() remise?: string;
  /** The card whose reference is wrong. */
  @IsOptional() @IsUUID() carte?: string;
}

export class NewBeneficiaryForm extends BeneficiaryDto {
  @IsOptional() @IsUUID() demande?: string;
  @IsOptional() @IsUUID() appareil?: string;
  @IsOptional() @IsUUID() sim?: string;
  @IsOptional() @IsUUID() remise?: string;
  @IsOptional() @IsUUID() carte?: string;
}

export class PickQuery {
  /** A reference, a name or a telephone. */
  @IsOptional() @IsString() @MaxLength(120) q?: string;
  /** Who was chosen. */
  @IsOptional() @IsUUID() personne?: string;
  /** `oui`: somebody who is written down with it. */
  @IsOptional() @IsString() @MaxLength(3) nouvelle?: string;
}

export class BindForm extends BindDto {
  @IsOptional() @IsString() reference?: string;
}

import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { PROPOSAL_SORT_NAMES, type ProposalSort } from '#bank/allocation';
import { SHEET_FORMATS, type SpreadsheetFormat } from '#platform/kernel';
import { BeneficiaryDto, BindDto } from '../beneficiaries/web/beneficiaries.dto.js';

/** Filters of the proposals. */
export class ProposalQuery {
  @IsOptional() @IsString() @MaxLength(36) demande?: string;
  @IsOptional() @IsString() @MaxLength(36) structure?: string;
  @IsOptional() @IsString() @MaxLength(20) type?: string;
  /** How many of those just accepted somebody else had taken meanwhile. */
  @IsOptional() @IsString() @MaxLength(3) deja?: string;
  /** What comes first; what is looked at first where nothing is said. */
  @IsOptional() @IsIn(PROPOSAL_SORT_NAMES) sort?: ProposalSort;
}

export class ProposalExportQuery extends ProposalQuery {
  @IsOptional() @IsIn(Object.keys(SHEET_FORMATS), { message: 'Choisissez csv ou xlsx.' }) format?: SpreadsheetFormat;
}

/** What is looked for among the devices that may be chosen. */
export class ChoiceQuery {
  @IsOptional() @IsString() @MaxLength(60) q?: string;
}

/** The device that is refused for a wanted one. */
export class DeviceForUnitQuery {
  @IsOptional() @IsString() @MaxLength(36) appareil?: string;
}

/** What a new person is written for: the device of a request, or a SIM card. */
export class ForUnitQuery {
  @IsOptional() @IsUUID() demande?: string;
  @IsOptional() @IsUUID() appareil?: string;
  @IsOptional() @IsUUID() sim?: string;
}

/** A new person, perhaps written while choosing whom a device of a request, or a SIM card, is for. */
export class NewBeneficiaryForm extends BeneficiaryDto {
  @IsOptional() @IsUUID() demande?: string;
  @IsOptional() @IsUUID() appareil?: string;
  @IsOptional() @IsUUID() sim?: string;
}

/** How far the choice of a person is, in the page's address. */
export class PickQuery {
  /** A reference, a name or a telephone. */
  @IsOptional() @IsString() @MaxLength(120) q?: string;
  /** Who was chosen. */
  @IsOptional() @IsUUID() personne?: string;
  /** `oui`: somebody who is written down with it. */
  @IsOptional() @IsString() @MaxLength(3) nouvelle?: string;
}

/** For whom a device is: chosen in the list, or typed. */
export class BindForm extends BindDto {
  @IsOptional() @IsString() reference?: string;
}

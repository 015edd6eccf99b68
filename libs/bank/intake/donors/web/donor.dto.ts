import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { CONTACT_LENGTHS, DONOR_KINDS, type DonorKind } from '#bank/intake';
import { fields, one } from '#platform/http';
import { ReasonDto } from '../../../corrections/web/corrections.dto.js';

const DONOR_KIND_IDS = Object.keys(DONOR_KINDS);

/** How to reach a donor; of a person, their name and address too. Kept apart and purged alone. */
export class ContactDto {
  @IsOptional() @IsString() @MaxLength(CONTACT_LENGTHS.name) name?: string;
  /** What they do there. */
  @IsOptional() @IsString() @MaxLength(CONTACT_LENGTHS.job) job?: string;
  @IsOptional() @IsString() @MaxLength(CONTACT_LENGTHS.phone) phone?: string;
  @IsOptional() @IsString() @MaxLength(CONTACT_LENGTHS.email) email?: string;
  /** Of a person who gives. */
  @IsOptional() @IsString() @MaxLength(CONTACT_LENGTHS.address) address?: string;
  /** Of a sole trader. */
  @IsOptional() @IsString() @MaxLength(20) siren?: string;
  /** Where whoever answers there for personal data is written to, when something that may hold them is lost. */
  @IsOptional() @IsString() @MaxLength(CONTACT_LENGTHS.dataEmail) dataEmail?: string;
}

/** What is said of a donor. Of a person, also one who trades under their own name, only the commune. */
export class DonorCardDto {
  /** Of an organisation; a person's name goes into `contact`. */
  @IsOptional() @IsString() @MaxLength(200) name?: string;
  @IsOptional() @IsString() @MaxLength(60) legalForm?: string;
  /** Number and street. */
  @IsOptional() @IsString() @MaxLength(200) address?: string;
  @IsOptional() @IsString() @MaxLength(10) postalCode?: string;
  /** INSEE code. */
  @IsOptional() @IsString() @MaxLength(5) communeCode?: string;
  /** Or its name, when only one bears it: « 92150 Suresnes », « Saint-Denis (93) ». */
  @IsOptional() @IsString() @MaxLength(100) commune?: string;
}

export class NewDonorDto extends DonorCardDto {
  @IsIn(DONOR_KIND_IDS, { message: 'Choisissez qui donne.' }) kind: DonorKind;
  /** SIREN, SIRET or RNA; a sole trader's is kept with `contact`. */
  @IsOptional() @IsString() @MaxLength(40) identifier?: string;
  @IsOptional() @ValidateNested() @Type(() => ContactDto) contact?: ContactDto;
}

export class MergeDonorDto extends fields(
  { into: one({ label: 'La fiche qui reste', wrong: 'Choisissez la fiche qui reste.' }) },
  ReasonDto,
) {}

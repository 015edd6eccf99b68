import { Transform } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
  IsEmail,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
} from 'class-validator';
import {
  KEY_SCOPES,
  KEY_TERMS,
  type KeyScope,
  type KeyTerm,
  NAME_REASONS,
  type NameReason,
  PLACE_KINDS,
  type PlaceKind,
  STRUCTURE_TYPES,
  type StructureType,
} from '#bank/people';
import { says } from '#platform/http';
import {
  BODY_KINDS,
  type BodyKind,
  ORGANISATION_KINDS,
  type OrganisationKind,
  ROLES,
  type Role,
} from '#platform/kernel';

export const asList = ({ value }: { value: unknown }): unknown => (value === undefined ? undefined : [value].flat());
const noSpaces = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.replace(/\s/g, '') : value;

export class OrganisationFormDto {
  @IsOptional() @IsIn(ORGANISATION_KINDS) kind?: OrganisationKind;
  @IsNotEmpty() @IsString() @MaxLength(120) name: string;
  @IsOptional() @Transform(noSpaces) @Matches(/^\d{9}$/, { message: 'Un SIREN a 9 chiffres.' }) siren?: string;
  @IsOptional() @IsString() @MaxLength(80) commune?: string;
  @IsOptional() @IsString() @MaxLength(200) address?: string;
  @IsOptional() @IsString() @MaxLength(40) helpline?: string;
  @IsOptional()
  @IsIn(Object.keys(STRUCTURE_TYPES), { message: 'Choisissez un type de structure.' })
  structureType?: StructureType;
  @IsOptional() @IsString() nameIsPublic?: string;
  @IsOptional() @IsString() closed?: string;
  @IsOptional() @IsIn(Object.keys(NAME_REASONS), says('people.name_reason_missing')) nameReason?: NameReason;
}

/** Where and when one's own organisation is reached. */
export class AddressDto {
  @IsNotEmpty({ message: 'Écrivez l’adresse postale.' }) @IsString() @MaxLength(200) address: string;
  @IsOptional() @IsString() @MaxLength(200) openingHours?: string;
  /** « oui »: the copy of a person who was handed a device names both. */
  @IsOptional() @IsString() onPapers?: string;
}

/** Another name for a place. */
export class RenameDto {
  @IsNotEmpty() @IsString() @MaxLength(80) name: string;
  @IsIn(Object.keys(NAME_REASONS), says('people.name_reason_missing')) nameReason: NameReason;
}

/** Who a member is, put right. */
export class PersonDto {
  @IsNotEmpty() @IsString() @MaxLength(120) name: string;
  @IsEmail({}, says('people.email_wrong')) @MaxLength(200) email: string;
  @IsIn(Object.keys(NAME_REASONS), says('people.name_reason_missing')) nameReason: NameReason;
}

const ROLE_MISSING = 'Choisissez au moins un rôle.';

/** By which way somebody gets their link. */
class WayDto {
  @IsOptional() @IsIn(['mail', 'copy']) way?: 'mail' | 'copy';
}

/** A new link for a member. */
export class NewLinkDto extends WayDto {}

export class NewMemberDto extends WayDto {
  @IsNotEmpty({ message: 'Écrivez le prénom et le nom.' }) @IsString() @MaxLength(120) name: string;
  @IsEmail({}, says('people.email_wrong')) @MaxLength(200) email: string;
  @Transform(asList)
  @IsArray({ message: ROLE_MISSING })
  @ArrayNotEmpty({ message: ROLE_MISSING })
  @IsIn(ROLES, { each: true })
  roles: Role[];
}

export class MembershipDto {
  @Transform(asList) @IsArray() @ArrayNotEmpty() @IsIn(ROLES, { each: true }) roles: Role[];
  @IsOptional() @IsString() closed?: string;
}

/** A place of the caller's own organisation: a site, or a room or shelf inside another place. */
export class PlaceDto {
  @IsIn(PLACE_KINDS) kind: PlaceKind;
  @IsNotEmpty() @IsString() @MaxLength(80) name: string;
  /** The place it is in; left out for a site. */
  @IsOptional() @IsUUID() parentId?: string;
}

export class TokenDto {
  @IsNotEmpty() @IsString() @MaxLength(80) name: string;
  @Transform(asList)
  @IsArray(says('people.key_scope_missing'))
  @IsIn(KEY_SCOPES, { each: true, ...says('people.key_scope_missing') })
  scopes: KeyScope[];
  @IsIn(Object.keys(KEY_TERMS), says('people.key_term_missing')) term: KeyTerm;
}

export class BankSettingsDto {
  @IsNotEmpty() @IsString() @MaxLength(120) name: string;
  @IsOptional() @IsString() @MaxLength(200) legalName?: string;
  @IsOptional() @Transform(noSpaces) @Matches(/^\d{9}$/, { message: 'Un SIREN a 9 chiffres.' }) siren?: string;
  @IsOptional() @IsString() @MaxLength(300) address?: string;
  @IsOptional() @IsString() @MaxLength(40) helpline?: string;
  @IsOptional() @IsString() @MaxLength(120) openingHours?: string;
  @IsOptional() @IsString() @MaxLength(200) email?: string;
  @IsOptional() @IsString() @MaxLength(200) privacyContact?: string;
  @IsOptional() @IsString() @MaxLength(200) publisher?: string;
  @IsOptional() @IsString() @MaxLength(300) hosting?: string;
  @IsNotEmpty() @IsString() @MaxLength(60) timeZone: string;
  @IsOptional() @IsString() @MaxLength(120) legalForm?: string;
  @IsOptional() @IsString() @MaxLength(400) object?: string;
  @IsOptional() @IsString() @MaxLength(200) status?: string;
  @IsOptional() @IsString() @MaxLength(40) eligibilityGround?: string;
  @IsOptional() @IsString() @MaxLength(200) eligibilityBasis?: string;
  @IsOptional() @IsString() @MaxLength(80) signatoryTitle?: string;
  @IsOptional() @IsIn(Object.keys(BODY_KINDS), { message: 'Choisissez dans la liste.' }) bodyKind?: BodyKind;
}

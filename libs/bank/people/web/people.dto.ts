import { Transform } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
} from 'class-validator';
import {
  type KeyScope,
  type KeyTerm,
  NAME_REASONS,
  type NameReason,
  PLACE_KINDS,
  type PlaceKind,
  STRUCTURE_TYPES,
  type StructureType,
} from '#bank/people';
import { choice, fields, labelOfRole, mail, says, several, text } from '#platform/http';
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

/** Why a name changes: a code, never a text. */
export const nameReason = choice(NAME_REASONS, {
  label: 'Pourquoi ce changement ?',
  select: 'Choisir',
  wrong: 'people.name_reason_missing',
});

/** Another name for a place. */
export class RenameDto extends fields({
  name: text({ max: 80, filled: true, label: 'Nom', width: 'medium' }),
  nameReason,
}) {}

/** Who a member is, put right. */
export class PersonDto extends fields({
  name: text({ max: 120, filled: true, label: 'Nom', width: 'medium' }),
  email: mail({
    label: 'Adresse mail',
    hint: 'Elle sert à se connecter, dans toutes ses organisations.',
    wrong: 'people.email_wrong',
  }),
  nameReason,
}) {}

/** By which way somebody gets their link. */
class WayDto {
  @IsOptional() @IsIn(['mail', 'copy']) way?: 'mail' | 'copy';
}

/** A new link for a member. */
export class NewLinkDto extends WayDto {}

const ROLE_NAMES = Object.fromEntries(ROLES.map((role) => [role, labelOfRole(role)])) as Record<Role, string>;

export class NewMemberDto extends fields(
  {
    name: text({
      max: 120,
      filled: true,
      id: 'member-name',
      label: 'Nom',
      width: 'medium',
      missing: 'Écrivez le prénom et le nom.',
    }),
    email: mail({ label: 'Adresse mail', wrong: 'people.email_wrong' }),
    roles: several(ROLE_NAMES, { label: 'Rôles', missing: 'Choisissez au moins un rôle.' }),
  },
  WayDto,
) {}

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

/** What a program may do, and for how long. */
export class TokenDto extends fields({
  name: text({
    max: 80,
    filled: true,
    label: 'Pour quel logiciel ?',
    hint: 'Exemple : tableur de suivi',
    width: 'medium',
  }),
  scopes: several(
    {
      read: { label: 'Lire', hint: 'Ce que vous lisez ici' },
      inventories: { label: 'Envoyer des inventaires', hint: 'Pour les agents de vos machines' },
      write: { label: 'Écrire', hint: 'Tout le reste de ce que vous faites ici' },
    } satisfies Record<KeyScope, object>,
    {
      label: 'Ce qu’elle peut faire',
      hint: 'Le moins possible : un tableur qui lit n’a pas besoin d’écrire.',
      wrong: 'people.key_scope_missing',
    },
  ),
  term: choice(
    {
      quarter: 'Trois mois',
      year: 'Un an',
      two_years: 'Deux ans',
      unlimited: 'Jusqu’à ce que quelqu’un coupe l’accès',
    } satisfies Record<KeyTerm, string>,
    { label: 'Jusqu’à quand ?', select: '', wrong: 'people.key_term_missing' },
  ),
}) {}

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

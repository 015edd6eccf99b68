import { Transform } from 'class-transformer';
import { IsArray, IsEmail, IsIn, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { NAME_REASONS, type NameReason } from '#bank/people';
import { says } from '#platform/http';
import { asList } from '../../web/people.dto.js';

/** What one is called. */
export class OwnNameDto {
  @IsNotEmpty() @IsString() @MaxLength(120) name: string;
  @IsIn(Object.keys(NAME_REASONS), says('people.name_reason_missing')) nameReason: NameReason;
}

/** Another mail address for one's account. */
export class OwnAddressDto {
  @IsEmail({}, says('people.email_wrong')) @MaxLength(200) email: string;
  @IsNotEmpty(says('people.password_missing')) @IsString() @MaxLength(200) currentPassword: string;
}

/** Whose password is forgotten. */
export class ForgottenDto {
  @IsEmail({}, says('people.email_wrong')) @MaxLength(200) email: string;
}

/** A new password, on a link. */
export class NewPasswordDto {
  @IsNotEmpty(says('people.password_missing')) @IsString() password: string;
  @IsOptional() @IsString() again?: string;
  /** The access keys that stay. */
  @IsOptional() @Transform(asList) @IsArray() @IsUUID(undefined, { each: true }) keep?: string[];
}

/** Saying yes to an organisation, by whoever has the account. */
export class AcceptDto {
  @IsNotEmpty(says('people.password_missing')) @IsString() @MaxLength(200) currentPassword: string;
}

/** A new password, by whoever knows the one before. */
export class OwnPasswordDto extends NewPasswordDto {
  @IsNotEmpty(says('people.password_missing')) @IsString() @MaxLength(200) currentPassword: string;
}

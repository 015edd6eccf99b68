import { Transform } from 'class-transformer';
import { IsArray, IsEmail, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { fields, says, text } from '#platform/http';
import { asList, nameReason } from '../../web/people.dto.js';

/** What one is called. */
export class OwnNameDto extends fields({
  name: text({ max: 120, filled: true, label: 'Votre nom', width: 'medium', autocomplete: 'name' }),
  nameReason,
}) {}

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

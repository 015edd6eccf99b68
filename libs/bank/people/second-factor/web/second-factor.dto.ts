import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { says } from '#platform/http';

/** What is asked before an account is made safer or less so, where its session is no longer new. */
export class AfreshDto {
  @IsOptional() @IsString() @MaxLength(200) currentPassword?: string;
}

/** The first code of an application. */
export class FirstCodeDto {
  @IsNotEmpty(says('people.code_missing')) @IsString() @MaxLength(20) code: string;
}

/** A passkey that was just made. */
export class NewPasskeyDto extends AfreshDto {
  @IsNotEmpty(says('people.passkey_refused')) @IsString() @MaxLength(20_000) answer: string;
  @IsNotEmpty(says('people.passkey_name_missing')) @IsString() @MaxLength(60) name: string;
}
